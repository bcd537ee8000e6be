"""The views of a run: every page as it is, and every state on the pages that represent the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from a11y_journeys import conditions
from a11y_journeys.errors import SiteError
from a11y_journeys.site import Page, Site
from a11y_journeys.state import SCHEMES, WIDTHS, State
from a11y_journeys.view import View

Part = TypeVar("Part")


@dataclass(frozen=True)
class Task:
    """One opening of a page: seen light and dark, and wide and narrow, as when a reader zooms in on it."""

    page: Page
    widths: tuple[int, ...]
    state: State | None
    sample: bool
    brief: bool = False
    """True if it is seen dark only when narrow."""

    @property
    def views(self) -> list[View]:
        schemes = self.state.schemes if self.state else SCHEMES
        name = self.state.name if self.state else "plain"
        light = schemes[:1]
        return [
            View(self.page.path, name, width, scheme, self.sample)
            for width in self.widths
            for scheme in (light if self.brief and width != WIDTHS[-1] else schemes)
        ]


@dataclass(frozen=True)
class Share:
    """A part of a run, so that several machines or processes make it together."""

    number: int
    """From 1."""
    of: int

    def part(self, everything: Sequence[Part]) -> list[Part]:
        """Return those of this share: neighbours are alike, so they are dealt out one by one."""
        return list(everything[self.number - 1 :: self.of])


WHOLE = Share(1, 1)


@dataclass(frozen=True)
class Plan:
    """The work of a run."""

    site: Site
    states: Sequence[State]
    share: Share = WHOLE
    proved: bool = False
    """True if another share proves that the sentinels are found."""
    brief: bool = False
    """True if all is dark only when narrow, and states in languages other than the first narrow and light."""

    @property
    def tasks(self) -> list[Task]:
        """Raises SiteError when a state is on no page."""
        return self.share.part(planned(self.site, self.states, self.brief))

    @property
    def files(self) -> dict[str, str]:
        """HTML by path, for the engine that reads it."""
        return {page.path: page.html for page in self.share.part(self.site.pages)}


def states_of(site: Site) -> list[State]:
    """Return the states of every page, and those that the site lists itself."""
    return [*conditions.STATES, *site.states]


def planned(site: Site, states: Sequence[State], brief: bool = False) -> list[Task]:
    """Return all tasks; `brief` as in Plan.

    Raises SiteError when no page of a whole site has a state: what is not checked must not pass for right.
    """
    tasks = [Task(page, WIDTHS, None, page.path in site.samples, brief) for page in site.pages]
    for state in states:
        found = [task for page in _having(state, site) for task in _tasks(page, state, site, brief)]
        if not found and site.whole:
            raise SiteError(f"no page has the state {state.name}: nothing matches {state.on}")
        tasks += found
    return tasks


def _having(state: State, site: Site) -> list[Page]:
    if state in conditions.STATES:
        return [page for page in site.pages if page.path in site.samples]
    return site.having(state.on)


def _tasks(page: Page, state: State, site: Site, brief: bool) -> Iterator[Task]:
    if brief and page.lang != site.default_language:
        state = replace(state, widths=state.widths[-1:], schemes=state.schemes[:1])
    for width in state.widths:
        yield Task(page, (width,), state, True, brief)  # what a press does may depend on the width
