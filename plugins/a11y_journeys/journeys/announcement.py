"""The change of a page that was brought into a state: it is announced, and the focus stays."""

from collections.abc import Iterator

from a11y_journeys.journeys import journey
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import Visit


def brought_about(view: View) -> bool:
    """Return True in states that a press has made, once a width."""
    return view.state != "plain" and view.scheme == "light"


@journey("4.1.3", brought_about)
def change_not_announced(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 4.1.3: new content is in a live region or gets the focus, or its control has a state."""
    change = visit.change
    if change and change["pressed"] and change["text"] and not change["announced"]:
        yield Problem(change["place"], change["text"][:80])


@journey("2.4.3", brought_about)
def focus_lost(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.4.3: an element that has the focus must not vanish under it."""
    change = visit.change
    if change and change["lost"]:
        yield Problem("body", change["pressed"])


@journey("1.4.13", brought_about)
def stays_open_on_escape(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.13 and 2.4.3: Esc closes what was opened, and focus returns to its control."""
    state, change = visit.state, visit.change
    if state is None or not state.escape or change is None:
        return
    visit.page.keyboard.press("Escape")
    if visit.page.locator(state.shows).locator("visible=true").count():
        yield Problem(state.shows, state.name)
        return
    if visit.ask("announcement.focused") != change["pressed"]:
        yield Problem(change["pressed"], state.name)
    visit.reach(state)
