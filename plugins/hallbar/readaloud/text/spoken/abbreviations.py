"""Abbreviations read out in full, capitalized as written, inflected as the sentence needs."""

import re
from collections.abc import Callable
from functools import lru_cache

from abbr2words import abbr2words

from hallbar.readaloud.text.sentences import CAPITALS, SMALL
from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.stops import alone, ends, stop
from hallbar.readaloud.text.spoken.tables import Tables

_NUMBER = r"(?=[:.]? ?\d)"
_UNKNOWN = rf"(?<![\w.@-])[^\W\d_]+(?:\.[^\W\d_]+)*\.(?=,| [{SMALL}\d(])"
"""An unknown word that looks like an abbreviation within a sentence."""


def rules(tables: Tables, lang: str) -> list[Rule]:
    """Return the rules of our tables, then one that asks abbr2words for abbreviations they lack."""
    known, joined = _says(tables["abbreviations"]), f"{tables['says']['and']}|{tables['says']['or']}"
    words = tables["says"]["words"].split()
    streets = "|".join(tables["after_name"]) or "(?!)"
    street = rf"(?<=[{SMALL}] )({streets})\.?(?![\w'’])(?! [{CAPITALS}])"  # “High St”, but “St Mary's”
    several = rf"(?=[:.]? ?\d+ ?(?:[–-]|,| (?:{joined}) )\s?\d)"
    return [
        *_inflected(tables["inflected"]),
        rule("letter", _pattern(tables["before_range"]) + several, _says(tables["before_range"])),
        rule("letter", street, lambda m: tables["after_name"][m[1]] + stop(m)),
        rule("letter", r"(?<=\d )" + _pattern(tables["after_number"]), _says(tables["after_number"])),
        rule("letter", _pattern(tables["before_number"]) + _NUMBER, _says(tables["before_number"])),
        rule(
            "letter", _pattern(tables["abbreviations"]), lambda m: None if _only_stop(m, words) else known(m)
        ),
        rule("letter", _UNKNOWN, lambda m: _of_library(m[0], lang)),
    ]


def _pattern(table: Tables) -> str:
    """Return a pattern of all written forms, longest first."""
    forms = sorted({form for forms in table.values() for form in forms}, key=len, reverse=True)
    return rf"(?<![\w.@-])({'|'.join(map(_loose, forms)) or '(?!)'})(?:(?<=\.)(?=\d)|(?![\w@]))(?!-\w)"


def _loose(form: str) -> str:
    """Return a pattern of one form, also capitalized; with inner stops also as “bl. a.” and “bl a”."""
    rest = re.escape(form[1:])
    if re.search(r"\w\.\w", form):
        rest = re.sub(r"\\\.(?=\w)", r"(?:\\. ?| )" if form.islower() else r"\\. ?", rest)
        rest = re.sub(r"\\\.$", r"\\.?", rest)
    letter = len(form.rstrip(".")) == 1  # “v. 45”, but “V” is a letter of its own
    return (form[0] if letter else f"(?i:{re.escape(form[0])})") + rest


def _says(table: Tables) -> Callable[[re.Match[str]], str]:
    full = {form.lower(): said for said, forms in table.items() for form in forms}
    squeezed = {_squeezed(form): said for form, said in full.items()}

    def says(match: re.Match[str]) -> str:
        written = match[1].lower()
        return _capital(full.get(written) or squeezed[_squeezed(written)], match[1]) + stop(match)

    return says


def _squeezed(form: str) -> str:
    return re.sub(r"[. ]", "", form)


def _only_stop(match: re.Match[str], words: list[str]) -> bool:
    """Return True if the stop is only that of the sentence: “el.” and “led.” at its end are plain words."""
    return match[1].lower() in words and ends(match) and not alone(match)


def _capital(words: str, written: str) -> str:
    return words[0].upper() + words[1:] if written[0].isupper() else words


def _inflected(table: Tables) -> list[Rule]:
    """Inflect “en s.k. revision”, “ett s.k. ramavtal”, “s.k. analyser”; “ev. brister”, but “ev. kan”."""
    if not table:
        return []
    names = ("en", "ett", "den")
    one, other, definite = (re.compile(rf"(?:^|\s)(?:{table[name]})\s$", re.IGNORECASE) for name in names)
    adverb = re.compile(rf"\s(?:{table['adverbs']})\b")
    singular = re.compile(rf"\s(?!\w*(?:{table['plural']})\b)")

    def says(match: re.Match[str]) -> str:
        kind = "s.k." if match[1] else f"{match[2].lower()}."
        before, after = match.string[: match.start()], match.string[match.end() :]
        number = 0 if one.search(before) else 1 if other.search(before) else 2
        if number == 2 and kind != "ev." and singular.match(after) and not definite.search(before):
            number = 0
        if kind == "ev." and adverb.match(after):
            number = 1
        return _capital(table[kind][number], match[0])

    return [rule("letter", r"(?<![\w.-])(?:([Ss](?:\. ?| )k\.?)|((?i:ev|leg))\.?)(?!\w)(?=\s[\w”\"])", says)]


@lru_cache
def _of_library(written: str, lang: str) -> str | None:
    initials = re.fullmatch(r"(?:\w\.)+", written)
    words = str(abbr2words(written, lang=lang))
    return None if initials or words == written else words.rstrip(".")
