"""Changes under the pointer, under a finger and with the focus: colours, and content that appears."""

from collections.abc import Iterator
from typing import Any, Literal, TypedDict

from a11y_journeys.errors import EngineError
from a11y_journeys.journeys import journey, samples
from a11y_journeys.journeys.kinds import Wanted, fresh
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import Found, Visit, once_a_view

PASSES = (("hover",), ("focus", "focus-visible", "focus-within"), ("hover", "active"))
"""One at a time: the style of the one may hide that of the other."""
COLOURED = Wanted(also="label, tr", events=[])
"""Elements that have styles for a pointer, besides controls."""
HINTING = Wanted(also="abbr", events=["mouseenter", "mouseover", "pointerenter", "pointerover"])
AWAY = (0, 0)
PATIENCE = 500
STAY = 700
"""Milliseconds: for content to go when it is dismissed, and to stay when it is pointed at."""


class Low(TypedDict):
    """A text whose contrast is low."""

    place: str
    rule: str
    """Of axe-core."""
    ratio: float


Hint = tuple[Literal["escape", "pointer"], Problem]
"""A way in which a hint fails."""


def at_a_desk(view: View) -> bool:
    """Return True where there is a mouse; colours do not matter."""
    return view.sample and view.width == 1280 and view.scheme == "light"


@journey("1.4.3", samples, measures=True)
def low_contrast_when_pointed_at(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.3: a reader is about to read what they point at, press or focus."""
    for found in _low(visit):
        if found["rule"] == "color-contrast":
            yield _problem(found)


@journey("1.4.6", samples, measures=True)
def contrast_under_7_when_pointed_at(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.6: the same at 7:1, for readers with low vision. Failures of 1.4.3 are reported there."""
    worse = {found["place"] for found in _low(visit) if found["rule"] == "color-contrast"}
    for found in _low(visit):
        if found["place"] not in worse:
            yield _problem(found)


@journey("1.4.13", at_a_desk)
def hint_not_closed_with_escape(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.13: a hint covers text, and a reader with an enlarged screen cannot move away from it."""
    yield from (problem for way, problem in _hints(visit) if way == "escape")


@journey("1.4.13", at_a_desk)
def hint_gone_when_pointed_at(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.13: a reader with an enlarged screen follows the text with the pointer, into the hint."""
    yield from (problem for way, problem in _hints(visit) if way == "pointer")


def _problem(found: Low) -> Problem:
    return Problem(found["place"], f"{found['ratio']}:1")


@once_a_view
def _low(visit: Visit) -> list[Low]:
    places = [one["place"] for one in fresh(visit, "contrast", COLOURED, coloured=True)]
    if not places:
        return []
    visit.ask("transitions.limit", "0s")
    visit.ask("contrast.remember", places)
    found = {(one["place"], one["rule"]): one for one in _forced(visit, places)}
    if found:  # axe-core has reported already what is low without a pointer
        for one in _contrast(visit, places):
            found.pop((one["place"], one["rule"]), None)
    visit.ask("transitions.restore")
    return list(found.values())


def _forced(visit: Visit, places: list[str]) -> Iterator[Low]:
    """Yield the texts that are low while all are in such states, forced by the browser."""
    send = visit.devtools.send
    send("DOM.enable")
    send("CSS.enable")
    root = send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = send("DOM.querySelectorAll", {"nodeId": root, "selector": ", ".join(places)})["nodeIds"]
    for states in PASSES:
        for node in nodes:
            send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": list(states)})
        if changed := visit.ask("contrast.changed", places):
            yield from _contrast(visit, changed)
    send("CSS.disable")  # which ends all forced states


def _contrast(visit: Visit, places: list[str]) -> list[Low]:
    found: list[Low] | None = visit.ask("contrast.low", places)
    if found is None:
        raise EngineError("axe-core is not in the page, so nobody has measured contrast under the pointer")
    return found


@once_a_view
def _hints(visit: Visit) -> list[Hint]:
    controls = fresh(visit, "hints", HINTING)
    visit.ask("transitions.limit", "1ms")
    found = [hint for control in controls for hint in _hint(visit, control)]
    visit.ask("hover.leave")
    visit.ask("transitions.restore")
    return found


def _hint(visit: Visit, control: Found) -> Iterator[Hint]:
    """Yield the ways in which content that appears at a control fails; content that stays is no hint."""
    problem = Problem(control["place"], control["what"])
    if not visit.page.locator(control["place"]).count():
        return  # a script of the page has renamed or removed it since
    point = visit.ask("hover.aim", control["place"])
    if point and _comes(visit, point):
        closes = not visit.ask("hover.covers") or _closes(visit)
        if not closes and _goes(visit):
            yield "escape", problem
        if closes and not _goes(visit):
            return
        if _comes(visit, point) and not _stays(visit) and _goes(visit):
            yield "pointer", problem
        _goes(visit)
        return
    visit.ask("hover.focus")
    comes = visit.ask("hover.appeared") and visit.ask("hover.covers")
    closes = not visit.ask("hover.changed") or _closes(visit)
    visit.ask("hover.leave")
    if comes and not closes and visit.ask("hover.gone", PATIENCE):
        yield "escape", problem


def _comes(visit: Visit, point: tuple[float, float]) -> bool:
    visit.page.mouse.move(*point)
    return bool(visit.ask("hover.appeared"))


def _goes(visit: Visit) -> bool:
    visit.page.mouse.move(*AWAY)
    return bool(visit.ask("hover.gone", PATIENCE))


def _closes(visit: Visit) -> bool:
    visit.page.keyboard.press("Escape")
    return bool(visit.ask("hover.gone", PATIENCE))


def _stays(visit: Visit) -> bool:
    """Return True if it is still there when the pointer has moved into it."""
    point: Any = visit.ask("hover.middleOfContent")
    if point is None:
        return True
    visit.page.mouse.move(*point, steps=10)
    return not visit.ask("hover.gone", STAY)
