"""Every engine and journey must find the fault of its sentinel page, in every run, before it is believed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser

from hallbar.checks.browser.engines import Engine
from hallbar.checks.browser.journeys import Journey
from hallbar.checks.browser.look import EngineError, Look
from hallbar.checks.browser.visit import Visit, opened
from hallbar.states import SCHEMES, WIDTHS, State

SENTINELS = Path(__file__).parent / "sentinels"
LOOKS = [Look("/", width=width, scheme=scheme) for scheme in SCHEMES for width in WIDTHS]
PRESSED = State("pressed", "[data-press]", lambda page: page.click("[data-press]"), "[data-shown]")
ESCAPED = State("pressed", "[data-press=escape]", PRESSED.reach, PRESSED.shows, escape=True)
"""A sentinel with a button `data-press`, which shows `data-shown`; "escape": Esc must take that back."""


def prove(browser: Browser, engines: Sequence[Engine], journeys: Iterable[Journey]) -> None:
    """Raises EngineError when one of them finds nothing where there is something."""
    for engine in engines:
        with opened(browser, _page(engine.name), LOOKS[0]) as visit:
            if not engine.see(visit.page).violations:
                raise EngineError(f"{engine.name} found no fault in a page that has one, so it did not look")
    for journey in journeys:
        if not finders(browser, journey.name, [journey], engines):
            raise EngineError(f"{journey.name} found no fault in a page that has one, so it did not look")


def finders(
    browser: Browser, sentinel: str, journeys: Iterable[Journey], engines: Sequence[Engine]
) -> set[str]:
    """Which journeys find something in a sentinel page, by name; looks no longer than until all have."""
    missing = {journey.name: journey for journey in journeys}
    found: set[str] = set()
    for look in LOOKS:
        with opened(browser, _page(sentinel), look) as visit:
            _press(visit)
            for engine in engines:
                engine.see(visit.page)
            for journey in [one for one in missing.values() if one.when(visit.look)]:
                if journey.faults(visit):
                    found.add(journey.name)
                    del missing[journey.name]
        if not missing:
            break
    return found


def _press(visit: Visit) -> None:
    for state in (ESCAPED, PRESSED):
        if visit.page.locator(state.on).count():
            visit.look = replace(visit.look, state=state.name)
            return visit.reach(state)
    return None


def _page(sentinel: str) -> str:
    return (SENTINELS / f"{sentinel}.html").as_uri()
