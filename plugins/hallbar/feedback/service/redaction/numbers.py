"""Personal numbers, coordination numbers, and the interim and reserve numbers of universities and care."""

import re
from collections import defaultdict
from collections.abc import Iterator

from hallbar.feedback.service.redaction.calendar import MONTHS, has_check_digit, is_date
from hallbar.feedback.service.redaction.matching import FLAGS, in_order, judged
from hallbar.feedback.service.redaction.plain import Span

_LAST = r"""(?P<mark>
      \s{0,4} (?:[-+~=./:_*|;,'"(]{1,3} | minus | streck | bindestreck)? \s{0,4}
    | (?P<words>[ ,.;:(-]{1,3} (?:[a-z]{2,5}[ ]){0,3}
        (?:(?:(?:sista|last)[ ](?:fyra|four|4) | (?:fyra|4)[ ]sista) [^0-9\n\x1c]{0,20} | sista[ :]{1,2})))
    (?P<last>\d[ ]?\d[ ]?\d[ ]?\d) (?!\d)"""
YEAR_FIRST = re.compile(
    r"""(?:(?P<century>1[ ]?[89] | 2[ ]?0) [ ]?)? (?P<year>\d[ ]?\d)
    (?P<gap>[ ]?[-./]?[ ]?) (?P<month>[01][ ]?\d) (?P<second>[ ]?[-./]?[ ]?) (?P<day>\d[ ]?\d)"""
    + _LAST,
    FLAGS,
)
DAY_FIRST = re.compile(
    r"""(?: (?P<day>[0-3]?\d) (?:[ ]?[-./][ ]?|[ ])
        (?P<month>[01]?\d | (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?) (?:[ ]?[-./][ ]?|[ ])
      | (?P<days>[0-3]\d) (?P<months>[01]\d) (?=\d{2,4}[ ]?-) )
    (?P<century>18|19|20)? (?P<year>\d\d)"""
    + _LAST,
    FLAGS,
)
# Formats of reserve numbers with letters: universities; Inera, "Lokala reservidn" and "Nationellt reservid".
LETTERED = re.compile(
    r"""(?P<century>1[89]|20)? (?P<year>\d\d) (?P<gap>-?) (?P<month>[01]\d) (?P=gap) (?P<day>[0-3]\d)
    (?:[-+]? (?:[trsuwxjklmnpf]\d{3} | s[fuxpl]\d[a-z0-9]) | [ ][trsuwxjklmn]\d{3}) (?![a-z0-9])""",
    FLAGS,
)
NATIONAL = re.compile(
    r"(?:0\d|[2-9]\d) \d\d (?:[01]\d [0-3]\d | [2-9]\d [45]\d) -? [a-hj-npr-uxyz]{2}[a-z0-9]\d (?![a-z0-9])",
    FLAGS,
)
# Region Stockholm: its check digit leaves out the century.
STOCKHOLM = re.compile(r"99 -? (?:1[89]|2[0-2]) (?P<digits>\d{4} -? \d{4}) (?!\d)", FLAGS)
VAT = re.compile(r"se[ ]? (?P<digits>\d\d[01]\d{3}-?\d{4}) -? 01 (?!\d)", FLAGS)
"""The VAT number of a sole trader."""
UNCHECKED = re.compile(r"(?:1[89]|20)? \d\d[01]\d{3} [-+ ]? \d{4} (?!\d)", FLAGS)
PERSON_BEFORE = re.compile(
    r"""(?: person(?:al)?[- ]?(?:nummer|nr|number) | \bp(?:ers)?\.?[- ]?nr | samordnings(?:nummer|nr) | samnr
      | reserv(?:nummer|nr) | (?:identity|social[ ]security)[ ]number | \bssn | \bfodd | fodelse[a-z]{0,8} | \bborn)
    [^0-9\n.\x1c]{0,25}\Z""",
    FLAGS,
)
DIGIT_BEFORE = re.compile(r"\d\Z | \d[-./:]\Z", FLAGS)
DATE_AFTER = re.compile(r"[-./]\d{1,2}(?!\d) | :\d | [ ]\d\d[ ]\d\d(?!\d)", FLAGS)
SPREAD = re.compile(r"\d[ ]\d", FLAGS)
YEAR = re.compile(r"(?:199|20[0-3])\d", FLAGS)
CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d", FLAGS)


def certain(searched: str) -> Iterator[Span]:
    """Yield numbers that are personal whatever is around them, as more than the date in them shows."""
    yield from in_order(
        *judged(YEAR_FIRST, searched, _certain),
        *judged(DAY_FIRST, searched, _day_first_certain),
        *judged(LETTERED, searched, _lettered),
        *judged(NATIONAL, searched, _free),
        *judged(STOCKHOLM, searched, _stockholm),
        *judged(VAT, searched, _vat),
    )


def probable(searched: str) -> Iterator[Span]:
    """Yield numbers that look like personal ones, and are nothing else that is known."""
    yield from in_order(
        *judged(YEAR_FIRST, searched, _probable),
        *judged(DAY_FIRST, searched, _day_first),
        *judged(UNCHECKED, searched, _labelled),
    )


class _Number:
    """A date and four digits, read from a match."""

    def __init__(self, match: re.Match[str]) -> None:
        part = defaultdict(str) | {
            name: (value or "").replace(" ", "") for name, value in match.groupdict().items()
        }
        self.century, self.year = part["century"], part["year"]
        month = part["month"] or part["months"]
        self.month = MONTHS.get(month[:3], month).zfill(2)
        self.day = part["day"] or part["days"]
        self.last, self.gap, self.second = part["last"], part["gap"], part["second"]
        self.mark = (match["mark"] or "").strip()
        self.has_mark, self.has_words = match["mark"] != "", bool(match["words"])
        self.is_date = is_date(self.century, int(self.year), int(self.month), int(self.day))
        self.is_checked = has_check_digit(self.year + self.month + self.day.zfill(2) + self.last)

    @property
    def has_dash(self) -> bool:
        """True if a dash or a plus sign, which only personal numbers have there, precedes the last four."""
        return "-" in self.mark or "+" in self.mark or self.mark in ("minus", "streck", "bindestreck")

    @property
    def may_be_year(self) -> bool:
        """True if it may be a notice in TED, or a date and a year."""
        return self.has_mark and bool(YEAR.fullmatch(self.last)) and (not self.century or self.gap != "")

    @property
    def may_be_clock(self) -> bool:
        return self.has_mark and self.century != "" and bool(CLOCK.fullmatch(self.last))


def _free(match: re.Match[str], before: str) -> Span | None:
    return None if DIGIT_BEFORE.search(before) else _span(match)


def _span(match: re.Match[str]) -> Span:
    """Return where a number is, with the bracket that closes one within it."""
    start, end = match.span()
    return start, end + ("(" in match[0] and match.string[end : end + 1] == ")")


def _certain(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match)
    sure = number.is_date and number.is_checked and number.has_dash and not number.may_be_year
    return (
        _free(match, before) if sure and number.gap == number.second and not _goes_on(match, number) else None
    )


def _probable(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match)
    if DIGIT_BEFORE.search(before) or _goes_on(match, number):
        return None
    if PERSON_BEFORE.search(before) or number.has_words:
        return _span(match) if number.is_date else None
    return _span(match) if _is_likely(number, match, before) else None


def _is_likely(number: _Number, match: re.Match[str], before: str) -> bool:
    if not number.is_date:
        return _is_inera(number)
    if number.may_be_year:
        return False
    if number.gap != number.second:  # 2023-0412-1234 is a case
        return (
            number.is_checked and number.has_mark and number.second == "" and number.century in ("18", "19")
        )
    if not number.has_mark and match["gap"] + match["second"]:
        return False
    if number.has_dash:  # even a mistyped number may identify a person
        return number.is_checked or number.gap == "" or not number.may_be_clock
    if SPREAD.search(match[0]) and (before[-1:] == " " and before[-2:-1].isdigit()):
        return False
    return number.is_checked and not number.may_be_clock


def _is_inera(number: _Number) -> bool:
    """Return True for a reserve number of Inera, which has 32-59 for the day."""
    return (
        number.century != ""
        and number.gap == number.second == ""
        and 31 < int(number.day) < 60
        and number.is_checked
    )


def _goes_on(match: re.Match[str], number: _Number) -> bool:
    """Return True if the last four begin something else, such as a second date."""
    return DATE_AFTER.match(match.string, match.end()) is not None and not (
        number.gap == "" and number.is_checked
    )


def _day_first(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match)
    if not number.is_date or number.may_be_year or DATE_AFTER.match(match.string, match.end()):
        return None
    return (
        _free(match, before)
        if number.is_checked or number.has_words or PERSON_BEFORE.search(before)
        else None
    )


def _day_first_certain(match: re.Match[str], before: str) -> Span | None:
    number = _Number(match)
    return _day_first(match, before) if number.has_dash and number.is_checked else None


def _labelled(match: re.Match[str], before: str) -> Span | None:
    return match.span() if PERSON_BEFORE.search(before) else None


def _lettered(match: re.Match[str], before: str) -> Span | None:
    is_real = is_date(match["century"], int(match["year"]), int(match["month"]), int(match["day"]))
    return _free(match, before) if is_real else None


def _stockholm(match: re.Match[str], before: str) -> Span | None:
    return _free(match, before) if has_check_digit(match["digits"].replace("-", "")) else None


def _vat(match: re.Match[str], before: str) -> Span | None:
    digits = match["digits"].replace("-", "")
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    return _free(match, before) if is_date("", year, month, day) and has_check_digit(digits) else None
