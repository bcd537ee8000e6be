"""The journeys of sizes, colours, hover, dragging, language and motion: problems and near misses.

In each page of layout/, just the elements whose id begins with `bad` have a problem.
"""

import re
from pathlib import Path

import pytest

from a11y_journeys.engines import axe
from a11y_journeys.errors import EngineError
from a11y_journeys.journeys import JOURNEYS
from a11y_journeys.memory import Memory
from a11y_journeys.view import View
from a11y_journeys.visit import Visit, Window
from support import ROOT

PAGES = sorted((Path(__file__).parent / "layout").glob("*.html"))
ENGLISH = """These rules explain to suppliers what the region expects of those who make the goods
that it buys, and how it finds out about it."""
SWEDISH = """Reglerna talar om för leverantörerna vad regionen kräver av dem som tillverkar varorna som den
köper, och hur den tar reda på det."""


def page(own: Window, path: Path, view: View) -> Visit:
    """Open the page with axe-core in it, as in a run."""
    visit = own.visit(path.as_uri(), view)
    axe.engine(ROOT / "node_modules").load(visit.page)
    return visit


def left(visit: Visit) -> object:
    """State of a page that a journey must not change."""
    return visit.page.evaluate(
        """() => [document.activeElement.localName, scrollX, scrollY, innerWidth, innerHeight,
        document.adoptedStyleSheets.length, document.querySelectorAll("*").length,
        matchMedia("(forced-colors: active)").matches,
        matchMedia("(prefers-reduced-motion: reduce)").matches]"""
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_finds_the_problems_and_nothing_else(own: Window, path: Path) -> None:
    journey = JOURNEYS[path.stem]
    view = next(view for view in (View("/"), View("/", width=320)) if journey.when(view))
    visit = page(own, path, view)
    before = left(visit)
    found = {problem.place for problem in journey.problems(visit)}

    assert found == {f"#{bad}" for bad in re.findall(r"id=(bad[\w-]*)", path.read_text("utf-8"))}
    assert left(visit) == before


def test_without_axe_nobody_has_measured_contrast(own: Window) -> None:
    journey = JOURNEYS["low_contrast_when_pointed_at"]
    visit = own.visit(_page(journey.name).as_uri(), View("/"))
    with pytest.raises(EngineError):
        journey.problems(visit)


@pytest.mark.parametrize(
    ("path", "lang", "body", "faulty"),
    [
        ("/", "sv", f"<p>{ENGLISH}</p>", True),
        ("/", "sv", f"<p lang=en>{ENGLISH}</p>", False),
        ("/", "sv", f"<p>{SWEDISH} {SWEDISH}</p><p>{ENGLISH}</p>", False),
        ("/", "''", f"<p>{SWEDISH}</p>", True),
        ("/404.html", "en", "<p>Not found</p>", True),
        ("/404.html", "sv", "<p>Sidan finns inte</p><p lang=en>This page does not exist</p>", False),
        ("/en/", "en", "<p>Welcome</p>", False),
    ],
)
def test_the_language_of_the_page(
    own: Window, tmp_path: Path, path: str, lang: str, body: str, faulty: bool
) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><html lang={lang}><meta charset=utf-8><title>-</title>{body}", "utf-8")
    visit = own.visit(file.as_uri(), View(path))
    visit.default_language = "sv"

    assert bool(JOURNEYS["page_not_in_its_language"].problems(visit)) is faulty


@pytest.mark.parametrize(
    "name",
    ["low_contrast_when_pointed_at", "hint_gone_when_pointed_at", "control_lost_in_forced_colours"],
)
def test_what_is_on_each_page_is_judged_once(own: Window, name: str) -> None:
    memory = Memory()
    for expected in (True, False):
        visit = page(own, _page(name), View("/"))
        visit.memory = memory

        assert bool(JOURNEYS[name].problems(visit)) is expected


def test_a_control_that_a_script_renames_is_passed_over(own: Window, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(RENAMED, "utf-8")
    visit = own.visit(file.as_uri(), View("/"))

    assert JOURNEYS["hint_not_closed_with_escape"].problems(visit) == []


RENAMED = """<!doctype html><html lang=en><meta charset=utf-8><title>-</title>
<button class=first>1</button> <button class=second>2</button><script>
document.querySelector(".first").addEventListener("mouseover", () => {
  document.querySelector(".second")?.setAttribute("class", "third");
});
</script>"""


def _page(name: str) -> Path:
    return next(path for path in PAGES if path.stem == name)
