"""The page by keyboard alone: all is reached, in order, named and in sight, and nothing misuses the focus."""

from collections.abc import Iterator
from typing import Any

from a11y_journeys.journeys import journey, once_a_width
from a11y_journeys.journeys.walk import tab, walk
from a11y_journeys.look import Fault
from a11y_journeys.script import GLOBAL
from a11y_journeys.visit import Visit

TOOLTIP = 350
"""Milliseconds, by the page's clock, until a script that shows a title in its own way has taken it away."""


@journey("2.1.1", once_a_width)
def control_that_tab_misses(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.1.1: what can be pressed with a pointer can be reached with the keyboard."""
    yield from _faults(walk(visit)["missed"])


@journey("2.1.2", once_a_width)
def focus_trapped(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.1.2: Tab, or Shift and Tab, always leads out again."""
    yield from _faults(walk(visit)["trapped"])


@journey("2.4.3", once_a_width)
def focus_goes_backwards(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.3: Tab follows the order in which the page is read."""
    yield from _faults(walk(visit)["backwards"])


@journey("2.4.1", once_a_width)
def no_link_past_the_header(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.1: a link among the first stops leads past what every page begins with, focus and all."""
    walk(visit)
    first = visit.ask("skipLink.candidate")
    if first is None or first["link"] in visit.judged:
        return
    if first["link"] and _leads_past(visit, first["presses"]):
        visit.judged.add(first["link"])  # the same on each page of the template
    else:
        yield from _faults([first])


@journey("4.1.2", once_a_width)
def name_missing_while_focused(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 4.1.2: a name that goes as the control is reached, as a title under some tooltips, is none."""
    for suspect in walk(visit)["nameless"]:
        key = f"name {suspect['key']}"
        if key not in visit.judged:
            visit.judged.add(key)
            if not _name(visit, suspect["index"]):
                yield from _faults([suspect])


@journey("2.4.11", once_a_width)
def focus_covered(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.11: what has the focus is not hidden behind something else."""
    yield from _faults(walk(visit)["covered"])


@journey("2.4.12", once_a_width)
def focus_partly_covered(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.12: no part of what has the focus is hidden behind something else."""
    yield from _faults(walk(visit)["partly"])


@journey("2.4.7", once_a_width)
def focus_out_of_sight(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.7: what has the focus has a size, and lies in the window."""
    yield from _faults(walk(visit)["unseen"])


@journey("3.2.1", once_a_width)
def change_on_focus(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 3.2.1: to come to a control is not to use it: nothing opens, leads away or moves on."""
    yield from _faults(walk(visit)["changing"])


def _faults(told: list[dict[str, Any]]) -> Iterator[Fault]:
    for fault in told:
        yield Fault(fault["place"], fault["what"])


def _leads_past(visit: Visit, presses: int) -> bool:
    """Whether the link, used, brings the next Tab into the content."""
    address = visit.page.url
    visit.ask("freeze.on")
    visit.ask("startingPoint.set")
    for _ in range(presses):
        tab(visit)
    visit.page.keyboard.press("Enter")
    tab(visit)
    past: bool = visit.ask("skipLink.focusIsPast")
    if visit.page.url != address:
        visit.page.go_back()
    visit.ask("freeze.off")
    visit.ask("startingPoint.reset")
    return past


def _name(visit: Visit, index: int) -> str:
    """What a screen reader is told of a stop while it has the focus."""
    answer = visit.devtools.send("Runtime.evaluate", {"expression": f"{GLOBAL}.tabbing.focus({index})"})
    visit.ask("settle", TOOLTIP)
    asked = {"objectId": answer["result"]["objectId"], "fetchRelatives": False}
    node = visit.devtools.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
    visit.ask("startingPoint.reset")
    name: str = node.get("name", {}).get("value", "")
    return name.strip()
