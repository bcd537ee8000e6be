"""Every engine and journey must find the fault of its sentinel page, in every run, before it is believed."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from a11y_journeys.engines import Engine
from a11y_journeys.journeys import Journey
from a11y_journeys.look import EngineError, Look
from a11y_journeys.visit import Visit, Window
from hallbar.states import WIDTHS, State

SENTINELS = Path(__file__).parent / "sentinels"
LOOKS = [Look("/", width=width) for width in WIDTHS]
PRESSED = State("pressed", "[data-press]", lambda page: page.click("[data-press]"), "[data-shown]")
ESCAPED = State("pressed", "[data-press=escape]", PRESSED.reach, PRESSED.shows, escape=True)
"""A sentinel with a button `data-press`, which shows `data-shown`; "escape": Esc must take that back."""


def prove(window: Window, engines: Sequence[Engine], journeys: Collection[Journey]) -> None:
    """Raises EngineError when one of them finds nothing where there is something."""
    for engine in engines:
        visit = window.visit(_page("engines"), LOOKS[0])
        with visit.over(engine.name):
            result = engine.see(visit.page)
        if not result.violations:
            raise EngineError(f"{engine.name} found no fault in a page that has one, so it did not look")
    for journey in journeys:
        if not finders(window, journey.name, [journey], engines[:1]):
            raise EngineError(f"{journey.name} found no fault in a page that has one, so it did not look")


def finders(
    window: Window, sentinel: str, journeys: Collection[Journey], engines: Sequence[Engine]
) -> set[str]:
    """Which journeys find something in a sentinel page, by name; looks no longer than until all have."""
    missing = {journey.name: journey for journey in journeys}
    for look in LOOKS:
        visit = window.visit(_page(sentinel), look)
        _press(visit)
        here = [one for one in missing.values() if one.when(visit.look)]
        for engine in engines if any(one.measures for one in here) else ():
            engine.load(visit.page)
        for journey in here:
            with visit.over(journey.name):
                if journey.faults(visit):
                    del missing[journey.name]
        if not missing:
            break
    return {journey.name for journey in journeys} - set(missing)


def _press(visit: Visit) -> None:
    for state in (ESCAPED, PRESSED):
        if visit.page.locator(state.on).count():
            visit.look = replace(visit.look, state=state.name)
            return visit.reach(state)
    return None


def _page(sentinel: str) -> str:
    return (SENTINELS / f"{sentinel}.html").as_uri()
