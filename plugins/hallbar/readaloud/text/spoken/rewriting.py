"""Text rewritten by rules, with a map from each character of the result back to the original.

The rules are tried in order at every word, number and sign. The first that fits decides what is said; the
characters that it took are not read again in the same pass.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from hallbar.readaloud.text.spoken.rule import Rule

Override = tuple[int, int, str]
"""Start, end, and the text to say instead, because the page's markup knows better than its letters."""

_TOKEN = re.compile(r"(?P<space>\s+)|(?P<digit>\d+)|(?P<letter>[^\W\d_]+)|(?P<sign>.)", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LOWERED = re.compile("[₀-₉]")
_SPACE = re.compile(r"[^\S ]\s*| \s+")
_COMBINED = re.compile("\\w[\u0300-\u036f]+")
"""A letter followed by combining marks, as some systems write “å”."""


@dataclass
class MappedText:
    """A text, and for each character its begin and end in the original, in UTF-16 units."""

    text: str = ""
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _replaced_last: bool = False

    @classmethod
    def of(cls, original: str, overrides: Iterable[Override] = ()) -> Self:
        """Return the original as it is read: with the overrides, and without invisible characters."""
        places = [0]
        for sign in original:
            places.append(places[-1] + (2 if ord(sign) > 0xFFFF else 1))
        mapped, at = cls(), 0
        for start, end, instead in [*_normalized(original, overrides), (len(original), len(original), "")]:
            mapped.text += original[at:start] + instead
            mapped.begins += places[at:start] + [places[start]] * len(instead)
            mapped.ends += places[at + 1 : start + 1] + [places[end]] * len(instead)
            at = end
        return mapped

    def part(self, start: int, end: int) -> "MappedText":
        return MappedText(self.text[start:end], self.begins[start:end], self.ends[start:end])

    def copy(self, other: "MappedText", start: int, end: int) -> None:
        """Append a part of `other` as it is; white space becomes one space."""
        text = other.text[start:end]
        if text.isspace():
            self.replace(" ", other, start, end)
            return
        if self._replaced_last and self.text[-1:].isalnum() and text[0].isalnum():
            self.replace(" ", other, start, end)
        self._replaced_last = False
        self.text += text
        self.begins += other.begins[start:end]
        self.ends += other.ends[start:end]

    def replace(self, instead: str, other: "MappedText", start: int, end: int) -> None:
        """Append `instead` for a part of `other`, with one space where two words would meet."""
        if instead.startswith(","):
            size = len(self.text.rstrip())
            self.text, self.begins, self.ends = self.text[:size], self.begins[:size], self.ends[:size]
        if self.text[-1:] in " (":  # also at the beginning, where it is empty
            instead = instead.lstrip()
        elif self.text[-1].isalnum() and instead[:1].isalnum():
            instead = f" {instead}"
        self._replaced_last = instead != " "
        self.text += instead
        self.begins += [other.begins[start]] * len(instead)
        self.ends += [other.ends[end - 1]] * len(instead)


def _normalized(original: str, overrides: Iterable[Override]) -> list[Override]:
    """Return the overrides, and those that remove, compose or simplify characters elsewhere."""
    given = list(overrides)
    found = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(original)]
    found += [(m.start(), m.end(), unicodedata.normalize("NFC", m[0])) for m in _COMBINED.finditer(original)]
    found += [(m.start(), m.end(), " ") for m in _SPACE.finditer(original)]
    found += [(m.start(), m.end(), unicodedata.normalize("NFKC", m[0])) for m in _LOWERED.finditer(original)]
    free = [one for one in found if not any(start < one[1] and one[0] < end for start, end, _ in given)]
    return sorted(given + free)


def rewrite(before: MappedText, rules: Mapping[str, Sequence[Rule]]) -> MappedText:
    """Return the text after one pass; `rules` by the kind of character that they begin with."""
    after, taken = MappedText(), 0
    for token in _TOKEN.finditer(before.text):
        start, end = token.span()
        free = taken <= start and token.lastgroup != "space"
        if free and (fits := _first(rules[str(token.lastgroup)], before.text, start)):
            match, instead = fits
            after.replace(instead, before, *match.span())
            taken = match.end()
        if taken < end:
            after.copy(before, max(start, taken), end)
    return after.part(0, len(after.text.rstrip()))


def _first(rules: Sequence[Rule], text: str, place: int) -> tuple[re.Match[str], str] | None:
    """Return the match and the spoken text of the first rule that fits at a place."""
    for one in rules:
        match = one.pattern.match(text, place)
        if match and (instead := one.says(match)) is not None:
            return match, instead
    return None
