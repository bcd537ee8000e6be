"""The journeys by keyboard: what each must find, and near misses that none may report."""

import tomllib
from pathlib import Path

import pytest
from PIL import Image

from a11y_journeys.journeys import JOURNEYS
from a11y_journeys.journeys.difference import Difference, difference
from a11y_journeys.memory import Memory
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import Visit, Window

HERE = Path(__file__).parent / "keyboard"
CASES = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
HEAD = (HERE / "head.html").read_text("utf-8")
FRAME = "<a class=skip href=#content>Skip</a><header><a href=#home>Home</a> <a href=#news>News</a></header>"
BY_KEYBOARD = [one for one in JOURNEYS.values() if one.search.__module__.endswith((".keyboard", ".focus"))]


def framed(html: str) -> str:
    return f"{HEAD}{FRAME}<main id=content tabindex=-1><h1>-</h1>{html}</main>"


GOOD, BAD = CASES["harmless"], CASES["faulty"]
HARMLESS = (
    {"together": framed("".join(GOOD["together"].values()))}
    | {name: framed(html) for name, html in GOOD["apart"].items()}
    | {name: HEAD + html for name, html in GOOD["alone"].items()}
)
FAULTY = (
    [(name, len(pages), framed("".join(pages))) for name, pages in BAD["together"].items()]
    + [(name, 0, framed(html)) for name, pages in BAD["apart"].items() for html in pages]
    + [(name, 0, HEAD + html) for name, pages in BAD["alone"].items() for html in pages]
)


def left(visit: Visit) -> object:
    """State of a page that a journey must not change."""
    return visit.page.evaluate(
        """() => [document.activeElement.localName, scrollX, scrollY, innerWidth, innerHeight, location.href,
        document.adoptedStyleSheets.length, document.documentElement.getAttribute("tabindex"),
        document.querySelectorAll("*").length]"""
    )


def found(own: Window, path: Path, html: str) -> dict[str, list[Problem]]:
    path.write_text(html, "utf-8")
    visit = own.visit(path.as_uri(), View("/"))
    visit.page.evaluate("() => document.activeElement.blur()")
    before = left(visit)
    faults = {journey.name: journey.problems(visit) for journey in BY_KEYBOARD}
    assert left(visit) == before
    return {name: listed for name, listed in faults.items() if listed}


@pytest.mark.parametrize("case", HARMLESS)
def test_near_misses_are_not_reported(own: Window, tmp_path: Path, case: str) -> None:
    assert found(own, tmp_path / "page.html", HARMLESS[case]) == {}


@pytest.mark.parametrize(
    ("name", "number", "html"), FAULTY, ids=[f"{name}-{at}" for at, (name, _, _) in enumerate(FAULTY)]
)
def test_problems_are_found(own: Window, tmp_path: Path, name: str, number: int, html: str) -> None:
    faults = found(own, tmp_path / "page.html", html)

    assert name in faults
    assert number in (0, len(faults[name]))


def test_what_looks_the_same_on_many_pages_is_judged_once(own: Window, tmp_path: Path) -> None:
    path, journey = tmp_path / "page.html", JOURNEYS["focus_without_mark"]
    path.write_text(framed("<button style='outline: 0'>x</button>"), "utf-8")
    memory = Memory()
    faults = []
    for _ in range(2):
        visit = own.visit(path.as_uri(), View("/"))
        visit.memory = memory
        faults.append(len(journey.problems(visit)))

    assert faults == [1, 0]


def test_pictures_are_compared_pixel_by_pixel() -> None:
    white, other = (Image.new("RGBA", (10, 10), "white") for _ in range(2))
    other.paste("#767676", (0, 0, 10, 1))  # 4.5:1
    other.paste("#ccc", (0, 1, 10, 3))  # 1.6:1
    other.paste("#fafafa", (0, 3, 10, 10))

    assert difference(white, other) == Difference(pixels=30, strong=10)
    assert difference(white, white) == Difference(0, 0)
