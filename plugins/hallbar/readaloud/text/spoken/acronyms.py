"""Acronyms: said letter by letter, or read as words."""

import re

from hallbar.readaloud.text.sentences import CAPITALS
from hallbar.readaloud.text.spoken.numerals import value_of
from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.stops import stop
from hallbar.readaloud.text.spoken.tables import Tables

_VOWEL, _CONSONANT = f"[AEIOUY{CAPITALS[3:]}]", "[BCDFGHJKLMNPQRSTVWXZ]"
_BEGINNING = f"(?:[BCFGKP][LR]|[DTW]R|S[CHJKLMNPTVW]|S[CKPT]R|[CPTW]H|[KG]N|[DKTS][VJW]|{_CONSONANT})?"
_INSIDE, _END = f"{_CONSONANT}{{0,3}}(?={_VOWEL})", f"(?:[LNR]{_CONSONANT}[STD]|{_CONSONANT}{{0,2}})$"
_READABLE = re.compile(f"{_BEGINNING}(?:{_VOWEL}{{1,2}}(?:{_INSIDE}|{_END}))+")
_SHORT = 3


def rules(tables: Tables) -> list[Rule]:
    """Spell “ILO:s”, “NGOs”, “IT-utrustning”, “SA8000”; read UNICEF and VIKTIGT as words."""
    policy = {name: frozenset(words.split()) for name, words in tables["acronyms"].items()}

    def says(match: re.Match[str]) -> str | None:
        letters, digits, plural = match.groups()
        if not _spelt(letters, policy) or (_READABLE.fullmatch(letters) and _shouted(match, policy)):
            return None
        return " ".join([*letters, digits] if digits else letters) + (
            tables["says"]["plural"] if plural else ""
        )

    return [
        rule("letter", rf"(?<!\w)([{CAPITALS}]{{2,}})(\d*)(s(?!\w)['’]?)?(?!\w)", says),
        rule(
            "letter", rf"(?<![\w.])(?:[{CAPITALS}]\.){{2,}}(?![\w@])", lambda m: " ".join(m[0][::2]) + stop(m)
        ),
    ]


def _spelt(letters: str, policy: dict[str, frozenset[str]]) -> bool:
    """Return True if a word in capitals is said letter by letter, judged by the word alone."""
    if letters in policy["letters"]:
        return True
    if letters in policy["words"] | policy["ordinary"] or (set(letters) <= set("IVX") and value_of(letters)):
        return False
    return len(letters) <= _SHORT or not _READABLE.fullmatch(letters)


def _shouted(match: re.Match[str], policy: dict[str, frozenset[str]]) -> bool:
    """Return True if an ordinary word in capitals is beside it: “VIKTIGT ATT VETA”."""
    beside = match.string[: match.start()].split()[-1:] + match.string[match.end() :].split()[:1]
    words = [found[0] for word in beside if (found := re.search(rf"(?<!\w)[{CAPITALS}]{{4,}}(?!\w)", word))]
    return any(not _spelt(word, policy) and word not in policy["words"] for word in words)
