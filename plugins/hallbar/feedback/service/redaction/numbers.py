"""Personal numbers and coordination numbers, as people write them.

With a dash and a real date a number with a wrong check digit is taken too, as even a mistyped one identifies
a person. Without a dash the check digit must be right, also after a century, because order numbers and times
look like that (202405011030). Of random numbers of 10 digits that do not begin with 0 this takes 0.8 %, and
the date alone would take 7.8 %; of 12 digits that begin with 19 or 20, 1.3 % and 8 %.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hallbar.feedback.service.redaction import reserve
from hallbar.feedback.service.redaction.calendar import MONTHS, has_check_digit, is_date
from hallbar.feedback.service.redaction.matching import FLAGS, after, in_order, judged
from hallbar.feedback.service.redaction.plain import Span
from hallbar.feedback.service.redaction.reserve import DIGIT_BEFORE

_LAST = r"""(?P<mark>
      [^a-z0-9\x1c]{0,6} | [ ]? (?:minus | (?:binde|tank)?streck | dash | hyphen) [ ]?
    | (?P<words>[ ,.;:(-]{1,3} (?:[a-z]{2,5}[ ]){0,3}
        (?:(?:(?:sista|last)[ ](?:fyra|four|4) | (?:fyra|4)[ ]sista) [^0-9\n\x1c]{0,20}
          | sista(?:[ ]siffrorna)?[ :]{1,2}(?:ar[ ])?)))
    (?P<last>\d[ ]?\d[ ]?\d[ ]?\d) (?!\d)"""
YEAR_FIRST = re.compile(
    r"""(?<!\d) (?:(?P<century>1[ ]?[89] | 2[ ]?0) [-. ]?)? (?P<year>\d[ ]?\d)
    (?P<gap>[ ]?[-./_]?[ ]?) (?P<month>[01][ ]?\d) (?P<second>[ ]?[-./_]?[ ]?) (?P<day>\d[ ]?\d)"""
    + _LAST,
    FLAGS,
)
DAY_FIRST = re.compile(
    r"""(?<!\d) (?: (?P<day>[0-3]?\d)(?::?[ae]|th)? (?:[ ]?[-./][ ]?|[ ])
        (?P<month>[01]?\d | (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?)
        (?:[ ]?[-./][ ]?|[ ])
      | (?P<days>[0-3]\d) (?P<months>[01]\d) (?=\d{2,4}[ ]?-) )
    (?P<century>18|19|20)? (?P<year>\d\d)"""
    + _LAST,
    FLAGS,
)
UNCHECKED = re.compile(r"(?<!\d) (?:1[89]|20)? \d\d[01]\d{3} [-+ ]? \d{4} (?!\d)", FLAGS)
"""Digits that are called a personal number, without a real date."""
PERSON_BEFORE = re.compile(
    r"""(?: person(?:al)?[- ]?(?:nummer|nr|number) | \bp(?:ers)?\.?[- ]?nr | samordnings(?:nummer|nr) | samnr
      | reserv(?:nummer|nr) | (?:identity|social[ ]security)[ ]number | \bssn | \bfodd
      | fodelse[a-z]{0,8} | \bborn)
    [^0-9\n.\x1c]{0,25}\Z""",
    FLAGS,
)
DATE_AFTER = re.compile(r"[-./]\d{1,2}(?!\d) | :\d | [ ]\d\d[ ]\d\d(?!\d)", FLAGS)
"""The end of something else that the last four begin, such as a second date."""
SPREAD = re.compile(r"\d[ ]\d{1,4}[ ]\d", FLAGS)
ROW_BEFORE = re.compile(r"\d[ ]\Z", FLAGS)
ROW_AFTER = re.compile(r"[ ]\d", FLAGS)
DASH = re.compile(r"[-+] | minus | streck | dash | hyphen", FLAGS)
"""A sign that only personal numbers have before the last four."""
BRACKET = re.compile(r"[(\[{]", FLAGS)
BRACKET_AFTER = re.compile(r"[)\]}]", FLAGS)
YEAR = re.compile(r"(?:199|20[0-3])\d", FLAGS)
CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d", FLAGS)


def certain(searched: str) -> Iterator[Span]:
    """Yield numbers that are personal whatever is around them, as more than the date in them shows."""
    yield from in_order(
        *judged(YEAR_FIRST, searched, _certain),
        *judged(DAY_FIRST, searched, _certain_day_first),
        *reserve.found(searched),
    )


def probable(searched: str) -> Iterator[Span]:
    """Yield numbers that look like personal ones, and are nothing else that is known."""
    yield from in_order(
        *judged(YEAR_FIRST, searched, _probable),
        *judged(DAY_FIRST, searched, _day_first),
        *judged(UNCHECKED, searched, after(PERSON_BEFORE)),
    )


@dataclass(frozen=True)
class _Number:
    """A date and four digits, as they are written."""

    match: re.Match[str]
    before: str

    @cached_property
    def parts(self) -> dict[str, str]:
        """The groups of the match without spaces; empty ones for those that are not there."""
        parts = {name: (value or "").replace(" ", "") for name, value in self.match.groupdict().items()}
        if "months" in parts:
            month = parts["month"] or parts["months"]
            parts["month"] = MONTHS.get(month[:3], month).zfill(2)
            parts["day"] = (parts["day"] or parts["days"]).zfill(2)
        return parts

    @cached_property
    def is_date(self) -> bool:
        part = self.parts
        return is_date(part["century"], int(part["year"]), int(part["month"]), int(part["day"]))

    @cached_property
    def is_checked(self) -> bool:
        return has_check_digit("".join(self.parts[name] for name in ("year", "month", "day", "last")))

    @property
    def has_dash(self) -> bool:
        return not self.match["words"] and DASH.search(self.match["mark"]) is not None

    @property
    def gap(self) -> str:
        return self.parts.get("gap", "")

    @property
    def is_even(self) -> bool:
        """True if the same sign is on both sides of the month: the case 2023-0412-1234 is no date."""
        return self.gap == self.parts["second"]

    @property
    def may_be_year(self) -> bool:
        """True if it may be a notice in TED (850709-2024), or a date and a year."""
        is_apart = self.match["mark"] != "" and (self.gap != "" or not self.parts["century"])
        return is_apart and YEAR.fullmatch(self.parts["last"]) is not None

    @property
    def may_be_clock(self) -> bool:
        is_apart = self.match["mark"] != "" and self.parts["century"] != ""
        return is_apart and CLOCK.fullmatch(self.parts["last"]) is not None

    @property
    def is_called_personal(self) -> bool:
        return bool(self.match["words"]) or PERSON_BEFORE.search(self.before) is not None

    @property
    def goes_on(self) -> bool:
        """True if the last four begin something else."""
        return self.follows(DATE_AFTER) and not (self.gap == "" and self.is_checked)

    @property
    def is_in_row(self) -> bool:
        """True for a part of a longer row of numbers with spaces between them."""
        is_longer = ROW_BEFORE.search(self.before) is not None or self.follows(ROW_AFTER)
        return is_longer and SPREAD.search(self.match[0]) is not None

    @property
    def is_later_in_row(self) -> bool:
        """True if numbers are before it in a row: seen first, as long rows have many such parts."""
        if not ROW_BEFORE.search(self.before) or self.match["words"] or not SPREAD.search(self.match[0]):
            return False
        return not self.has_dash

    def follows(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.match.string, self.match.end()) is not None

    def span(self) -> Span | None:
        """Return its place, with the bracket that closes one in it; None at the end of a longer number."""
        if DIGIT_BEFORE.search(self.before):
            return None
        is_open = BRACKET.search(self.match[0]) is not None and self.follows(BRACKET_AFTER)
        return self.match.start(), self.match.end() + is_open


def _certain(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match, before)
    if not number.has_dash or not number.is_date or not number.is_even or not number.is_checked:
        return None
    return None if number.may_be_year or number.goes_on else number.span()


def _probable(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match, before)
    if number.is_later_in_row:
        return None
    if not number.is_date:
        return number.span() if _is_of_inera(number) else None
    if number.goes_on:
        return None
    return number.span() if number.is_called_personal or _is_likely(number) else None


def _is_likely(number: _Number) -> bool:
    if number.may_be_year or (not number.match["mark"] and number.match["gap"] + number.match["second"]):
        return False
    if not number.is_even:
        is_recent = number.parts["century"] == "20"  # as in the case 2023-0412-1234
        return number.is_checked and number.parts["second"] == "" and not is_recent
    if number.has_dash:  # 2024-05-01 -1500 is a date and an amount
        is_tight = len(number.match["mark"]) == 1 and not number.may_be_clock
        return number.is_checked or number.gap == "" or is_tight
    return number.is_checked and not number.may_be_clock and not number.is_in_row


def _is_of_inera(number: _Number) -> bool:
    """Return True for a reserve number of Inera: a century, 32-59 for the day, and a check digit."""
    is_plain = number.parts["century"] != "" and number.gap + number.parts["second"] == ""
    return is_plain and "31" < number.parts["day"] < "60" and number.is_checked


def _certain_day_first(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match, before)
    return _day_first(match, before) if number.has_dash and number.is_checked else None


def _day_first(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match, before)
    if number.is_later_in_row or not number.is_date or not (number.is_checked or number.is_called_personal):
        return None
    return None if number.may_be_year or number.follows(DATE_AFTER) or number.is_in_row else number.span()
