"""Redaction: what is found, what is kept, and that nothing else of a text changes."""

import random
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.redaction_cases import (
    ALONE,
    AROUND,
    KEPT,
    KINDS,
    LINES,
    LOOKALIKES,
    ODD,
    SENTENCES,
    UNITS,
    damaged,
    marked,
)
from hallbar.feedback.service.redaction import MARK, Found, Kind, Redacted, found, redact

pytestmark = pytest.mark.timeout(20)


@pytest.mark.parametrize("kind", KINDS)
def test_each_case_of_a_kind_is_found_whole(kind: Kind) -> None:
    cases = [text for text, of_kind in ALONE if of_kind == kind]
    assert [(text, found(text)) for text in cases if found(text) != [Found(0, len(text), kind)]] == []


def test_each_case_is_found_in_a_sentence() -> None:
    sentences = [(around.format(text), around.format(MARK)) for text, _ in ALONE for around in AROUND]
    assert wrong(sentences) == []


def test_what_looks_like_personal_data_in_the_cases_is_kept() -> None:
    texts = [*KEPT, *(around.format(text) for text in KEPT for around in AROUND)]
    assert wrong([(text, text) for text in texts]) == []


def test_sentences() -> None:
    assert wrong(SENTENCES) == []


def wrong(cases: list[tuple[str, str]]) -> list[tuple[str, Redacted]]:
    """Return the texts of which something else is left than it should be."""
    return [(text, redact(text)) for text, left in cases if redact(text) != Redacted(left, left.count(MARK))]


def test_cases_are_many_and_each_stands_once() -> None:
    counts = Counter([text for text, _ in ALONE] + KEPT)
    assert [text for text, count in counts.items() if count > 1] == []
    assert len(counts) >= 320
    assert len(KEPT) >= 0.45 * len(counts)


def test_as_people_write() -> None:
    """These cases are younger than the rules. A failure lists all that are not right."""
    assert len(LINES) >= 100
    assert recall(LINES) >= 0.95, missed(LINES)
    assert [line for line in LINES if "⟦" not in line and redact(line).count] == []


def test_as_people_write_on_purpose_to_hide() -> None:
    assert len(ODD) >= 200
    assert recall(ODD) >= 0.85, missed(ODD)


def recall(lines: list[str]) -> float:
    """Return the share of what is to be found that is found, as a whole."""
    wanted = [hit for line in lines for hit in marked(line)[1]]
    return 1 - len(missed(lines)) / len(wanted)


def missed(lines: list[str]) -> list[str]:
    """Return what is not found as a whole."""
    all_missed: list[str] = []
    for line in lines:
        text, wanted, _ = marked(line)
        hits = Counter(text[hit.start : hit.end] for hit in found(text))
        all_missed += (Counter(wanted) - hits).elements()
    return all_missed


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_looks_like_personal_data_is_kept(name: str) -> None:
    """The round `redaction_random` has 10,000 of each."""
    assert damaged(name, 100, "1", lambda text: redact(text).text) == []


def test_random_numbers_of_ten_digits_are_seldom_taken() -> None:
    """Chance gives 0.8 % of them a date and a check digit. Those that begin with 0 are phones."""
    numbers = random.Random(1)
    taken = sum(redact(str(numbers.randrange(10**9, 10**10))).count for _ in range(2000))
    assert taken <= 0.01 * 2000


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("070 174 06 05, anna@example.se, 850709-9805", ["phone", "email", "personal_number"]),
        ("850709-9805@example.se", ["email"]),
        ("070-1740605/anna@example.se", ["phone", "email"]),
    ],
)
def test_kinds_in_the_order_of_the_text(text: str, kinds: list[Kind]) -> None:
    assert [hit.kind for hit in found(text)] == kinds


def test_half_a_character_is_no_error() -> None:
    assert redact("\ud83d850709-9805\ud83d") == Redacted(f"\ud83d{MARK}\ud83d", 1)


@settings(max_examples=50)
@given(st.text("0123456789-+ .@[]()a…／%&;é\u0301\u200b", max_size=60) | st.text(max_size=60))
def test_nothing_but_the_hits_is_removed(text: str) -> None:
    hits = found(text)
    places = [place for hit in hits for place in (hit.start, hit.end)]

    assert places == sorted(places)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    rest: list[str] = []
    end = 0
    for hit in hits:
        rest.append(text[end : hit.start])
        end = hit.end
    assert redact(text) == Redacted(MARK.join([*rest, text[end:]]), len(hits))


def test_a_redacted_text_stays_as_it_is() -> None:
    assert [left for _, left in SENTENCES if redact(left).count] == []


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_only(unit: str) -> None:
    """A ratio: eight times the text may take no more than twice eight times as long."""
    short = unit * (500 // len(unit))
    assert min(_seconds(8 * short) for _ in range(3)) <= 16 * min(_seconds(short) for _ in range(5)) + 0.002


def _seconds(text: str) -> float:
    start = time.process_time()
    found(text)
    return time.process_time() - start
