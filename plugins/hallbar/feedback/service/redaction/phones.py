"""Phone numbers of Sweden and abroad.

libphonenumber decides. It is asked last, and seldom: it takes most numbers for phones, and 0.05 ms for each.
"""

import re
from collections.abc import Iterator

from phonenumbers import (
    NumberParseException,
    ValidationResult,
    is_possible_number_with_reason,
    is_valid_number,
    parse,
)

from hallbar.feedback.service.redaction.matching import FLAGS, in_order, judged
from hallbar.feedback.service.redaction.plain import Span

PHONE = re.compile(
    r"""(?<!\d) (?: \([ ]?(?:\+|00)?[ ]?\d{1,4}[ ]?\) | \+[ ]?\(?\d | 0 | 46[ -]?(?:\(0\)[ ]?)?7 )
    (?:[ ()/._*-]{0,3}\d){4,16} (?!\d)""",
    FLAGS,
)
LOCAL = re.compile(r"(?<!\d) [1-9](?:[ -]{0,2}\d){5,9} (?!\d | [.:]\d)", FLAGS)
"""A number without its area code."""
PHONE_BEFORE = re.compile(
    r"""(?: \b(?:tele?|tfn|mob|ring|sms|nas|whatsapp|call|phone|fax) | telefon | telnr | mobil )
    (?:nummer|nr|en)? [^a-z0-9\n\x1c]{0,3}
    (?:(?:mig|oss|me|us|pa|ar|on|at|till|is)[^a-z0-9\n\x1c]{1,2}){0,3}\Z""",
    FLAGS,
)
PART_BEFORE = re.compile(r"[\d+]\Z | \d[-./:,]\Z | (?:^|[^a-z])(?!nr)[a-z]{1,2}\Z", FLAGS)
PART_AFTER = re.compile(r"[.:,]\d | [a-z]{1,3}\d", FLAGS)
NEVER = re.compile(
    r"""11[2-9] | 90[ ]?000 | 0[ ]?0[ ]?0 | 0123456 | 0[-./] | 0[1-69][ -]\d\d[ -]\d\d | \(?08\)?[ ./-]{0,3}0
    | 0(?!7[02369])\d{1,3}\.\d{3,10}(?![\d ./-])""",
    FLAGS,
)
"""Numbers that all may ring, decimals, and rows of numbers: no local number begins with 0."""
COUNTRY = re.compile(r"\(?[ ]?(?:\+ | 0[ ]?0 | (?=46))", FLAGS)
"""The sign before the digits of a country."""
LAST_DIGIT = re.compile(r"\d(?!\d)", FLAGS)
DIALLED = re.compile(r"460?[1-9]\d{5,8} | 1[2-9]\d{9} | (?!46)[2-9]\d{6,14}", FLAGS)
"""A country and a number (E.164): its length in Sweden, in North America and elsewhere."""
_MOST_ENDS = 3


def found(searched: str) -> Iterator[Span]:
    """Yield the phone numbers in a text."""
    yield from in_order(*judged(PHONE, searched, _phone), *judged(LOCAL, searched, _local))


def _phone(match: re.Match[str], before: str) -> Span | None:
    if NEVER.match(match[0]) or PART_BEFORE.search(before):
        return None
    for end in _ends(match):
        written = match.string[match.start() : end]
        short = written.isdigit() and len(written) < 9 and not PHONE_BEFORE.search(before)
        if (
            not short
            and not PART_AFTER.match(match.string, end)
            and _is_phone(_dialled(written), written.isdigit())
        ):
            return match.start(), end
    return None


def _ends(match: re.Match[str]) -> list[int]:
    """Return where a number may end, last first, as other digits may follow it."""
    ends = [match.start() + last.end() for last in LAST_DIGIT.finditer(match[0])]
    return ends[: -_MOST_ENDS - 1 : -1]


def _dialled(written: str) -> str:
    """Return the digits of a number, first those of its country (E.164)."""
    digits = re.sub(r"\D", "", written[:1] + written[1:].replace("(0)", ""))
    prefix = COUNTRY.match(written)
    if not prefix:
        return "46" + digits.removeprefix("0")
    return digits[2:] if "0" in prefix[0] else digits


def _is_phone(digits: str, is_bare: bool) -> bool:
    """Return True for a number in use in Sweden, or possible abroad; in use there too, if it has no signs.

    Nothing is cached: the memory of the service would hold what it has removed.
    """
    if not DIALLED.fullmatch(digits):
        return False
    try:
        number = parse("+" + digits)
    except NumberParseException:
        return False
    if digits.startswith("46") or is_bare:
        return is_valid_number(number)
    return is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE


def _local(match: re.Match[str], before: str) -> Span | None:
    return match.span() if PHONE_BEFORE.search(before) and not NEVER.match(match[0]) else None
