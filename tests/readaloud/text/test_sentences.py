"""The ends of sentences: each case was written from the language, not from the code."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud.text.sentences import split

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))["case"]


def test_there_are_enough_cases() -> None:
    languages = [case["lang"] for case in CASES]

    assert languages.count("sv") >= 80
    assert languages.count("en") >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']} {case['text'][:40]}")
def test_a_text_is_divided_into_sentences(case: dict[str, Any]) -> None:
    text = case["text"]

    assert [text[start:end] for start, end in split(text)] == case["says"]


@given(st.text(st.sampled_from("aA1 .!?…”)(\n\u00a0-–kltex")))
def test_no_character_is_lost_or_read_twice(text: str) -> None:
    places = list(split(text))

    assert all(start < end for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert "".join("".join(text[start:end].split()) for start, end in places) == "".join(text.split())
