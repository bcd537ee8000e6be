"""Sentinels: in every run, each engine and journey must first find the problem of a page of its own."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from a11y_journeys.engines import Engine
from a11y_journeys.errors import EngineError
from a11y_journeys.journeys import Journey
from a11y_journeys.state import WIDTHS, State
from a11y_journeys.view import View
from a11y_journeys.visit import Visit, Window

SENTINELS = Path(__file__).parent / "sentinels"
VIEWS = [View("/", width=width) for width in WIDTHS]
PRESSED = State("pressed", "[data-press]", lambda page: page.click("[data-press]"), "[data-shown]")
ESCAPED = State("pressed", "[data-press=escape]", PRESSED.reach, PRESSED.shows, escape=True)
"""A sentinel with a button `data-press`, which shows `data-shown`; "escape": Esc must close that."""
Proof = Callable[[Window], None]
"""Raises EngineError when a check does not find the problem of its sentinel."""


def proofs(engines: Sequence[Engine], journeys: Collection[Journey]) -> dict[str, Proof]:
    """Return a proof for each engine and journey, by its name."""
    by_engine = {engine.name: partial(_prove_engine, engine) for engine in engines}
    measuring = [engine for engine in engines if engine.every_view]
    return {**by_engine, **{one.name: partial(_prove_journey, one, measuring) for one in journeys}}


def _prove_engine(engine: Engine, window: Window) -> None:
    visit = window.visit(_page("engines"), VIEWS[0])
    with visit.limited(engine.name):
        result = engine.check(visit.page)
    if not result.problems:
        raise EngineError(f"{engine.name} found no problem in a page that has one, so it did not work")


def _prove_journey(journey: Journey, engines: Sequence[Engine], window: Window) -> None:
    if not finders(window, journey.name, [journey], engines):
        raise EngineError(f"{journey.name} found no problem in a page that has one, so it did not work")


def finders(
    window: Window, sentinel: str, journeys: Collection[Journey], engines: Sequence[Engine]
) -> set[str]:
    """Return the names of the journeys that find something in a sentinel; stops as soon as all have."""
    missing = {journey.name: journey for journey in journeys}
    for view in VIEWS:
        visit = window.visit(_page(sentinel), view)
        _press(visit)
        here = [one for one in missing.values() if one.when(visit.view)]
        for engine in engines if any(one.measures for one in here) else ():
            engine.load(visit.page)
        for journey in here:
            with visit.limited(journey.name):
                if journey.problems(visit):
                    del missing[journey.name]
        if not missing:
            break
    return {journey.name for journey in journeys} - set(missing)


def _press(visit: Visit) -> None:
    for state in (ESCAPED, PRESSED):
        if visit.page.locator(state.on).count():
            visit.view = replace(visit.view, state=state.name)
            return visit.reach(state)
    return None


def _page(sentinel: str) -> str:
    return (SENTINELS / f"{sentinel}.html").as_uri()
