"""10,000 random texts of each kind in which nothing is to be found, and long and random ones for both."""

import json
import random

import pytest

from feedback.redaction_cases import LOOKALIKES, UNITS, damaged, random_texts
from feedback.test_redaction_twins import differences, in_node
from hallbar.feedback.service.redaction import redact

pytestmark = [pytest.mark.usefixtures("long_round", "processes"), pytest.mark.timeout(100)]

COUNT = 10_000
LESS = 2_000
"""Number of texts for what the service and the browser find alike, as the cases show."""


@pytest.mark.parametrize("name", LOOKALIKES)
def test_the_service_damages_none(name: str, seed: str) -> None:
    assert damaged(name, COUNT, seed, lambda text: redact(text).text) == []


@pytest.mark.parametrize("name", LOOKALIKES)
def test_the_browser_marks_none(name: str, seed: str) -> None:
    number = random.Random(f"{name} {seed}")
    made = [LOOKALIKES[name](number) for _ in range(LESS)]
    answers = in_node(json.dumps(made))["answers"]
    assert [text for text, answer in zip(made, answers, strict=True) if answer["found"]] == []


def test_random_numbers_of_ten_digits_are_seldom_taken(seed: str) -> None:
    """Chance gives 0.76 % of them a date and a check digit."""
    numbers = random.Random(seed)
    written = [str(numbers.randrange(10**9, 10**10)) for _ in range(2 * COUNT)]
    in_browser = in_node(json.dumps(written))["answers"]
    assert sum(redact(text).count for text in written) <= 0.01 * len(written)
    assert sum(len(answer["found"]) for answer in in_browser) <= 0.01 * len(written)


def test_both_find_the_same_in_random_texts(seed: str) -> None:
    made = [*random_texts(2 * LESS, seed)]
    assert differences(made, with_phones=False) == []
    assert len(differences(made)) <= 0.02 * len(made)


def test_time_in_the_browser_grows_with_the_length_only() -> None:
    """A ratio: a text of 8,000 characters may take four times as long as sixteen texts of 500."""
    short = [unit * (500 // len(unit)) for unit in UNITS]
    times = in_node(json.dumps([*short, *(text * 16 for text in short)]), "times")["milliseconds"]
    pairs = zip(UNITS, times[: len(short)], times[len(short) :], strict=True)
    assert [pair for pair in pairs if pair[2] > 4 * pair[1] + 10] == []
