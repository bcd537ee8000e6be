"""The indexes as Pagefind makes them, and the engine that reads them: hits of unseen forms, errors, bytes."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import municipality
import processes
from hallbar.messages import speaking
from hallbar.search import index
from hallbar.search.record import Record, record

pytestmark = pytest.mark.usefixtures("processes")
PAGE = Record("p/", "en", '<html lang="en"><body><main data-pagefind-body>Word</main></body></html>', "Word")


def made(url: str, html: str, title: str, **options: Any) -> Record:
    return record(html, url, title, "sv", **options)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("municipality")
    municipality.write(folder, ["sv", "en", "de"])
    return folder


@pytest.mark.parametrize("language", municipality.LANGUAGES)
def test_queries_find_their_page(site: Path, language: str) -> None:
    queries = municipality.TABLE[language]["queries"]
    found = municipality.ask(site, language, [*queries])
    shown = {query: [*each["results"], *each["pages"]] for query, each in found.items()}
    urls = {query: [page["url"].removeprefix(f"{site}/") for page in pages] for query, pages in shown.items()}
    right = {query: url in urls[query] if url else not urls[query] for query, url in queries.items()}

    missed = [query for query in queries if not right[query]]
    assert len(missed) / len(queries) <= 0.03, missed


def test_a_correction_is_named_and_forms_are_none(site: Path) -> None:
    found = municipality.ask(
        site, "sv", ["upphandlng", "upphandlingarnas", "leverantorerna", "vad kostar bygglov?"]
    )

    assert [each["used"] for each in found.values()] == [
        "upphandling", "upphandlingarnas", "leverantorerna", "vad kostar bygglov?"
    ]  # fmt: skip


def test_a_result_shows_marked_words_and_sections_without_signs_of_compounds(site: Path) -> None:
    (result,) = municipality.ask(site, "sv", ["arbetsvillkor"])["arbetsvillkor"]["results"]

    assert result["title"] == "Upphandling och inköp"
    assert [piece["text"] for piece in result["excerpt"] if piece["marked"]] == ["arbetsvillkoren"]
    assert result["sections"] == [
        {"title": "Uppföljning av leverantörer", "url": f"{site}/upphandling/#u"[:-1] + "k"}
    ]
    assert "^" not in json.dumps(result)


def test_rank_title_and_keywords_come_first(tmp_path: Path) -> None:
    text = "<p>Om vatten i kommunen.</p>" + "<p>Här står något annat som inte alls handlar om saken.</p>" * 3
    pages = {
        "plain/": made("plain/", text, "Alla sidor"),
        "many/": made("many/", text + "<p>Vatten och vatten.</p>", "Fler sidor"),
        "ranked/": made("ranked/", text, "Andra sidor", rank=4),
        "title/": made("title/", text, "Vatten"),
        "heading/": made("heading/", text + "<h2>Vatten</h2><p>Mer.</p>", "Många sidor"),
        "keyword/": made("keyword/", "<p>Hydrologi.</p>", "Hydrologi", keywords=["vatten"]),
    }
    municipality.write(tmp_path, ["sv"], [*pages.values()])
    found = municipality.ask(tmp_path, "sv", ["vatten"], 6)["vatten"]["results"]
    order = [result["url"].removeprefix(f"{tmp_path}/") for result in found]

    assert {*order[:2]} == {"title/", "keyword/"}, order
    assert order[-1] == "plain/", order
    assert max(map(order.index, ["ranked/", "heading/"])) < order.index("many/"), order


def test_a_language_without_pages_finds_nothing(site: Path) -> None:
    found = municipality.ask(site, "de", ["Wort"])["Wort"]

    assert found == {"query": "Wort", "used": "Wort", "total": 0, "results": [], "words": [], "pages": []}


def test_failures_of_the_network_are_errors_and_a_later_query_succeeds(site: Path) -> None:
    done = processes.run(["node", municipality.HERE / "engine/faults.mjs", site])

    assert not done.returncode, done.stderr
    assert not done.stderr, "nothing in the console"
    outcomes = json.loads(done.stdout)
    assert len(outcomes) >= 12
    assert {outcome["first"] for outcome in outcomes} == {"SearchError"}
    assert {outcome["again"] for outcome in outcomes} == {1}


def test_only_what_is_used_is_published(site: Path) -> None:
    names = {path.name for path in (site / "hallbar/search/index/sv").iterdir()}

    assert {re.sub(r"sv_\w+", "", name) for name in names} == {
        *("fragment", "index", "words", "pagefind-entry.json", "pagefind..pf_meta"),
        *("pagefind.js", "wasm.sv.pagefind"),
    }


def files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_have_the_same_bytes_and_others_files_stay(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "hallbar/search/index/sv/other.txt"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    municipality.write(tmp_path, ["sv", "en", "de"])

    second = files(tmp_path)
    assert second.pop(other.relative_to(tmp_path)) == b"mine"
    assert files(site) == second


def failure(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> str:
    """Return the message of a build with this Python in place of Pagefind."""
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **options: run(
        [sys.executable, "-c", script, *command[3:]], **options))  # fmt: skip
    with pytest.raises(index.IndexingError) as caught, speaking("en"):
        index.write([PAGE], ["en"], folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import sys; sys.exit('cannot: no space')", "cannot: no space"),
        ("import sys; sys.exit(3)", "ended with code 3"),
        ("import os; os.kill(os.getpid(), 9)", "ended with code -9"),
        ("", "wrote no index for the language en"),
    ],
)
def test_pagefind_failing_is_one_clear_line(
    script: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = failure(monkeypatch, tmp_path, script)

    assert text.startswith("search: the index cannot be made: ")
    assert message in text
    assert "\n" not in text
    assert [*tmp_path.rglob("making-*")] == []


def test_pagefind_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(index, "PATIENCE", 0.2)

    assert failure(monkeypatch, tmp_path, "import time; time.sleep(60)") == (
        "search: Pagefind was not ready in 0.2 seconds"
    )


def test_pagefind_missing_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(index, "find_spec", lambda _: None)
    with (
        pytest.raises(index.IndexingError, match=r"^search: Pagefind is not installed[^\n]*$"),
        speaking("en"),
    ):
        index.write([PAGE], ["en"], tmp_path)


@pytest.mark.parametrize("script", ["", "fetch()", f"{index.FETCHES}{index.FETCHES}export{{createInstance,"])
def test_a_script_of_pagefind_that_does_not_fit_stops_the_build(script: str, tmp_path: Path) -> None:
    (tmp_path / "pagefind.js").write_text(script)
    with pytest.raises(index.IndexingError, match=r"pagefind\.js[^\n]*$"):
        index._script(tmp_path)


def test_settings_of_pagefind_elsewhere_do_not_matter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pagefind.toml").write_text('output_path = "elsewhere"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nothing")
    index.write([PAGE], ["en"], tmp_path / "index")

    assert (tmp_path / "index/en/fragment").is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"index", "pagefind.toml"}
