"""Whether the focus can be seen: what the browser draws with it, compared with what it draws without."""

from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image

from a11y_journeys.conditions import FORCED
from a11y_journeys.journeys import journey, once_a_width, samples
from a11y_journeys.journeys.difference import Difference, difference
from a11y_journeys.journeys.walk import tab, walk
from a11y_journeys.look import Fault
from a11y_journeys.visit import Visit

HINT = 0.25
"""Pixels changed for each pixel of the control's edge: fewer are not noticed."""
THICK = 2
"""CSS pixels, around the whole control (WCAG 2.2 2.4.13)."""
ROUND = 0.75
"""Of that: corners are round, and the lines of a link that is wrapped share their edges."""


@journey("2.4.7", samples)
def focus_without_mark(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.7: who uses the keyboard sees where they are."""
    for stop, changed in _judged(visit):
        if changed.pixels < HINT * stop["edge"]:
            yield Fault(stop["place"], stop["what"])


@journey("2.4.13", samples)
def focus_with_weak_mark(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.13: the mark has a contrast of 3:1, and is at least a line of two pixels all around."""
    for stop, changed in _judged(visit):
        seen = changed.pixels >= HINT * stop["edge"]
        if seen and not stop["plain"] and changed.strong < ROUND * THICK * stop["edge"]:
            yield Fault(stop["place"], stop["what"])


def _judged(visit: Visit) -> list[tuple[dict[str, Any], Difference]]:
    """Every stop that looks like none before, and what the focus changes there."""
    if "focus" not in visit.notes:
        if once_a_width(visit.look):
            walk(visit)  # first: what opens on focus is open afterwards
        visit.notes["focus"] = list(_taken(visit))
    judged: list[tuple[dict[str, Any], Difference]] = visit.notes["focus"]
    return judged


def _taken(visit: Visit) -> Iterator[tuple[dict[str, Any], Difference]]:
    colours = f"{visit.look.width} {visit.look.scheme} {visit.look.state == FORCED}"
    kinds = [f"focus {colours} {kind}" for kind in visit.ask("focusIndicator.kinds")]
    todo = [index for index, kind in enumerate(kinds) if kind not in visit.judged]
    if not todo:
        return
    visit.ask("freeze.on")
    visit.ask("startingPoint.set")
    tab(visit)  # marks are for those who use the keyboard: the browser must know that we do
    while todo:
        here = visit.ask("focusIndicator.scrollToFirst", todo)
        without = _picture(visit)
        for index in here:
            if kinds[index] not in visit.judged and (stop := visit.ask("focusIndicator.focus", index)):
                visit.judged.add(kinds[index])
                yield stop, _changed(visit, stop, without)
        todo = [index for index in todo if index not in here and kinds[index] not in visit.judged]
    visit.ask("freeze.off")
    visit.ask("startingPoint.reset")


def _changed(visit: Visit, stop: dict[str, Any], without: Image.Image) -> Difference:
    box = stop["box"]
    clip = box | {"x": box["x"] + stop["x"], "y": box["y"] + stop["y"], "scale": 1}
    part = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    return difference(without.crop(part), _picture(visit, clip=clip))


def _picture(visit: Visit, **options: Any) -> Image.Image:
    """Through the protocol: Playwright's own way prepares the page anew each time."""
    shot = visit.devtools.send("Page.captureScreenshot", {"optimizeForSpeed": True, **options})
    return Image.open(BytesIO(b64decode(shot["data"]))).convert("RGBA")
