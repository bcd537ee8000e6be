"""What changes under the pointer, under a finger and with the focus: colours, and content that appears."""

from collections.abc import Iterator
from typing import Any

from a11y_journeys.journeys import journey, samples
from a11y_journeys.look import EngineError, Fault, Look
from a11y_journeys.visit import Visit

PASSES = (("hover",), ("focus", "focus-visible", "focus-within"), ("hover", "active"))
"""One at a time: the style of the one may hide that of the other."""
COLOURED = {"also": "label, tr", "events": []}
"""What styles for a pointer are given to, besides controls."""
HINTING = {"also": "abbr", "events": ["mouseenter", "mouseover", "pointerenter", "pointerover"]}
AWAY = (0, 0)
PATIENCE = 500
STAY = 700
"""Milliseconds: for content to go when it is sent away, and to stay when it is pointed at."""


def at_a_desk(look: Look) -> bool:
    """Where there is a mouse; colours do not matter."""
    return look.sample and look.width == 1280 and look.scheme == "light"


@journey("1.4.3", samples, measures=True)
def low_contrast_when_pointed_at(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.3: what is pointed at, pressed or has the focus is what one is about to read."""
    for found in _low(visit):
        if found["rule"] == "color-contrast":
            yield _fault(found)


@journey("1.4.6", samples, measures=True)
def contrast_under_7_when_pointed_at(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.6: the same at 7:1, for those who see contrasts badly. What breaks 1.4.3 is told there."""
    worse = {found["place"] for found in _low(visit) if found["rule"] == "color-contrast"}
    for found in _low(visit):
        if found["place"] not in worse:
            yield _fault(found)


@journey("1.4.13", at_a_desk)
def hint_not_closed_with_escape(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.13: a hint covers text, and who has enlarged the screen cannot move away from it."""
    yield from (fault for name, fault in _hints(visit) if name == "escape")


@journey("1.4.13", at_a_desk)
def hint_gone_when_pointed_at(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.13: who enlarges the screen follows the text with the pointer, into the hint."""
    yield from (fault for name, fault in _hints(visit) if name == "pointer")


def fresh(visit: Visit, purpose: str, given: dict[str, Any]) -> list[dict[str, str]]:
    """The first control of each kind that has not been judged in this run for this purpose."""
    found: list[dict[str, str]] = []
    for one in visit.ask("firstOfEachKind", given):
        key = f"{purpose} {visit.look.width} {one['kind']}"
        if key not in visit.judged:
            visit.judged.add(key)
            found.append(one)
    return found


def _fault(found: dict[str, Any]) -> Fault:
    return Fault(found["place"], f"{found['ratio']}:1")


def _low(visit: Visit) -> list[dict[str, Any]]:
    if "low contrast" not in visit.notes:
        places = [one["place"] for one in fresh(visit, f"contrast {visit.look.scheme}", COLOURED)]
        visit.notes["low contrast"] = _measured(visit, places) if places else []
    found: list[dict[str, Any]] = visit.notes["low contrast"]
    return found


def _measured(visit: Visit, places: list[str]) -> list[dict[str, Any]]:
    visit.ask("transitions.limit", "0s")
    visit.ask("contrast.remember", places)
    found = {(one["place"], one["rule"]): one for one in _forced(visit, places)}
    if found:  # what is low anyway, axe-core has told already
        for one in _contrast(visit, places):
            found.pop((one["place"], one["rule"]), None)
    visit.ask("transitions.restore")
    return list(found.values())


def _forced(visit: Visit, places: list[str]) -> Iterator[dict[str, Any]]:
    """What is low while all are in such states: by the browser's own hand, so that nothing moves."""
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
    send("CSS.disable")  # which lets go of all of them


def _contrast(visit: Visit, places: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] | None = visit.ask("contrast.low", places)
    if found is None:
        raise EngineError("axe-core is not in the page, so nobody has measured contrast under the pointer")
    return found


def _hints(visit: Visit) -> list[tuple[str, Fault]]:
    if "hints" not in visit.notes:
        controls = fresh(visit, "hints", HINTING)
        visit.ask("transitions.limit", "1ms")
        visit.notes["hints"] = [found for one in controls for found in _hint(visit, one)]
        visit.ask("hover.leave")
        visit.ask("transitions.restore")
    found: list[tuple[str, Fault]] = visit.notes["hints"]
    return found


def _hint(visit: Visit, control: dict[str, str]) -> Iterator[tuple[str, Fault]]:
    """What appears at a control and cannot be closed or reached. What stays when one leaves is none of it."""
    fault = Fault(control["place"], control["what"])
    point = visit.ask("hover.aim", control["place"])
    if point and _comes(visit, point):
        closes = not visit.ask("hover.covers") or _closes(visit)
        if not closes and _goes(visit):
            yield "escape", fault
        if closes and not _goes(visit):
            return
        if _comes(visit, point) and not _stays(visit) and _goes(visit):
            yield "pointer", fault
        _goes(visit)
        return
    visit.ask("hover.focus")
    comes = visit.ask("hover.appeared") and visit.ask("hover.covers")
    closes = not visit.ask("hover.changed") or _closes(visit)
    visit.ask("hover.leave")
    if comes and not closes and visit.ask("hover.gone", PATIENCE):
        yield "escape", fault


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
    """Whether it is still there when the pointer has moved into it."""
    point = visit.ask("hover.middleOfContent")
    if point is None:
        return True
    visit.page.mouse.move(*point, steps=10)
    return not visit.ask("hover.gone", STAY)
