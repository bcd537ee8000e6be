"""Phone numbers of Sweden and abroad. libphonenumber decides, and is asked last: it takes most numbers for phones."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import ValidationResult

from hallbar.feedback.service.redaction.matching import FLAGS, in_order, judged
from hallbar.feedback.service.redaction.plain import Span

# E.164: at most 15 digits with those of the country.
PHONE = re.compile(
    r"""(?: \( [ ]? (?:\+|00)? [ ]? \d{1,4} [ ]? \) | \+[ ]?\(?\d | 0 | 46[ -]?7 ) (?:[ ()/.-]{0,3}\d){4,16} (?!\d)""", FLAGS
)
LOCAL = re.compile(r"[1-9] (?:[ -]{0,2}\d){5,9} (?![\d.:]\d)(?!\d)", FLAGS)
"""A number without its area code."""
LABEL = re.compile(
    r"""(?: \b(?:tele?|tfn|mob|ring|sms|nas|whatsapp|call|phone|fax) | telefon | telnr | mobil ) (?:nummer|nr|en)?
    [^a-z0-9\n\x1c]{0,3} (?:(?:mig|oss|me|us|pa|ar|on|at|till|is)[^a-z0-9\n\x1c]{1,2}){0,3}$""",
    FLAGS,
)
TOUCHING = re.compile(r"[\d+]$ | \d[-./:,]$ | (?:^|[^a-z])(?!nr)[a-z]{1,2}$", FLAGS)
GOES_ON = re.compile(r"[.:,]\d | [a-z]\d", FLAGS)
SHORT = re.compile(r"11[2-9]|90000|0[-./]", FLAGS)
"""Numbers that all may ring, and decimals."""
_MOST_TRIES = 3


def found(searched: str) -> Iterator[Span]:
    """Yield the phone numbers in a text."""
    yield from in_order(*judged(PHONE, searched, _phone), *judged(LOCAL, searched, _local))


def _phone(match: re.Match[str], before: str) -> Span | None:
    if TOUCHING.search(before) or SHORT.match(match[0]):
        return None
    for end in _ends(match):
        written = match.string[match.start() : end]
        if not GOES_ON.match(match.string, end) and _is_phone(_digits(written), written.isdigit()):
            return match.start(), end
    return None


def _ends(match: re.Match[str]) -> list[int]:
    """Return where a number may end, last first: other digits may follow it."""
    ends = [
        at + 1
        for at in range(match.start(), match.end())
        if match.string[at].isdigit() and not match.string[at + 1 : at + 2].isdigit()
    ]
    return ends[: -_MOST_TRIES - 1 : -1]


def _digits(written: str) -> str:
    """Return the digits as they are dialled, with + or without."""
    international = written.lstrip("( ").startswith("+")
    written = re.sub(r"(?<=.)\(0\)", "", written) if international or written.startswith("00") else written
    digits = re.sub(r"\D", "", written)
    if not international and digits.startswith("46"):
        international = True
    if digits.startswith("00"):
        digits, international = digits[2:], True
    return "+" + digits if international else digits


@lru_cache(maxsize=1024)
def _is_phone(digits: str, strictly: bool) -> bool:
    if not 7 <= len(digits.lstrip("+")) <= 15:
        return False
    try:
        number = phonenumbers.parse(digits, "SE")
    except phonenumbers.NumberParseException:
        return False
    if digits[0] == "+" and number.country_code != 46 and not strictly:
        return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    return phonenumbers.is_valid_number(number)


def _local(match: re.Match[str], before: str) -> Span | None:
    return match.span() if LABEL.search(before) and not SHORT.match(match[0]) else None
