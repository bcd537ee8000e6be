"""A visible focus: the pixels that the browser draws with it, compared with those without."""

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypedDict

from PIL import Image

from a11y_journeys.conditions import FORCED
from a11y_journeys.journeys import journey, once_a_width, samples
from a11y_journeys.journeys.difference import Difference, difference
from a11y_journeys.journeys.tabbing import tab, tabbed
from a11y_journeys.memory import Control
from a11y_journeys.view import Problem
from a11y_journeys.visit import Found, Visit, once_a_view

HINT = 0.25
"""Pixels changed for each pixel of the control's edge: fewer are not noticed."""
THICK = 2
"""CSS pixels, around the whole control (WCAG 2.2 2.4.13)."""
ROUND = 0.75
"""Part of that: corners are round, and the lines of a link that is wrapped share their edges."""


class Box(TypedDict):
    """A part of the window."""

    x: int
    y: int
    width: int
    height: int


class Stop(Found):
    """A tab stop that has the focus."""

    box: Box
    x: int
    """Scroll offset of the page."""
    y: int
    edge: float
    """Length of the control's edge, in CSS pixels."""
    plain: bool
    """True if the browser draws its own outline."""


@journey("2.4.7", samples)
def focus_without_mark(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.7: a reader who uses the keyboard sees where the focus is."""
    for stop, changed in _compared(visit):
        if changed.pixels < HINT * stop["edge"]:
            yield Problem(stop["place"], stop["what"])


@journey("2.4.13", samples)
def focus_with_weak_mark(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.13: the mark has a contrast of 3:1, and is at least a line of two pixels all around."""
    for stop, changed in _compared(visit):
        seen = changed.pixels >= HINT * stop["edge"]
        if seen and not stop["plain"] and changed.strong < ROUND * THICK * stop["edge"]:
            yield Problem(stop["place"], stop["what"])


@once_a_view
def _compared(visit: Visit) -> list[tuple[Stop, Difference]]:
    """Return every tab stop of a new kind, and the change that the focus makes there."""
    if once_a_width(visit.view):
        tabbed(visit)  # first: what opens on focus is open afterwards
    return list(_each(visit))


def _each(visit: Visit) -> Iterator[tuple[Stop, Difference]]:
    view, judged = visit.view, visit.memory.controls
    purpose = "focus in forced colours" if view.state == FORCED else "focus"
    kinds = [Control(purpose, view.width, view.scheme, kind) for kind in visit.ask("focusIndicator.kinds")]
    todo = [index for index, kind in enumerate(kinds) if kind not in judged]
    if not todo:
        return
    visit.ask("freeze.on")
    visit.ask("startingPoint.set")
    tab(visit)  # browsers mark the focus only for readers who use the keyboard
    while todo:
        here = visit.ask("focusIndicator.scrollToFirst", todo)
        without = _picture(visit)
        for index in here:
            if kinds[index] not in judged and (stop := visit.ask("focusIndicator.focus", index)):
                judged.add(kinds[index])
                yield stop, _changed(visit, stop, without)
        todo = [index for index in todo if index not in here and kinds[index] not in judged]
    visit.ask("freeze.off")
    visit.ask("startingPoint.reset")


def _changed(visit: Visit, stop: Stop, without: Image.Image) -> Difference:
    box = stop["box"]
    clip = {**box, "x": box["x"] + stop["x"], "y": box["y"] + stop["y"], "scale": 1}
    part = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    return difference(without.crop(part), _picture(visit, clip=clip))


def _picture(visit: Visit, **options: Any) -> Image.Image:
    """Return a picture, through the protocol: Playwright's own way prepares the page anew each time."""
    shot = visit.devtools.send("Page.captureScreenshot", {"optimizeForSpeed": True, **options})
    return Image.open(BytesIO(b64decode(shot["data"]))).convert("RGBA")
