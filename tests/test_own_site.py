"""The repository's own site, whatever its pages, builds without findings, and each page is complete."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner

from hallbar.cli import main
from sharing import shared
from support import ROOT, build

SETTINGS: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly; the round `own` builds it with sound."""

    def make(folder: Path) -> None:
        done = build(ROOT, folder, HALLBAR_SOUND="off")
        assert done.returncode == 0, done.stdout + done.stderr

    return shared(tmp_path_factory, "own site without sound", make)


def named(part: object) -> Iterator[str]:
    """Yield the pages in a part of mkdocs.yml, in lists and in sections with a title."""
    if isinstance(part, str):
        yield from [part] if part.endswith(".md") else []  # otherwise a URL
    elif isinstance(part, list | dict):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from named(inner)


@pytest.mark.usefixtures("swedish")
def test_the_pages_have_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["check", "docs"])

    assert done.exit_code == 0, done.stdout
    assert done.stdout.endswith(" sidor, 0 fel, 0 råd\n")


@pytest.mark.parametrize("where", ["nav", "footer"])
def test_every_page_that_the_settings_name_exists(where: str) -> None:
    pages = [*named(SETTINGS["nav"] if where == "nav" else SETTINGS["extra"].get("footer"))]
    folders = sorted(path for path in (ROOT / "docs").iterdir() if path.is_dir())

    assert pages or where == "footer"
    assert [page for page in pages if not any((folder / page).is_file() for folder in folders)] == []


@pytest.mark.usefixtures("processes")
def test_every_page_of_an_editor_has_a_gate_and_a_form(built: Path) -> None:
    pages = json.loads((built / "hallbar/manifest.json").read_text("utf-8"))["pages"]
    edited = [url for url, page in pages.items() if page["source"]]
    lacking = {}
    for url in edited:
        html = BeautifulSoup((built / url.strip("/") / "index.html").read_text("utf-8"), "html.parser")
        lacking[url] = not html.select("consent-gate template form[data-feedback=page]")

    assert len(edited) >= 2, "a start page in each language"
    assert [url for url, missing in lacking.items() if missing] == []
