"""The index in a build: the same bytes each time, only what readers look for, one line if Pagefind fails."""

import gzip
import json
import os
import re
from pathlib import Path

import pytest

import recall
from hallbar.search import index
from hallbar.search.compounds import MARKER
from hallbar.search.record import record
from processes import python
from sharing import shared
from support import ROOT

pytestmark = pytest.mark.usefixtures("long_round", "processes")

FRAME = {
    "sv": [
        "Acceptera och lyssna",
        "Hjälpte den här informationen dig",
        "Inte Exempelstads kommuns webbplats",
    ],
    "en": ["Accept and listen", "Did this information help you", "Not Exempelstads kommun’s website"],
}
ADDED = {"om-upplasningen", "cookies"}
"""Pages that capabilities add, and that readers may look for."""
EXCLUDED = "utkast"
SMALL = """
site_name: Library
site_url: https://library.example.org/
theme: {name: material, language: en, font: false}
plugins: [hallbar/frame, hallbar/search]
extra: {organisation: The Library}
"""
FAKES = {
    "exits with an error": ("import sys; sys.exit('Error: the disk is full')", "the disk is full"),
    "prints rubbish": ("print('\\x00\\ufffd rubbish')", "wrote no index"),
    "ends silently": ("import sys; sys.exit(3)", "code 3"),
    "hangs": ("import time; time.sleep(60)", "not ready in 1 seconds"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "site for searching", lambda folder: recall.build("mkdocs.yml", folder))


def indexed(site: Path, language: str) -> dict[str, str]:
    """Return the text of each page in the index of a language, by its URL."""
    pages = {}
    for file in (site / "hallbar/search/index" / language).glob("fragment/*"):
        page = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        text = f"{page['content']} {page['meta']}"
        pages[page["url"].strip("/")] = text.replace(MARKER, "")
    return pages


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    recall.build("mkdocs.yml", tmp_path)

    files = [*built.rglob("hallbar/search/**/*.*"), *built.rglob("*.html")]
    assert len(files) > 160
    names = [file.relative_to(built) for file in files]
    assert [name for name in names if (tmp_path / name).read_bytes() != (built / name).read_bytes()] == []
    assert len([*tmp_path.rglob("hallbar/search/**/*.*")]) == len([*built.rglob("hallbar/search/**/*.*")])


@pytest.mark.parametrize("language", recall.LANGUAGES)
def test_the_index_has_the_pages_written_in_the_language(built: Path, language: str) -> None:
    """A page that is only in Swedish is shown in English too, but it is not an English page."""
    pages = indexed(built, language)

    written = {path.stem for path in (recall.CORPUS / "docs" / language).glob("*.md")} - {EXCLUDED}
    wanted = {recall.url(language, page).strip("/") for page in written | ADDED}
    assert pages.keys() - {EXCLUDED} == wanted
    assert (built / "en/aldreomsorg/index.html").exists()
    for text in (text for url, text in pages.items() if not url.endswith(tuple(ADDED))):
        assert [frame for frame in FRAME[language] if frame in text] == []


def test_a_page_that_editors_exclude_is_in_no_index(built: Path) -> None:
    assert (built / EXCLUDED / "index.html").exists()
    assert EXCLUDED not in indexed(built, "sv")


@pytest.mark.parametrize("fake", FAKES)
def test_pagefind_that_fails(fake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, reason = FAKES[fake]
    (tmp_path / "pagefind.py").write_text(program, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(index, "PATIENCE", 1)
    page = record("<p>Hej.</p>", url="", language="sv", title="Hej")

    with pytest.raises(index.IndexingError, match=reason) as caught:
        index.write([page], ["sv"], tmp_path / "index")

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("module", "program", "line"),
    [
        ("sitecustomize", "import sys; sys.modules['pagefind'] = None", "Pagefind is not installed"),
        ("pagefind", FAKES["exits with an error"][0], "search: the index cannot be made: .*the disk is full"),
    ],
)
def test_a_build_without_an_index_stops(tmp_path: Path, module: str, program: str, line: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(
        "---\ntitle: Library\ndescription: Open.\n---\n\n# Library\n", "utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text(SMALL, "utf-8")
    (tmp_path / f"{module}.py").write_text(program, "utf-8")
    paths = f"{tmp_path}{os.pathsep}{ROOT / 'plugins'}"

    done = python("-m", "mkdocs", "build", cwd=tmp_path, env=os.environ | {"PYTHONPATH": paths})

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    [complaint] = re.findall(r"(?m)^(?:ERROR|Error|WARNING).*search.*|^.*Pagefind.*$", done.stderr)
    assert re.search(line, complaint), done.stderr
