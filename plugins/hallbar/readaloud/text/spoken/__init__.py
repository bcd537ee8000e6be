"""What the voice is given for what is written, and where on the page each of its words stands.

Pure: text in, text and places out. The editors' lexicon comes first, then the house's rules; their words
stand in sv.toml and en.toml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from hallbar.readaloud.text.spoken import (
    abbreviations,
    acronyms,
    addresses,
    dates,
    documents,
    lexicon,
    numbers,
    numerals,
    signs,
    times,
    units,
)
from hallbar.readaloud.text.spoken.language import tables_of
from hallbar.readaloud.text.spoken.lexicon import LexiconError
from hallbar.readaloud.text.spoken.rewriting import Given, Mapped, Rule, any_of, rewrite, rule

__all__ = ["Given", "LexiconError", "Spoken", "Word", "check", "spoken", "use"]

_PASSES = 8


@dataclass(frozen=True)
class Word:
    """One word for the voice: its place in what is said, and in what is written (UTF-16 units)."""

    begins: int
    ends: int
    start: int
    end: int


@dataclass(frozen=True)
class Spoken:
    """What is said for a text."""

    text: str
    words: tuple[Word, ...]


@lru_cache(maxsize=8192)
def spoken(written: str, lang: str, given: tuple[Given, ...] = (), *, whole: bool = True) -> Spoken:
    """What is said for `written`, on one line; a language without rules is said as it is written.

    `given` are parts whose text the page's markup decides; what is not a `whole` sentence has no stop of its
    own. What is said, said again, is the same.
    """
    mapped, rules = Mapped.of(written, given), _rules(lang)
    for _ in range(_PASSES):
        before, mapped = mapped.text, rewrite(mapped, rules)
        if mapped.text == before:
            break
    if not whole and mapped.text.endswith("."):
        mapped = mapped.part(0, len(mapped.text) - 1)
    words = tuple(
        Word(
            *match.span(),
            min(mapped.begins[match.start() : match.end()]),
            max(mapped.ends[match.start() : match.end()]),
        )
        for match in re.finditer(r"\S+", mapped.text)
    )
    return Spoken(mapped.text, words)


def use(folder: Path, name: str | None = None) -> None:
    """Speak with the lexicon of the site in `folder`, called `name`, or lexicon.toml if there is one.

    Raises LexiconError when it cannot be used.
    """
    if lexicon.use(lexicon.of_site(folder, name)):
        _rules.cache_clear()
        spoken.cache_clear()


def check() -> None:
    """See that what the lexicons say is said so. Raises LexiconError."""
    for path in lexicon.files():
        for lang in lexicon.LANGUAGES:
            if fault := lexicon.conflicts(lang, partial(_said, lang), path):
                raise LexiconError(fault)


def _said(lang: str, text: str) -> str:
    return spoken(text, lang).text


@cache
def _rules(lang: str) -> Mapping[str, Sequence[Rule]]:
    """In the order they are tried, by the kind of sign that they begin with."""
    found = lexicon.rules(lexicon.entries(lang))
    if tables := tables_of(lang):
        forms = any_of(tables["forms"])
        found += [
            *addresses.rules(tables),
            rule("letter digit", rf"(?<![\w-])({forms})(?!\w)", lambda m: str(tables["forms"][m[1]])),
            *numbers.rules(tables),
            *numerals.rules(tables),
            *dates.rules(tables),
            *times.rules(tables),
            *documents.rules(tables),
            *units.rules(tables),
            *documents.versions(tables),
            *abbreviations.rules(tables, lang),
            *acronyms.rules(tables),
            *signs.rules(tables),
        ]
    return {kind: [one for one in found if kind in one.begins] for kind in ("letter", "digit", "sign")}
