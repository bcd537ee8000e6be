"""One walk through the page by Tab, there and back, that the journeys of keyboard.py share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hallbar.checks.browser.visit import Visit

LOW = 500
"""CSS pixels: in a low window, what sticks to its edges soon covers what has the focus (WCAG 2.2 2.4.11)."""
POLL = 3
"""How many presses at a time, once all the stops that the document tells of must have been passed."""
SHIFT = 8
"""As the browser's protocol writes it."""


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
        expected = visit.ask("walk.begin", False)
        kinds = {f"back {visit.look.width} {kind}" for kind in expected["kinds"]}
        trapped = not _to_the_end(visit, expected)
        if not trapped and not kinds <= visit.judged:  # there are controls that nobody has gone back past yet
            trapped = not _to_the_end(visit, visit.ask("walk.begin", True), back=True)
        told: dict[str, Any] = visit.ask("keyboard.judge", trapped)
    if told["dialog"] and _escapes(visit):
        told["trapped"] = []
    if not told["covered"]:  # otherwise what lies on top has hidden what else there is to find
        visit.judged.update(kinds)
    return told


def _escapes(visit: Visit) -> bool:
    """Whether Esc leads out of a dialog that keeps the focus in itself, as it should."""
    visit.ask("dialog.enter")
    visit.page.keyboard.press("Escape")
    closed: bool = visit.ask("dialog.closed")
    visit.ask("ground.top")
    return closed


def _to_the_end(visit: Visit, expected: dict[str, Any], back: bool = False) -> bool:
    """Whether the walk comes to the end of the page."""
    pressed, more = 0, expected["likely"]
    while pressed < expected["most"]:
        for _ in range(more):
            tab(visit, back)
        pressed, more = pressed + more, POLL
        state = visit.ask("walk.state")
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
