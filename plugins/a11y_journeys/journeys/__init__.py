"""Checks that no engine does: a page is used as a person uses it. One function a journey, with its criterion.

A journey takes a page that is open in a browser (Visit) and yields its problems. It leaves the page as it
found it: others follow. ../words.toml has a message for each name, ../sentinels/<name>.html a page with the
problem. The functions that it calls in the page are in ../in_page/.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import ModuleInfo, iter_modules

from playwright.sync_api import Error as PlaywrightError

from a11y_journeys.conditions import FORCED
from a11y_journeys.errors import EngineError
from a11y_journeys.state import WIDTHS
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import Found, Visit

Search = Callable[[Visit], Iterator[Problem]]


@dataclass(frozen=True)
class Journey:
    """A search for problems, its WCAG 2.2 success criterion, and the views in which it is made."""

    search: Search
    criterion: str
    when: Callable[[View], bool]
    measures: bool = False
    """True if it needs axe-core in the page, to measure contrast with."""

    @property
    def name(self) -> str:
        return self.search.__name__

    def problems(self, visit: Visit) -> list[Problem]:
        """Return the problems on the page. Raises EngineError when the journey breaks off."""
        try:
            return list(self.search(visit))
        except PlaywrightError as error:
            raise EngineError(f"{self.name} broke off at {visit.view}: {error.message}") from error


JOURNEYS: dict[str, Journey] = {}
"""Every journey by its name, in the order in which they are made."""


def journey(
    criterion: str, when: Callable[[View], bool], *, measures: bool = False
) -> Callable[[Search], Search]:
    """Make the function a journey, made in every view for which `when` is true."""

    def add(search: Search) -> Search:
        JOURNEYS[search.__name__] = Journey(search, criterion, when, measures)
        return search

    return add


def once_a_width(view: View) -> bool:
    """Return True where colours do not matter."""
    return view.scheme == "light" and view.state != FORCED


def samples(view: View) -> bool:
    """Return True on one page of each template, in all states: wide in both schemes, narrow in one."""
    return view.sample and (view.width == max(WIDTHS) or view.scheme == "light")


def problems(found: Iterable[Found]) -> Iterator[Problem]:
    """Yield a problem for each element that a page function found."""
    return (Problem(one["place"], one["what"]) for one in found)


_FIRST = ("announcement", "hover")
"""Modules whose journeys need the state as it was reached: later ones move the focus, which may end it."""


def _order(module: ModuleInfo) -> int:
    return _FIRST.index(module.name) if module.name in _FIRST else len(_FIRST)


for _module in sorted(iter_modules(__path__), key=_order):
    import_module(f"{__name__}.{_module.name}")
