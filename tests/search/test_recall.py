"""Recall of the search on a made-up site, with tables of queries from before any engine was tried."""

from collections.abc import Callable

import pytest

import recall
from recall import Measured
from sharing import shared

pytestmark = pytest.mark.usefixtures("processes")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    site = shared(tmp_path_factory, "site for searching", lambda folder: recall.build("mkdocs.yml", folder))
    return {measured.language: measured for measured in recall.ours(site)}


@pytest.fixture(params=recall.LANGUAGES)
def measured(both: dict[str, Measured], request: pytest.FixtureRequest) -> Measured:
    return both[request.param]


def test_first_five_hits_hold_the_pages(measured: Measured, figure: Callable[[str], None]) -> None:
    figure(
        f"recall@5 {measured.language} {measured.recall('main'):.3f}, apart {measured.recall('apart'):.3f}"
    )
    assert measured.recall("main") >= 0.95, f"\n{measured.lines('main')}\n{measured.lines('apart')}"


def test_one_wrong_letter_finds_or_suggests(measured: Measured) -> None:
    assert measured.recall("typo") >= 0.95, measured.lines("typo")


def test_query_without_an_answer_finds_nothing(measured: Measured) -> None:
    assert measured.missed("none") == []


def test_tables_are_large_enough() -> None:
    for language, least in [("sv", 100), ("en", 60)]:
        table = recall.queries(language)
        assert len({query.text for query in table if query.group in ("main", "apart", "typo")}) >= least
        assert len([query for query in table if query.group == "none"]) >= 20
        pages = {path.stem for path in (recall.CORPUS / "docs" / language).glob("*.md")}
        assert {page for query in table for page in query.pages} <= pages
