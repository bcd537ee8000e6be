"""The spoken form of a text: what the voice is given, and the place on the page of each of its words.

Pure: takes text, returns text and places. The editors' lexicon goes first, then the rules of the modules
here, whose words are in sv.toml and en.toml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from hallbar.readaloud.text import lexicon
from hallbar.readaloud.text.lexicon import LexiconError
from hallbar.readaloud.text.spoken import (
    abbreviations,
    acronyms,
    addresses,
    dates,
    documents,
    entries,
    numbers,
    numerals,
    signs,
    times,
    units,
)
from hallbar.readaloud.text.spoken.rewriting import MappedText, Override, rewrite
from hallbar.readaloud.text.spoken.rule import Rule, any_of, rule
from hallbar.readaloud.text.spoken.tables import tables_of

__all__ = ["Override", "SpokenForm", "Word", "check_lexicons", "spoken_form", "use_lexicon"]

_PASSES = 8


@dataclass(frozen=True)
class Word:
    """A word of a spoken form: its place there, and the place it is written at (UTF-16 units)."""

    begins: int
    ends: int
    start: int
    end: int


@dataclass(frozen=True)
class SpokenForm:
    """The text given to the voice, on one line, and its words."""

    text: str
    words: tuple[Word, ...]


@lru_cache(maxsize=8192)
def spoken_form(
    written: str, lang: str, overrides: tuple[Override, ...] = (), *, whole: bool = True
) -> SpokenForm:
    """Return the spoken form of a text; in a language without rules, the text as it is written.

    `overrides` are parts that the page's markup says in another way. A text that is not a `whole` sentence
    has no full stop of its own. The spoken form of a spoken form is the same.
    """
    mapped, rules = MappedText.of(written, overrides), _rules(lang)
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
    return SpokenForm(mapped.text, words)


def use_lexicon(folder: Path, name: str | None = None) -> None:
    """Use the lexicon of the site in `folder`: the file `name`, or lexicon.toml if there is one.

    Raises LexiconError when it cannot be used.
    """
    if lexicon.use(lexicon.of_site(folder, name)):
        forget()


def check_lexicons() -> None:
    """Check that the spoken forms in the lexicons are said as they are written. Raises LexiconError."""
    for path in lexicon.files():
        for lang in lexicon.LANGUAGES:
            if conflict := lexicon.conflict(lang, partial(_said, lang), path):
                raise LexiconError(conflict)


def forget() -> None:
    """Drop the rules and spoken forms that are held in memory."""
    _rules.cache_clear()
    spoken_form.cache_clear()


def _said(lang: str, text: str) -> str:
    return spoken_form(text, lang).text


@cache
def _rules(lang: str) -> Mapping[str, Sequence[Rule]]:
    """Return the rules in the order they are tried, by the kind of character that they begin with."""
    found = entries.rules(lexicon.entries(lang))
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
