"""Text rewritten by rules, with a map from each sign of the result back to the signs that it came from.

At every word, number and sign the rules are tried in order; the first that fits says what it took, and what
it took is not read again in the same pass.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Self, cast

Given = tuple[int, int, str]
"""From, to, and what stands there instead: the page's markup knows better than its letters."""

Kind = Literal["letter", "digit", "sign"]

_TOKEN = re.compile(r"(?P<space>\s+)|(?P<digit>\d+)|(?P<letter>[^\W\d_]+)|(?P<sign>.)", re.DOTALL)
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LOWERED = re.compile("[₀-₉]")
_SPACE = re.compile(r"[^\S ]\s*| \s+")
_MARKED = re.compile("\\w[\u0300-\u036f]+")
"""A letter and its marks as signs of their own, as some systems write “å”."""


@dataclass(frozen=True)
class Rule:
    """What is said for what is written. `says` may decline by None: then the next rule is asked."""

    begins: frozenset[Kind]
    pattern: re.Pattern[str]
    says: Callable[[re.Match[str]], str | None]


def rule(begins: str, pattern: str, says: str | Callable[[re.Match[str]], str | None]) -> Rule:
    """A rule whose match begins with one of the kinds named in `begins` (“letter digit”)."""
    kinds = frozenset(cast("list[Kind]", begins.split()))
    return Rule(kinds, re.compile(pattern), says if callable(says) else lambda _: says)


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def between(match: re.Match[str], word: str) -> str:
    """A word for a sign between others, with a space on each side that needs one."""
    return f" {word} " if match.string[match.end() : match.end() + 1].isalnum() else f" {word}"


@dataclass
class Mapped:
    """A text, and for each of its signs where in the original it begins and ends, in UTF-16 units."""

    text: str = ""
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _said_last: bool = False

    @classmethod
    def of(cls, original: str, given: Iterable[Given] = ()) -> Self:
        """The original as it is read: signs that are never seen are gone, `given` is put in its place."""
        places = [0]
        for sign in original:
            places.append(places[-1] + (2 if ord(sign) > 0xFFFF else 1))
        mapped, at = cls(), 0
        for start, end, instead in [*_replaced(original, given), (len(original), len(original), "")]:
            mapped.text += original[at:start] + instead
            mapped.begins += places[at:start] + [places[start]] * len(instead)
            mapped.ends += places[at + 1 : start + 1] + [places[end]] * len(instead)
            at = end
        return mapped

    def part(self, start: int, end: int) -> "Mapped":
        return Mapped(self.text[start:end], self.begins[start:end], self.ends[start:end])

    def keep(self, other: "Mapped", start: int, end: int) -> None:
        """Append a part of `other` as it is; space becomes one space."""
        text = other.text[start:end]
        if text.isspace():
            self.say(" ", other, start, end)
            return
        if self._said_last and self.text[-1:].isalnum() and text[0].isalnum():
            self.say(" ", other, start, end)
        self._said_last = False
        self.text += text
        self.begins += other.begins[start:end]
        self.ends += other.ends[start:end]

    def say(self, words: str, other: "Mapped", start: int, end: int) -> None:
        """Append `words`, which are said for a part of `other`, with one space where two words would meet."""
        if words.startswith(","):
            size = len(self.text.rstrip())
            self.text, self.begins, self.ends = self.text[:size], self.begins[:size], self.ends[:size]
        if self.text[-1:] in " (":  # also where nothing stands before
            words = words.lstrip()
        elif self.text[-1].isalnum() and words[:1].isalnum():
            words = f" {words}"
        self._said_last = words != " "
        self.text += words
        self.begins += [other.begins[start]] * len(words)
        self.ends += [other.ends[end - 1]] * len(words)


def _replaced(original: str, given: Iterable[Given]) -> list[Given]:
    given = list(given)
    found = [(m.start(), m.end(), "") for m in _NOTHING.finditer(original)]
    found += [(m.start(), m.end(), unicodedata.normalize("NFC", m[0])) for m in _MARKED.finditer(original)]
    found += [(m.start(), m.end(), " ") for m in _SPACE.finditer(original)]
    found += [(m.start(), m.end(), unicodedata.normalize("NFKC", m[0])) for m in _LOWERED.finditer(original)]
    free = [one for one in found if not any(start < one[1] and one[0] < end for start, end, _ in given)]
    return sorted(given + free)


def rewrite(before: Mapped, rules: Mapping[str, Sequence[Rule]]) -> Mapped:
    """One pass over the text; `rules` by the kind of sign that they begin with. Space becomes one space."""
    after, taken = Mapped(), 0
    for token in _TOKEN.finditer(before.text):
        start, end = token.span()
        free = taken <= start and token.lastgroup != "space"
        if free and (fits := _first(rules[str(token.lastgroup)], before.text, start)):
            match, words = fits
            after.say(words, before, *match.span())
            taken = match.end()
        if taken < end:
            after.keep(before, max(start, taken), end)
    return after.part(0, len(after.text.rstrip()))


def _first(rules: Sequence[Rule], text: str, place: int) -> tuple[re.Match[str], str] | None:
    for one in rules:
        match = one.pattern.match(text, place)
        if match and (words := one.says(match)) is not None:
            return match, words
    return None
