"""Which looks are taken: every page as it is, and every state on the pages that stand for the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

from a11y_journeys import conditions
from a11y_journeys.look import Look
from a11y_journeys.site import Page, Site, SiteError
from hallbar.states import SCHEMES, WIDTHS, State

Part = TypeVar("Part")


@dataclass(frozen=True)
class Stop:
    """One opening of a page: seen light and dark, and wide and narrow, as when one zooms in on it."""

    page: Page
    widths: tuple[int, ...]
    state: State | None
    sample: bool

    @property
    def looks(self) -> list[Look]:
        schemes = self.state.schemes if self.state else SCHEMES
        name = self.state.name if self.state else "plain"
        seen = [(width, scheme) for width in self.widths for scheme in schemes]
        return [Look(self.page.path, name, width, scheme, self.sample) for width, scheme in seen]


@dataclass(frozen=True)
class Share:
    """A part of a round, so that several machines or processes make it together."""

    number: int
    """From 1."""
    of: int

    def part(self, everything: Sequence[Part]) -> list[Part]:
        """Those of this share: neighbours are alike, so they are dealt out one by one."""
        return list(everything[self.number - 1 :: self.of])


WHOLE = Share(1, 1)


@dataclass(frozen=True)
class Plan:
    """What a run is to do."""

    site: Site
    states: Sequence[State]
    share: Share = WHOLE
    proved: bool = False
    """Whether the sentinels have been found already, by another share."""

    @property
    def stops(self) -> list[Stop]:
        """Raises SiteError when a state is on no page."""
        return self.share.part(planned(self.site, self.states))

    @property
    def files(self) -> dict[str, str]:
        """HTML by path, for the engine that reads it."""
        return {page.path: page.html for page in self.share.part(self.site.pages)}


def states_of(site: Site) -> list[State]:
    """Those of every page, and of each capability that is on."""
    found = [*conditions.STATES]
    for name in site.capabilities:
        module = f"hallbar.{name}.states"
        found += import_module(module).STATES if find_spec(module) else ()
    return found


def planned(site: Site, states: Sequence[State]) -> list[Stop]:
    """All stops. Raises SiteError when no page has a state: what is not looked at must not pass for right."""
    stops = [Stop(page, WIDTHS, None, page.path in site.samples) for page in site.pages]
    for state in states:
        found = list(_of(state, site))
        if not found:
            raise SiteError(f"no page has the state {state.name}: nothing matches {state.on}")
        stops += found
    return stops


def _of(state: State, site: Site) -> Iterator[Stop]:
    pages = site.having(state.on)
    if state in conditions.STATES:
        pages = [page for page in site.pages if page.path in site.samples]
    for page in pages:
        for width in state.widths:
            yield Stop(page, (width,), state, sample=True)  # what a press does may depend on it
