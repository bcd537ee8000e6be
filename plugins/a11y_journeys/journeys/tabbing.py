"""The page tabbed through once, forwards and backwards, for the journeys of keyboard.py."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypedDict

from a11y_journeys.memory import Control, Resting
from a11y_journeys.visit import Found, Visit, once_a_view

LOW = 500
"""CSS pixels: in a low window, what sticks to its edges soon covers what has the focus (WCAG 2.2 2.4.11)."""
POLL = 3
"""Presses at a time, once all the tab stops in the document must have been passed."""
SHIFT = 8
"""As the browser's protocol writes it."""
RESTING = ("missed", "trapped", "backwards", "unseen", "covered", "partly")
"""Problems only of a page at rest: what shows, sticks to an edge or opens may come a moment after a key."""


class Suspect(Found):
    """A control that may have no name while it has the focus."""

    index: int
    key: str
    """Equal for controls of one kind."""


class Tabbed(TypedDict):
    """Problems by kind, as the page function `keyboard.judge` lists them."""

    missed: list[Found]
    trapped: list[Found]
    backwards: list[Found]
    unseen: list[Found]
    covered: list[Found]
    partly: list[Found]
    changing: list[Found]
    nameless: list[Suspect]
    dialog: bool
    """True if a dialog is open."""


@once_a_view
def tabbed(visit: Visit) -> Tabbed:
    """Tab through the page, and return the problems."""
    with _low(visit):
        found, kinds = _forwards_and_backwards(visit)
        if not _resting(visit, found) <= visit.memory.resting:
            opened = found["changing"]
            found, kinds = _forwards_and_backwards(visit, resting=True)
            found["changing"] += [one for one in opened if one not in found["changing"]]
            visit.memory.resting.update(_resting(visit, found))
    if found["dialog"] and _escapes(visit):
        found["trapped"] = []
    if not found["covered"]:  # otherwise the element on top has hidden other problems
        visit.memory.controls.update(kinds)
    return found


def tab(visit: Visit, back: bool = False) -> None:
    """Press Tab: no more than its default action needs, as it is pressed more often than anything else."""
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "modifiers": SHIFT if back else 0}
    visit.devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})


def _resting(visit: Visit, found: Tabbed) -> set[Resting]:
    by_kind: dict[str, Any] = {**found}
    return {Resting(kind, visit.view.width, one["place"]) for kind in RESTING for one in by_kind[kind]}


def _forwards_and_backwards(visit: Visit, resting: bool = False) -> tuple[Tabbed, set[Control]]:
    """Return the problems, and the kinds of controls that were passed.

    `resting`: the page comes to rest after each key, and is always tabbed through backwards too.
    """
    step = _slowly if resting else tab
    expected = visit.ask("tabbing.begin", False)
    kinds = {Control("backwards", visit.view.width, "", kind) for kind in expected["kinds"]}
    trapped = not _to_the_end(visit, expected, step)
    if not trapped and (resting or not kinds <= visit.memory.controls):  # some were not passed backwards yet
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
    """Return True if Esc closes a dialog that keeps the focus in itself, as it should."""
    visit.ask("dialogEscape.enter")
    visit.page.keyboard.press("Escape")
    closed: bool = visit.ask("dialogEscape.hasClosed")
    visit.ask("startingPoint.reset")
    return closed


def _to_the_end(
    visit: Visit, expected: dict[str, Any], step: Callable[[Visit, bool], None], back: bool = False
) -> bool:
    """Return True if Tab comes to the end of the page."""
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
    """Make the window low, through the protocol: Playwright's own way costs fifteen times as much."""
    _resize(visit, LOW)
    yield
    size = visit.page.viewport_size
    assert size
    _resize(visit, size["height"])


def _resize(visit: Visit, height: int) -> None:
    metrics = {"width": visit.view.width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    visit.devtools.send("Emulation.setDeviceMetricsOverride", metrics)
