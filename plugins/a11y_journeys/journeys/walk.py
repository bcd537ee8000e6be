"""One walk through the page by Tab, there and back, that the journeys of keyboard.py share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from a11y_journeys.visit import Visit

LOW = 500
"""CSS pixels: in a low window, what sticks to its edges soon covers what has the focus (WCAG 2.2 2.4.11)."""
POLL = 3
"""How many presses at a time, once all the stops that the document tells of must have been passed."""
SHIFT = 8
"""As the browser's protocol writes it."""
RESTING = ("missed", "trapped", "backwards", "unseen", "covered", "partly")
"""Faults only of a page at rest: what shows, sticks to an edge or opens may come a moment after a key."""


def walk(visit: Visit) -> dict[str, Any]:
    """What the walk told: lists of faults, by kind. It is taken when it is first asked for."""
    if "walk" not in visit.notes:
        visit.notes["walk"] = _taken(visit)
    told: dict[str, Any] = visit.notes["walk"]
    return told


def tab(visit: Visit, back: bool = False) -> None:
    """Press Tab: no more than its default action needs, as it is pressed more often than anything else."""
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "modifiers": SHIFT if back else 0}
    visit.devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})


def _taken(visit: Visit) -> dict[str, Any]:
    with _low(visit):
        told, kinds = _there_and_back(visit)
        if not _resting(visit, told) <= visit.judged:
            opened = told["changing"]
            told, kinds = _there_and_back(visit, resting=True)
            told["changing"] += [one for one in opened if one not in told["changing"]]
            visit.judged.update(_resting(visit, told))
    if told["dialog"] and _escapes(visit):
        told["trapped"] = []
    if not told["covered"]:  # otherwise what lies on top has hidden what else there is to find
        visit.judged.update(kinds)
    return told


def _resting(visit: Visit, told: dict[str, Any]) -> set[str]:
    """Faults that are true only of a page at rest, each as a key of its own."""
    return {f"{kind} {visit.look.width} {one['place']}" for kind in RESTING for one in told[kind]}


def _there_and_back(visit: Visit, resting: bool = False) -> tuple[dict[str, Any], set[str]]:
    """What the walk told, and the kinds of controls that it went past.

    `resting`: the page comes to rest after each key, and is always walked back through.
    """
    step = _slowly if resting else tab
    expected = visit.ask("tabbing.begin", False)
    kinds = {f"back {visit.look.width} {kind}" for kind in expected["kinds"]}
    trapped = not _to_the_end(visit, expected, step)
    if not trapped and (resting or not kinds <= visit.judged):  # nobody has gone back past some controls yet
        trapped = not _to_the_end(visit, visit.ask("tabbing.begin", True), step, back=True)
    visit.ask("tabbing.end")
    if resting:
        visit.ask("settle")
    return visit.ask("tabbingFindings.collect", trapped), kinds


def _slowly(visit: Visit, back: bool = False) -> None:
    """Press Tab, and let the page come to rest."""
    tab(visit, back)
    visit.ask("settle")


def _escapes(visit: Visit) -> bool:
    """Whether Esc leads out of a dialog that keeps the focus in itself, as it should."""
    visit.ask("dialogEscape.enter")
    visit.page.keyboard.press("Escape")
    closed: bool = visit.ask("dialogEscape.hasClosed")
    visit.ask("startingPoint.reset")
    return closed


def _to_the_end(
    visit: Visit, expected: dict[str, Any], step: Callable[[Visit, bool], None], back: bool = False
) -> bool:
    """Whether the walk comes to the end of the page."""
    pressed, more = 0, expected["likely"]
    while pressed < expected["most"]:
        for _ in range(more):
            step(visit, back)
        pressed, more = pressed + more, POLL
        state = visit.ask("tabbing.state")
        if state["over"] or state["stuck"]:
            return not state["stuck"]
    return False


@contextmanager
def _low(visit: Visit) -> Iterator[None]:
    """Through the protocol: Playwright's own way costs fifteen times as much."""
    _resize(visit, LOW)
    yield
    size = visit.page.viewport_size
    assert size
    _resize(visit, size["height"])


def _resize(visit: Visit, height: int) -> None:
    metrics = {"width": visit.look.width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    visit.devtools.send("Emulation.setDeviceMetricsOverride", metrics)
