"""Redaction. All numbers belong to nobody: Skatteverket's test numbers, PTS' fictional numbers."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.feedback.service.redaction import MARK, Redacted, redact

PERSONAL_NUMBERS = [
    "850709-9805",
    "850709+9805",
    "8507099805",
    "198507099805",
    "19850709-9805",
    "19850709+9805",
    "1985-07-09-9805",
    "1985-07-09 9805",
    "1985.07.09-9805",
    "1985/07/09-9805",
    "1985 07 09 - 9805",
    "85-07-09-9805",
    "85 07 09-9805",
    "850709 - 9805",
    "850709 -9805",
    "850709- 9805",
    "850709  -  9805",
    "850709 9805",
    "19850709 9805",
    "850709 98 05",
    "850709–9805",  # en dash
    "850709—9805",  # em dash
    "850709‑9805",  # non-breaking hyphen
    "850709−9805",  # minus
    "850709－9805",  # full-width hyphen
    "850709＋9805",  # full-width plus
    "８５０７０９-９８０５",
    "８５０７０９９８０５",
    "𝟪𝟧𝟢𝟩𝟢𝟫-𝟫𝟪𝟢𝟧",  # mathematical digits
    "٨٥٠٧٠٩-٩٨٠٥",  # Arabic digits
    "8 5 0 7 0 9 - 9 8 0 5",
    "8 5 0 7 0 9 9 8 0 5",
    "1 9 8 5 0 7 0 9 - 9 8 0 5",
    "850709\u00a0-\u00a09805",
    "850709\u200b-9805",
    "8507\u00ad099805",
    "850709\n-9805",
    "850709/9805",
    "850709.9805",
    "850709_9805",
    "850709:9805",
    "121212-1212",
    "20121212-1212",
    "1212121212",
    "701063-2391",  # samordningsnummer
    "7010632391",
    "19701063-2391",
    "1970-10-63-2391",
    "850709-9806",  # mistyped, but still identifies somebody
    "19850709-9800",
    "000229-1234",  # 2000 was a leap year
]

NOT_PERSONAL = [
    "556036-0793",  # an organisation's number
    "5560360793",
    "165560360793",
    "2023-0412-1234",  # a case number
    "HSN 2023-0412",
    "Dnr 2023/0412/1234",
    "850732-9805",  # no such day
    "851309-9805",  # no such month
    "850709-980",
    "850709-98055",
    "8507099806",  # no mark, wrong check digit
    "198507099806",
    "990230-1234",  # 30 February
    "900229-1234",  # 1990 was not a leap year
    "2026-11-23",
    "2024-05-06 14.30",
    "05-06-2023",
    "08-12-2023",
    "den 5 juni 2023",
    "kl. 07.30-16.30",
    "08.00-16.00",
    "0730-1630",
    "07 30 - 16 30",
    "bussen går 07.15 08.15 09.15",
    "1 000 000 000 kr",
    "50 miljoner kronor 2024-2026",
    "0,12345678",
    "0.12345678",
    "112",
    "1177",
    "sidan 3-4",
    "CPV 45000000-7",
    "@exempelbykommun",
    "pris @ 5 kr",
    "a@b",
]

EMAILS = [
    "anna@example.se",
    "anna.berg+test@mejl.example.com",
    "ANNA@EXAMPLE.SE",
    "åsa@exämple.se",
    "anna@sub.domain.example.co.uk",
    "anna＠example．se",
    "anna @ example.se",
    "anna(at)example.se",
    "anna [AT] example.se",
    "mailto:anna@example.se",
]

PHONES = [
    "070-174 06 05",
    "0701740605",
    "070 174 06 05",
    "070/174 06 05",
    "070–174 06 05",
    "+46 70 174 06 05",
    "+46701740605",
    "+46 (0)70-174 06 05",
    "0046 70 174 06 05",
    "(070) 174 06 05",
    "08-465 004 00",
    "08-46500400",
    "08 465 004 00",
    "031-390 06 00",
    "031-3900600",
    "040-628 04 00",
    "0980-319 200",
    "０７０-１７４ ０６ ０５",
]


@pytest.mark.parametrize("number", PERSONAL_NUMBERS + PHONES + [e for e in EMAILS if ":" not in e])
def test_found(number: str) -> None:
    assert redact(number) == Redacted(MARK, 1)
    assert redact(f"Hej, {number}, tack!") == Redacted(f"Hej, {MARK}, tack!", 1)


@pytest.mark.parametrize("email", EMAILS)
def test_redacted_emails_leave_no_name(email: str) -> None:
    assert "anna" not in redact(f"Svara till {email}").text.lower()


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_left_alone(text: str) -> None:
    assert redact(text) == Redacted(text, 0)
    assert redact(f"Om {text}. Tack") == Redacted(f"Om {text}. Tack", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Redacted("", 0)),
        ("850709-9805 och 121212-1212", Redacted("[…] och […]", 2)),
        ("pnr850709-9805x", Redacted("pnr[…]x", 1)),
        ("1) 850709-9805", Redacted("1) […]", 1)),
        ("Ring 070-174 06 05 eller anna@example.se.", Redacted("Ring […] eller […].", 2)),
        ("m² ½ ﬁ 850709-9805 ½ ﬁ", Redacted("m² ½ ﬁ […] ½ ﬁ", 1)),  # the rest is unchanged
        ("😀 850709-9805 😀", Redacted("😀 […] 😀", 1)),
        ("avsnitt 12 850709-9805", Redacted("avsnitt 12 […]", 1)),
        ("2023-0412-1234 och 850709-9805", Redacted("2023-0412-1234 och […]", 1)),
        ("1 3 1 3 3 2 8 5 0 7 0 9-9805", Redacted("1 3 1 3 3 2 […]", 1)),  # not month 13, but later
    ],
)
def test_in_a_sentence(text: str, expected: Redacted) -> None:
    assert redact(text) == expected


def test_random_ten_digit_numbers_are_seldom_redacted() -> None:
    """Measured: 0.72 % have a valid date and check digit by chance (those with a leading 0 are phones)."""
    numbers = random.Random(1)
    found = sum(redact(str(numbers.randrange(10**9, 10**10))).count for _ in range(5000))
    assert found / 5000 < 0.012


@given(st.text("0123456789-+ .@[]()a…／", max_size=60) | st.text(max_size=60))
def test_redaction_is_idempotent(text: str) -> None:
    once = redact(text)
    assert redact(once.text) == Redacted(once.text, 0)


@pytest.mark.parametrize("unit", ["a", "1", "0", "1 ", "0-", "a.", "a@", "+46", "(", "850709-"], ids=repr)
def test_time_grows_with_the_length_only(unit: str) -> None:
    start = time.process_time()
    redact(unit * (20_000 // len(unit)))
    assert time.process_time() - start < 2
