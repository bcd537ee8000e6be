"""Phone numbers of Sweden and abroad. libphonenumber decides, and is asked last: it takes most numbers for phones."""

import re
from collections.abc import Iterator
from functools import lru_cache

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
    r"""(?: \([ ]?(?:\+|00)?[ ]?\d{1,4}[ ]?\) | \+[ ]?\(?\d | 0 | 46[ -]?7 )
    (?:[ ()/._*-]{0,3}\d){4,16} (?!\d)""",
    FLAGS,
)
LOCAL = re.compile(r"[1-9](?:[ -]{0,2}\d){5,9} (?!\d | [.:]\d)", FLAGS)
"""A number without its area code."""
PHONE_BEFORE = re.compile(
    r"""(?: \b(?:tele?|tfn|mob|ring|sms|nas|whatsapp|call|phone|fax) | telefon | telnr | mobil ) (?:nummer|nr|en)?
    [^a-z0-9\n\x1c]{0,3} (?:(?:mig|oss|me|us|pa|ar|on|at|till|is)[^a-z0-9\n\x1c]{1,2}){0,3}\Z""",
    FLAGS,
)
PART_BEFORE = re.compile(r"[\d+]\Z | \d[-./:,]\Z | (?:^|[^a-z])(?!nr)[a-z]{1,2}\Z", FLAGS)
PART_AFTER = re.compile(r"[.:,]\d | [a-z]{1,3}\d", FLAGS)
NEVER = re.compile(
    r"""11[2-9] | 90[ ]?000 | 0[-./] | 0[1-69][ ]\d\d[ ]\d\d | \(?08\)?[ ./-]{0,3}0
    | 0\d{1,3}\.\d{3,10}(?![\d ./-])""",
    FLAGS,
)
"""Numbers that all may ring, decimals, and rows of numbers: no local number begins with 0."""
COUNTRY = re.compile(r"\(?[ ]?(?:\+ | 0[ ]?0 | (?=46))", FLAGS)
"""What precedes the digits of a country."""
SWEDISH = re.compile(r"460?[1-9]\d{5,8}", FLAGS)
_MOST_ENDS = 3


def found(searched: str) -> Iterator[Span]:
    """Yield the phone numbers in a text."""
    yield from in_order(*judged(PHONE, searched, _phone), *judged(LOCAL, searched, _local))


def _phone(match: re.Match[str], before: str) -> Span | None:
    if PART_BEFORE.search(before) or NEVER.match(match[0]):
        return None
    for end in _ends(match):
        written = match.string[match.start() : end]
        short = written.isdigit() and len(written) < 9 and not PHONE_BEFORE.search(before)
        if not short and not PART_AFTER.match(match.string, end) and _is_phone(_dialled(written), written.isdigit()):
            return match.start(), end
    return None


def _ends(match: re.Match[str]) -> list[int]:
    """Return where a number may end, last first, as other digits may follow it."""
    ends = [match.end(), *(place.start() + 1 + match.start() for place in re.finditer(r"\d(?!\d)", match[0]))]
    return sorted(set(ends), reverse=True)[:_MOST_ENDS]


def _dialled(written: str) -> str:
    """Return the digits of a number, first those of its country (E.164)."""
    digits = re.sub(r"\D", "", written[:1] + written[1:].replace("(0)", ""))
    prefix = COUNTRY.match(written)
    if not prefix:
        return "46" + digits.removeprefix("0")
    return digits[2:] if "0" in prefix[0] else digits


@lru_cache(maxsize=1024)
def _is_phone(digits: str, is_bare: bool) -> bool:
    """Return True for a number in use in Sweden, or a possible one abroad. Without a sign it must be in use too."""
    is_swedish = digits.startswith("46")
    if not 8 <= len(digits) <= 15 or (is_swedish and not SWEDISH.fullmatch(digits)):
        return False
    try:
        number = parse("+" + digits)
    except NumberParseException:
        return False
    if is_swedish or is_bare:
        return is_valid_number(number)
    return is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE


def _local(match: re.Match[str], before: str) -> Span | None:
    return match.span() if PHONE_BEFORE.search(before) and not NEVER.match(match[0]) else None
