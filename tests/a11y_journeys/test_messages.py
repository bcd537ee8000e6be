"""The words of the package: each is used, and counts have a form for one and a form for several."""

import re

import pytest

from a11y_journeys.journeys import JOURNEYS
from a11y_journeys.words import ENGLISH, FILE

CODE = "\n".join(
    path.read_text("utf-8") for path in FILE.parent.rglob("*") if path.suffix in (".html", ".py")
)
BEGINNINGS = ("report_scheme_", "progress_")
"""Keys that are put together from their beginnings."""


@pytest.mark.parametrize("key", ENGLISH.texts)
def test_every_word_is_used(key: str) -> None:
    assert key in JOURNEYS or key.startswith(BEGINNINGS) or re.search(rf"\b{key}\b", CODE)


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_journey_has_a_message_with_a_fix(name: str) -> None:
    assert "{what}" in ENGLISH[name]
    assert ENGLISH[name].count(" → ") == 1


def test_a_count_has_a_form_for_one_and_a_form_for_several() -> None:
    assert [ENGLISH.count("report_issues", number) for number in (0, 1, 2)] == [
        "0 issues",
        "1 issue",
        "2 issues",
    ]
