"""Search for patterns whose matches are judged by what is around them."""

import re
from collections.abc import Callable, Iterator

from hallbar.feedback.service.redaction.plain import TAKEN, Span

FLAGS = re.VERBOSE | re.ASCII
LONGEST_BEFORE = 64
"""Number of characters before a match that are read."""

Judge = Callable[[re.Match[str], str], Span | None]
"""A match and what is before it → what is taken of it; None if nothing is."""


def judged(pattern: re.Pattern[str], searched: str, judge: Judge) -> Iterator[Span]:
    """Yield what is taken, in order. After a match that is not taken, search on from its second character."""
    place = done = 0
    while match := pattern.search(searched, place):
        before = searched[max(done, match.start() - LONGEST_BEFORE) : match.start()]
        if done and len(before) < LONGEST_BEFORE:
            before = TAKEN + before
        span = judge(match, before)
        if span:
            yield span
            done = span[1]
        place = done if span else match.start() + 1


def unless(never: re.Pattern[str]) -> Judge:
    """Return a judge that takes a match unless a pattern is found in what is before it."""
    return lambda match, before: None if never.search(before) else match.span()


def after(label: re.Pattern[str]) -> Judge:
    """Return a judge that takes a match if a pattern is found in what is before it."""
    return lambda match, before: match.span() if label.search(before) else None


def in_order(*spans: Span) -> Iterator[Span]:
    """Yield spans in order, without those that overlap one that starts earlier, or as early and is longer."""
    end = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            yield span
            end = span[1]
