"""Numbers of people who have no personal number, and numbers that have one within them.

Universities write a letter for the first of the last four. Care regions have formats of their own (Inera,
"Lokala reservidn" and "Nationellt reservid").
"""

import re
from collections.abc import Iterator

from hallbar.feedback.service.redaction.calendar import has_check_digit, is_date
from hallbar.feedback.service.redaction.matching import FLAGS, judged, unless
from hallbar.feedback.service.redaction.plain import Span

DIGIT_BEFORE = re.compile(r"\d\Z | \d[-./:]\Z", FLAGS)
"""A longer number, of which a match is the end."""
LETTERED = re.compile(
    r"""(?<!\d) (?:(?P<century>1[89]|20)[ ]?)?
    (?P<year>\d\d) (?P<gap>[- ]?) (?P<month>[01]\d) (?P=gap) (?P<day>[0-3]\d)
    (?: (?:[ ]?[-+][ ]?)? (?:[trsuwxjklmnpf]\d{3} | s[fuxpl]\d[a-z0-9]) | [ ][trsuwxjklmn]\d{3} )
    (?![a-z0-9])""",
    FLAGS,
)
NATIONAL = re.compile(
    r"""(?<!\d) (?:0\d|[2-9]\d) \d\d (?:[01]\d [0-3]\d | [2-9]\d [45]\d)
    -? [a-hj-npr-uxyz]{2}[a-z0-9]\d (?![a-z0-9])""",
    FLAGS,
)
STOCKHOLM = re.compile(r"(?<!\d) 99 [ -]? (?:1[89]|2[0-2]) [ -]? (?P<digits>\d{4} [ -]? \d{4}) (?!\d)", FLAGS)
"""The check digit of Region Stockholm leaves out the century."""
VAT = re.compile(r"se[ ]? (?P<digits>\d\d[01]\d{3}-?\d{4}) -? 01 (?!\d)", FLAGS)
"""The VAT number of a sole trader."""


def found(searched: str) -> Iterator[Span]:
    """Yield the numbers in a text, those of one format after those of another."""
    yield from judged(LETTERED, searched, _lettered)
    yield from judged(NATIONAL, searched, unless(DIGIT_BEFORE))
    yield from judged(STOCKHOLM, searched, _of_stockholm)
    yield from judged(VAT, searched, _of_sole_trader)


def _lettered(match: re.Match[str], before: str) -> Span | None:
    is_real = is_date(match["century"], int(match["year"]), int(match["month"]), int(match["day"]))
    return unless(DIGIT_BEFORE)(match, before) if is_real else None


def _of_stockholm(match: re.Match[str], before: str) -> Span | None:
    return unless(DIGIT_BEFORE)(match, before) if has_check_digit(_digits(match)) else None


def _of_sole_trader(match: re.Match[str], before: str) -> Span | None:
    digits = _digits(match)
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    is_real = is_date(None, year, month, day) and has_check_digit(digits)
    return unless(DIGIT_BEFORE)(match, before) if is_real else None


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match["digits"])
