"""Dates in personal numbers, and their check digit."""

_DAYS = (31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month; of month 0, which is unknown in some coordination numbers, the most."""
_ADDED = 60
MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate("jan feb mar apr maj jun jul aug sep okt nov dec".split(), start=1)
}
"""First letters of a month → its number."""


def is_date(century: str | None, year: int, month: int, day: int) -> bool:
    """Return True for a date in a personal number (SKV 704) or a coordination number (SKV 707).

    A coordination number adds 60 to the day, and has 00 for an unknown month or day. Without a century
    29 February is a date if any century has it.
    """
    coordination = day >= _ADDED
    day -= _ADDED * coordination
    if month > 12 or day > _DAYS[month] or (not coordination and 0 in (month, day)):
        return False
    return (month, day) != (2, 29) or _is_leap(int(century or "20") * 100 + year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def has_check_digit(digits: str) -> bool:
    """Return True if the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
