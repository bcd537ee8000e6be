"""When a page is brought into a state: is it told to those who do not see it, and is focus kept?"""

from collections.abc import Iterator

from a11y_journeys.journeys import journey
from a11y_journeys.look import Fault, Look
from a11y_journeys.visit import Visit


def brought_about(look: Look) -> bool:
    """States that somebody's press has made, once a width."""
    return look.state != "plain" and look.scheme == "light"


@journey("4.1.3", brought_about)
def change_not_announced(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 4.1.3: what appears is in a live region, or gets the focus, or its control says so."""
    change = visit.change
    if change and change["pressed"] and change["text"] and not change["announced"]:
        yield Fault(change["place"], change["text"][:80])


@journey("2.4.3", brought_about)
def focus_lost(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.4.3: what has the focus must not vanish under it."""
    change = visit.change
    if change and change["lost"]:
        yield Fault("body", change["pressed"])


@journey("1.4.13", brought_about)
def stays_open_on_escape(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.13 and 2.4.3: Esc closes what was opened, and focus returns to what opened it."""
    state, change = visit.state, visit.change
    if state is None or not state.escape or change is None:
        return
    visit.page.keyboard.press("Escape")
    if visit.page.locator(state.shows).locator("visible=true").count():
        yield Fault(state.shows, state.name)
        return
    if visit.ask("announcement.focused") != change["pressed"]:
        yield Fault(change["pressed"], state.name)
    visit.reach(state)
