"""The page by keyboard alone: all is reached, in order, named and visible, and nothing misuses the focus."""

from collections.abc import Iterator

from a11y_journeys.journeys import journey, once_a_width, problems
from a11y_journeys.journeys.tabbing import tab, tabbed
from a11y_journeys.script import GLOBAL
from a11y_journeys.view import Problem
from a11y_journeys.visit import Visit

TOOLTIP = 350
"""Milliseconds, by the page's clock, until a script that shows a title in its own way has removed it."""


@journey("2.1.1", once_a_width)
def control_that_tab_misses(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.1.1: a control for the pointer can be reached with the keyboard."""
    yield from problems(tabbed(visit)["missed"])


@journey("2.1.2", once_a_width)
def focus_trapped(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.1.2: Tab, or Shift and Tab, always moves the focus on."""
    yield from problems(tabbed(visit)["trapped"])


@journey("2.4.3", once_a_width)
def focus_goes_backwards(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.3: Tab follows the order in which the page is read."""
    yield from problems(tabbed(visit)["backwards"])


@journey("2.4.1", once_a_width)
def no_link_past_the_header(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.1: a link at the start of the page moves the focus past what is repeated on every page."""
    tabbed(visit)
    first = visit.ask("skipLink.candidate")
    if first is None or first["link"] in visit.memory.skip_links:
        return
    if first["link"] and _leads_past(visit, first["presses"]):
        visit.memory.skip_links.add(first["link"])  # the same on each page of the template
    else:
        yield from problems([first])


@journey("4.1.2", once_a_width)
def name_missing_while_focused(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 4.1.2: a name must not vanish with the focus, as a title does under some tooltips."""
    for suspect in tabbed(visit)["nameless"]:
        if suspect["key"] not in visit.memory.names:
            visit.memory.names.add(suspect["key"])
            if not _name(visit, suspect["index"]):
                yield from problems([suspect])


@journey("2.4.11", once_a_width)
def focus_covered(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.11: the focused element is not hidden behind something else."""
    yield from problems(tabbed(visit)["covered"])


@journey("2.4.12", once_a_width)
def focus_partly_covered(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.12: no part of the focused element is hidden behind something else."""
    yield from problems(tabbed(visit)["partly"])


@journey("2.4.7", once_a_width)
def focus_out_of_sight(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.7: the focused element has a size, and is in the window."""
    yield from problems(tabbed(visit)["unseen"])


@journey("3.2.1", once_a_width)
def change_on_focus(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 3.2.1: to focus a control is not to use it: nothing opens, and no other page comes."""
    yield from problems(tabbed(visit)["changing"])


def _leads_past(visit: Visit, presses: int) -> bool:
    """Return True if the link, when used, brings the next Tab into the content."""
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
    """Return the accessible name of a tab stop while it has the focus."""
    answer = visit.devtools.send("Runtime.evaluate", {"expression": f"{GLOBAL}.tabbing.focus({index})"})
    visit.ask("settle", TOOLTIP)
    asked = {"objectId": answer["result"]["objectId"], "fetchRelatives": False}
    node = visit.devtools.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
    visit.ask("startingPoint.reset")
    name: str = node.get("name", {}).get("value", "")
    return name.strip()
