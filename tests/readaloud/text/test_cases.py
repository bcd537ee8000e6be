"""Golden cases: the spoken forms of an article, line by line, written from the language before the code."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hallbar.readaloud.text.speakable import speakable

CASES = sorted((Path(__file__).parent / "cases").glob("*.html"))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert {case.with_suffix(".txt") for case in CASES} == set(CASES[0].parent.glob("*.txt"))


@pytest.mark.usefixtures("without_lexicon")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_spoken_forms_of_an_article(case: Path) -> None:
    article = BeautifulSoup(case.read_text("utf-8"), "html.parser")
    sentences = speakable(article, case.name[:2]).sentences

    said = "".join(f"{sentence.lang}: {sentence.spoken.text}\n" for sentence in sentences)
    assert said == case.with_suffix(".txt").read_text("utf-8")
