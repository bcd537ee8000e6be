"""Redaction: personal numbers, e-mail addresses and phone numbers are removed before a text is stored.

Names cannot be found reliably; the form therefore asks people not to write them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

MARK = "[…]"  # means "something was removed" in any language

# Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer: 60 is added to the day). A gap between
# year and month must be between month and day too: the case number 2023-0412-1234 has no date in it.
_PERSONAL_NUMBER = re.compile(
    r"""(?<!\d) (?:(?P<century>1\s?[89]|2\s?0)\s?)?
    (?P<year>\d\s?\d) (?P<gap>\s?[./-]?\s?) (?P<month>[01]\s?\d) (?P=gap) (?P<day>\d\s?\d)
    \s{0,3} (?P<mark>[-+./:_*]{0,2}) \s{0,3}
    (?P<last>\d\s?\d\s?\d\s?\d) (?!\d)""",
    re.VERBOSE,
)
# Bounded repeats: search time grows with the length of the text, never with its square.
_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\s?(?:@|[\[(]at[\])])\s?(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}", re.IGNORECASE
)
# PTS' numbering plan (E.164, +46): 7-9 digits after the 0 or +46. A dot is no gap here: 07.15 is a time.
_PHONE = re.compile(
    r"""(?<![\d+]) (?<!\d[-/.])
    (?!\d\d(?P<gap>[-/\s])\d\d(?P=gap)(?:19|20)\d\d(?!\d))                    # 05-06-2023 is a date
    (?![012]\d[\s.:]?\d\d\s?-\s?[012]\d[\s.:]?\d\d(?!\s?\d))                  # 0730-1630 are opening hours
    (?:(?:\+|00)\s?46 [\s()/-]{0,3} (?:0[\s()/-]{0,3})? | \(?0\s?)
    [1-9] (?:[\s()/-]{0,3}\d){6,8} (?!\d)""",
    re.VERBOSE,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Redacted:
    """A text without the personal data that could be found, and the number of replacements."""

    text: str
    count: int


def redact(text: str) -> Redacted:
    """Replace each personal number, e-mail address and Swedish phone number by `MARK`."""
    plain, origin = _plain(text)
    spans = [(origin[start], origin[end - 1] + 1) for start, end in _merged(_personal(plain))]
    for start, end in reversed(spans):
        text = text[:start] + MARK + text[end:]
    return Redacted(text, len(spans))


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with one kind of dash, space and digit, and the index in `text` of each character."""
    pieces = [(piece, place) for place, character in enumerate(text) for piece in _plain_character(character)]
    return "".join(piece for piece, _ in pieces), [place for _, place in pieces]


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf":  # zero-width characters and soft hyphens cannot be seen between digits
        return ""
    if category == "Pd" or character in "−⁃˗":
        return "-"
    digit = unicodedata.decimal(character, None)
    return unicodedata.normalize("NFKC", character) if digit is None else str(digit)


def _personal(plain: str) -> Iterator[Span]:
    yield from _spans(_EMAIL, plain)
    yield from _spans(_PHONE, plain)
    yield from _spans(_PERSONAL_NUMBER, plain, _is_personal_number)


def _spans(
    pattern: re.Pattern[str], plain: str, accepts: Callable[[re.Match[str]], bool] = lambda _: True
) -> Iterator[Span]:
    """Yield matches like `finditer`, but search on one character after a match that is not accepted."""
    place = 0
    while match := pattern.search(plain, place):
        accepted = accepts(match)
        if accepted:
            yield match.span()
        place = match.end() if accepted else match.start() + 1


def _merged(spans: Iterator[Span]) -> list[Span]:
    """Return the spans in order, with overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_personal_number(match: re.Match[str]) -> bool:
    """Return True for a real date followed by a - or +, or by digits with a correct check digit.

    Even a mistyped number may identify a person, so the check digit matters only if there is no - or +.
    """
    century, year, month, day, last = (
        re.sub(r"\s", "", match[part] or "") for part in ("century", "year", "month", "day", "last")
    )
    if not _is_date(century, int(year), int(month), int(day)):
        return False
    return "-" in match["mark"] or "+" in match["mark"] or _luhn(year + month + day + last)


def _is_date(century: str, year: int, month: int, day: int) -> bool:
    day = day - 60 if day > 60 else day
    for hundreds in [int(century)] if century else [18, 19, 20]:
        with suppress(ValueError):
            return bool(date(hundreds * 100 + year, month, day))
    return False


def _luhn(digits: str) -> bool:
    """Return True if the last of ten digits is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
