"""What no engine does: walking through a page as a person. One function a journey, with its WCAG 2.2 number.

A journey takes a page that is open in a browser (Visit) and yields its faults. It leaves the page as it found
it: others follow. ../words.toml has a message for each name, ../sentinels/<name>.html a page with the fault.
The functions that it calls in the page are in ../in_page/; ../script.py makes one script of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from playwright.sync_api import Error as PlaywrightError

from a11y_journeys.conditions import FORCED
from a11y_journeys.look import EngineError, Fault, Look
from a11y_journeys.visit import Visit
from hallbar.states import WIDTHS

Walk = Callable[[Visit], Iterator[Fault]]


@dataclass(frozen=True)
class Journey:
    """A walk, its WCAG 2.2 success criterion, and the looks at which it is taken."""

    walk: Walk
    criterion: str
    when: Callable[[Look], bool]
    measures: bool = False
    """Whether it needs axe-core in the page, to measure contrast with."""

    @property
    def name(self) -> str:
        return self.walk.__name__

    def faults(self, visit: Visit) -> list[Fault]:
        """What it finds. Raises EngineError when it comes to no end, rather than pass over the page."""
        try:
            return list(self.walk(visit))
        except PlaywrightError as error:
            raise EngineError(f"{self.name} broke off at {visit.look}: {error.message}") from error


JOURNEYS: dict[str, Journey] = {}
"""Every journey by its name, in the order in which they are taken."""


def journey(
    criterion: str, when: Callable[[Look], bool], *, measures: bool = False
) -> Callable[[Walk], Walk]:
    """Make the function a journey, taken at every look of which `when` is true."""

    def add(walk: Walk) -> Walk:
        JOURNEYS[walk.__name__] = Journey(walk, criterion, when, measures)
        return walk

    return add


def once_a_width(look: Look) -> bool:
    """Where colours do not matter."""
    return look.scheme == "light" and look.state != FORCED


def samples(look: Look) -> bool:
    """On one page of each template, in all states: wide in both colours, narrow in one."""
    return look.sample and (look.width == max(WIDTHS) or look.scheme == "light")


for _module in sorted(iter_modules(__path__), key=lambda module: module.name != "told"):
    import_module(f"{__name__}.{_module.name}")  # told first: it asks about the state as it was reached
