"""Redaction: personal numbers, e-mail addresses and phone numbers are removed before a text is stored.

A hit is judged by what is around it: dates, codes and case numbers that look like personal data are kept,
because the text as it was written is never stored. Names cannot be found reliably; the form asks people not
to write them. `form/redaction.js` shows the citizen beforehand what is removed: the same patterns and names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from hallbar.feedback.service.redaction import addresses, claims, numbers, phones
from hallbar.feedback.service.redaction.plain import Span, covered, is_suspicious, plain_text

MARK = "[…]"
"""Put in place of what is removed: understood in any language."""

Kind = Literal["personal_number", "email", "phone"]

STEPS: list[tuple[Kind | None, Callable[[str], Iterator[Span]]]] = [
    ("email", addresses.found),  # an address may have a personal number or a phone number in it
    ("personal_number", numbers.certain),
    (None, claims.codes),
    ("personal_number", numbers.probable),
    (None, claims.dates),
    ("phone", phones.found),
]
"""Steps of a search, in order: each sees nothing of what an earlier one took. None: it is kept."""


@dataclass(frozen=True)
class Found:
    """Personal data in a text: from index `start` to before `end`."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Redacted:
    """A text without the personal data that could be found, and the number of replacements."""

    text: str
    count: int


def redact(text: str) -> Redacted:
    """Replace each personal number, e-mail address and phone number by `MARK`."""
    spans = found(text)
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], MARK]
        end = span.end
    return Redacted("".join([*pieces, text[end:]]), len(spans))


def found(text: str) -> list[Found]:
    """Return the personal data in a text, in order, without overlaps. Time grows with its length only."""
    if not is_suspicious(text):
        return []
    searched, starts, ends = plain_text(text)
    hits = []
    for kind, search in STEPS:
        spans = list(search(searched))
        searched = covered(searched, spans)
        hits += [Found(starts[start], ends[end - 1], kind) for start, end in spans if kind]
    return sorted(hits, key=lambda hit: hit.start)


__all__ = ["MARK", "Found", "Kind", "Redacted", "found", "redact"]
