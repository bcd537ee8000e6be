"""The vocabulary of a language, for spelling: fetched when a query has a word that the index lacks.

It is in files by first letter, as misspelt words mostly begin well. Each word is there once, by its most
common form: the engine takes endings for free, too (`finding/query.js`).
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from hallbar.search.compounds import MARKER

WORD = re.compile(rf"(?<![\w.@/-])[^\W\d_]{{2,}}(?:{re.escape(MARKER)}[^\W\d_]+)*(?![\w@/]|\.\w)")
"""Not in an address, whose spelling is its own."""

LINKING_S = re.compile("(?<=het|ing|ion|kap|dom|tet)s$")
"""Ends a part of a compound, and is no part of the word: hållbarhets-krav."""

LEAST = 3
"""Letters of a word."""

LEAST_OF_STEM = 4
"""Letters before an ending."""

WHOLE = 1_000_000
"""Weight of a word beside that of a part of a compound."""

ENDINGS = {
    "sv": "a an ar are aren arens arna arnas ars as at ats de e en ena enas ens er erna ernas ers es et ets"
    " n na nas ns or orna ornas ors r s t te",
    "en": "s es ed d ing er ers ly",
}

IRREGULAR: dict[str, str] = tomllib.loads(Path(__file__).with_name("irregular.toml").read_text("utf-8"))


def irregular(language: str) -> str:
    """Return the irregular forms of a language: a family of words on each line."""
    return IRREGULAR.get(language.split("-")[0], "").lstrip()


def vocabulary(texts: Iterable[str], language: str) -> dict[str, str]:
    """Return the words of texts and parts of compounds: first letter → one word on each line, sorted."""
    forms = _counted(texts)
    ending = _ending(language)
    chosen = dict[str, str]()
    for word in sorted(sorted(forms, reverse=True), key=forms.__getitem__):  # the last of a family stays
        chosen[ending.sub("", word)] = word
    files = defaultdict[str, list[str]](list)
    for word in sorted(chosen.values()):
        files[_first_letter(word)].append(word)
    return {letter: "".join(f"{word}\n" for word in words) for letter, words in sorted(files.items())}


def _counted(texts: Iterable[str]) -> dict[str, int]:
    """Return each form, and its weight: a form that is only a part of compounds counts least."""
    weights = dict[str, int]()
    for spaced, count in Counter(part for text in texts for part in text.lower().split()).items():
        for word in WORD.findall(spaced):
            for form, weight in _weighted(word, count):
                if len(form) >= LEAST:
                    weights[form] = weights.get(form, 0) + weight
    return weights


def _weighted(word: str, count: int) -> Iterator[tuple[str, int]]:
    yield word.replace(MARKER, ""), count * WHOLE
    if MARKER in word:
        yield from ((LINKING_S.sub("", part), count) for part in word.split(MARKER))


def _ending(language: str) -> re.Pattern[str]:
    endings = sorted(ENDINGS.get(language.split("-")[0], "").split(), key=len, reverse=True)
    return re.compile(rf"(?<=.{{{LEAST_OF_STEM}}})(?:{'|'.join(endings)})$" if endings else r"$.")


def _first_letter(word: str) -> str:
    return unicodedata.normalize("NFD", word)[0]
