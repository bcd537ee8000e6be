"""Other people's engines, as they come from npm: each looks at a page that is open in the browser.

An engine that did not look raises EngineError: silence must never pass for a clean page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from a11y_journeys.look import EngineError


@dataclass(frozen=True)
class Violation:
    """One rule broken at one place."""

    rule: str
    place: str
    """A CSS selector."""
    help: str
    criterion: str = ""
    """Of WCAG 2.2, `1.4.3`; empty where the engine names none."""


@dataclass(frozen=True)
class Result:
    """What an engine says of a page."""

    violations: list[Violation]
    passes: int
    """How much it found right: an engine that finds nothing at all has not looked."""
    to_review: int
    """Places that only a person can judge."""


@dataclass(frozen=True)
class Engine:
    """An engine that runs in the page."""

    name: str
    variable: str
    """The global that its script makes."""
    script: str
    look: Callable[[Page], Result]
    """At the page as it stands, when the script has been run in it."""

    def load(self, page: Page) -> None:
        """Run its script in the page, if that has not been done."""
        if not page.evaluate("(name) => name in window", self.variable):
            page.evaluate(self.script)

    def see(self, page: Page) -> Result:
        """What it says of the page. Raises EngineError when it did not look."""
        try:
            self.load(page)
            result = self.look(page)
        except PlaywrightError as error:
            raise EngineError(f"{self.name} did not run: {error.message.splitlines()[0]}") from error
        if not result.passes and not result.violations:
            raise EngineError(f"{self.name} found nothing right and nothing wrong, so it did not look")
        return result
