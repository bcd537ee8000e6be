"""Recall of the search on a made-up site, with tables of queries from before any engine was tried."""

from collections.abc import Callable
from pathlib import Path

import pytest

import recall
from recall import Measured
from sharing import shared

pytestmark = pytest.mark.usefixtures("processes")


SITES = {"tables": (recall.TABLES, recall.CORPUS), "unseen": (recall.UNSEEN, recall.UNSEEN)}
"""Tables, and the site that they are about."""


@pytest.fixture(scope="module", params=["tables", pytest.param("unseen", marks=pytest.mark.long)])
def both(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, Measured]:
    tables, corpus = SITES[request.param]
    name = "site for searching" if corpus == recall.CORPUS else "another site for searching"
    site = shared(tmp_path_factory, name, lambda folder: recall.build("mkdocs.yml", folder, corpus))
    return {measured.language: measured for measured in recall.ours(site, tables)}


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


@pytest.mark.parametrize(("tables", "corpus"), SITES.values(), ids=SITES)
def test_tables_are_large_enough(tables: Path, corpus: Path) -> None:
    for language, least in [("sv", 100), ("en", 60)]:
        table = recall.queries(language, tables)
        assert len({query.text for query in table if query.group in ("main", "apart", "typo")}) >= least
        assert len([query for query in table if query.group == "none"]) >= 20
        pages = {path.stem for path in (corpus / "docs" / language).glob("*.md")}
        assert {page for query in table for page in query.pages} <= pages
