"""The budgets: what a visitor fetches is weighed, and a build reports the heaviest page in one line."""

import gzip
import json
import random
from pathlib import Path

import pytest

from hallbar import manifest
from hallbar.checks.budget import Scales, compressed, overweight
from hallbar.checks.options import Budget
from support import build, made_up_site

HEAD = """<!doctype html><html><head><!-- <link rel="stylesheet" href="hallbar/none.css"> -->
<link rel="stylesheet" href="UPassets/a.css"><link href='UPicon.svg' rel="shortcut icon">
<link rel=modulepreload href=UPa.js><link rel="canonical" href="https://example.org/UPheavy.css">
<link rel="stylesheet" href="https://cdn.example.org/a.css"><link rel="alternate" href="UPheavy.css">
<script src="UPa.js?v=1" type="module"></script></head><body>"""
GATE = """<consent-gate category="preferences" feature="readaloud"><template><read-aloud role="region">
<link rel="stylesheet" href="UPp/p.css"><link rel="modulepreload" href="UPa.js">
<audio src="UPheavy.mp3"></audio>
<script type="module" src="UPp/p.js"></script></read-aloud></template></consent-gate>"""
FORM = """<consent-gate feature=feedback>
<template><script src="UPheavy.js"></script></template></consent-gate>
<img src="UPheavy.png">"""
FILES = {
    "assets/a.css": "a{b:c}",
    "icon.svg": "<svg/>",
    "a.js": 'import "./b.js";',
    "b.js": 'import{c}from"./c/c.js"',
    "c/c.js": "export const c=1",
    "p/p.css": "d{e:f}",
    "p/p.js": 'import "../b.js";import "./q.js";',
    "p/q.js": "1",
    "heavy.js": "2" * 9000,
    "heavy.css": "3" * 9000,
}
BEFORE = ["assets/a.css", "icon.svg", "a.js", "b.js", "c/c.js"]
PLAYER = ["p/p.css", "p/p.js", "p/q.js"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site: two pages with a player, one without, one with a name in Swedish."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    pages = {
        "/": HEAD + GATE + FORM,
        "/en/l%C3%A5na/": HEAD + GATE + FORM + noise(900),
        "/om.html": HEAD + FORM,
    }
    for url, html in pages.items():
        up = "../" * (url.count("/") - 1)
        page = tmp_path / (
            url.lstrip("/").replace("%C3%A5", "å") + ("index.html" if url.endswith("/") else "")
        )
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html.replace("UP", up), "utf-8")
    sources = {"/": "docs/sv/index.md", "/en/l%C3%A5na/": "docs/en/låna.md", "/om.html": ""}
    manifest.merge(tmp_path, {url: {"source": source} for url, source in sources.items()}, path="/")
    return tmp_path


def noise(length: int) -> str:
    """Return text that gzip cannot make much smaller."""
    return "".join(random.Random(length).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=length))


def size(site: Path, *names: str) -> int:
    return sum(compressed((site / name).read_bytes()) for name in names)


def test_a_page_is_weighed_with_what_it_fetches_before_a_choice(site: Path) -> None:
    scales = Scales(site)

    for url, page in [("/", "index.html"), ("/en/l%C3%A5na/", "en/låna/index.html"), ("/om.html", "om.html")]:
        before, player = scales.weighed(url)
        assert before.parts == {name: size(site, name) for name in [page, *BEFORE]}
        assert player.parts == ({} if "om" in url else {name: size(site, name) for name in PLAYER})


def test_a_file_weighs_what_a_server_sends() -> None:
    text = b"hallbar " * 500
    assert compressed(text) == len(gzip.compress(text, 6)) < 100
    assert compressed(b"x") == 1


def lines(site: Path, page: float, player: float) -> list[str]:
    return [*overweight(site, Budget(page, player), Path("somewhere"))]


def test_the_heaviest_page_is_reported(site: Path) -> None:
    scales = Scales(site)
    heavy, light = (scales.weighed(url)[0].total for url in ("/en/l%C3%A5na/", "/"))

    assert lines(site, heavy / 1000, 1) == []
    (line,) = lines(site, (heavy - 1) / 1000, 1)
    html = size(site, "en/låna/index.html")
    assert line.startswith(
        f"somewhere/docs/en/låna.md:1: the page is {heavy / 1000:.1f} kB before the visitor has made a choice"
        f", and may be {(heavy - 1) / 1000:.1f} kB; heaviest are en/låna/index.html ({html / 1000:.1f} kB), "
    )
    assert "other pages" not in line
    assert line.endswith(
        "→ divide the text into several pages"
        ", or raise the limit budget.page below hallbar/checks in mkdocs.yml"
    )
    assert "(other pages that are too heavy: 2)" in lines(site, (light - 100) / 1000, 1)[0]


def test_the_heaviest_player_is_reported(site: Path) -> None:
    (line,) = lines(site, 9, 0.001)

    assert line.startswith(
        "somewhere/docs/sv/index.md:1: the player is 0.0 kB, and may be 0.0 kB; heaviest are p/p.js (0.0 kB)"
    )
    assert "(other pages that are too heavy: 1)" in line
    assert "remove what is not needed from the script, or raise the limit budget.player" in line


def test_a_list_of_all_pages_does_not_count(site: Path) -> None:
    """No editor can make it shorter; what is around it counts."""
    head, page = HEAD.replace("UP", ""), site / "om.html"
    page.write_text(f"{head}<page-list>{noise(30_000)}</page-list >", "utf-8")
    assert lines(site, 20.5, 10) == []

    page.write_text(f"{head}<page-list></page-list>{noise(30_000)}<page-list></page-list>", "utf-8")
    assert len(lines(site, 20.5, 10)) == 1


def test_zero_is_no_limit(site: Path) -> None:
    assert len(lines(site, 0.001, 0.001)) == 2
    assert lines(site, 0, 0) == []


@pytest.mark.usefixtures("swedish")
def test_the_message_is_in_the_language_of_the_editor(site: Path) -> None:
    (site / "om.html").write_text(HEAD.replace("UP", "") + noise(30_000), "utf-8")
    (line,) = lines(site, 20.5, 10)

    assert line.startswith("/om.html: sidan är ")  # a page that no editor wrote
    assert "och får vara 20,5 kB; mest väger om.html (" in line
    assert "→ dela upp texten på flera sidor" in line


@pytest.mark.usefixtures("processes")
def test_a_strict_build_fails_with_one_line_for_each_budget(tmp_path: Path) -> None:
    """Of all pages in both languages, and after the style sheet has been written."""
    repository = made_up_site(tmp_path / "repository")
    settings = (repository / "mkdocs.yml").read_text("utf-8")
    own = settings.replace("- hallbar/checks:", "- hallbar/checks:\n      budget: {page: 5, player: 1}")
    (repository / "mkdocs.yml").write_text(own, "utf-8")
    done = build(repository, tmp_path / "site", HALLBAR_SOUND="cache-only")

    page, player = (line for line in done.stderr.splitlines() if line.startswith("WARNING"))
    pages = json.loads((tmp_path / "site" / manifest.FILE).read_text("utf-8"))["pages"]
    assert done.returncode != 0
    assert f"(other pages that are too heavy: {len(pages) - 1})" in page
    assert "hallbar/frame/style.css" in page
    assert "docs/" in page
    assert "the player is " in player
    assert "hallbar/readaloud/player/" in player
