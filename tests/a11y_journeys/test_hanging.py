"""A page that hangs is named, and the other pages are checked."""

from pathlib import Path

import pytest

from a11y_journeys import report, session, watch
from a11y_journeys.options import Options

pytestmark = pytest.mark.usefixtures("own_browser", "long_round")

LIMIT = 5
"""Seconds for one step; a step on these pages takes a small part of one."""
PAGE = """<!doctype html><html lang=sv><meta charset=utf-8><title>Sidan {name}</title>
<main><h1>{name}</h1><button>Tryck</button></main><script>{script}</script>"""
SCRIPTS = {
    "never-opens": "for (;;) {}",
    "never-returns": "addEventListener('load', () => setTimeout(() => { for (;;) {} }, 0))",
    "never-kept": "axe = {getRules: () => [], run: () => new Promise(() => {})}",
    "never-answers-a-key": "addEventListener('keydown', () => { for (;;) {} })",
}
RULES = ("page_not_opened", "page_not_answering")
GOOD = ("", "a-good", "z-good")


def site(folder: Path) -> str:
    for name in (*GOOD, *SCRIPTS):
        (folder / name).mkdir(exist_ok=True)
        html = PAGE.format(name=name or "start", script=SCRIPTS.get(name, ""))
        (folder / name / "index.html").write_text(html, "utf-8")
    paths = sorted(f"{name}/".lstrip("/") for name in (*GOOD, *SCRIPTS))
    places = "".join(f"<loc>https://example.org/{path}</loc>" for path in paths)
    (folder / "sitemap.xml").write_text(f"<urlset>{places}</urlset>", "utf-8")
    return str(folder)


def test_pages_that_hang_are_named_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LIMIT", LIMIT)
    options = Options(without=("no-scripts", "forced-colours", "print"), proved=True)

    outcome = session.check(site(tmp_path), options)
    lines = report.lines(outcome)

    hung = {one.view.path.strip("/"): one for one in outcome.findings if one.rule in RULES}
    assert {name: one.rule for name, one in hung.items()} == {
        "never-opens": "page_not_opened",
        "never-returns": "page_not_answering",
        "never-kept": "page_not_answering",
        "never-answers-a-key": "page_not_answering",
    }
    assert hung["never-kept"].what == "axe"
    assert any("does not answer at axe" in line and "/never-kept/ plain 320 dark" in line for line in lines)
    good = [f"/{name}/".replace("//", "/") for name in GOOD]
    assert {view.path for view in outcome.views if (view.width, view.scheme) == (1280, "light")} >= set(good)
