"""Engines of other projects, from npm: each checks a page that is open in the browser, or its HTML.

An engine that did not check anything raises EngineError: silence must never pass for a clean page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from a11y_journeys.errors import EngineError
from a11y_journeys.view import Problem


@dataclass(frozen=True)
class Result:
    """The result of an engine on a page."""

    problems: list[Problem]
    passes: int
    """Number of checks that passed: an engine that reports nothing at all has not checked anything."""
    to_review: int
    """Places that only a person can judge."""


@dataclass(frozen=True)
class Engine:
    """An engine that runs in the page."""

    name: str
    variable: str
    """The global that its script makes."""
    script: str
    run: Callable[[Page], Result]
    """Checks the page in its present state, once the script has been run in it."""
    every_view: bool = False
    """True if every view matters, as it checks colours; otherwise it sees each document once."""

    def load(self, page: Page) -> None:
        """Run its script in the page, unless that has been done."""
        if not page.evaluate("(name) => name in window", self.variable):
            page.evaluate(self.script)

    def check(self, page: Page) -> Result:
        """Check the page. Raises EngineError when the engine did not check anything."""
        try:
            self.load(page)
            result = self.run(page)
        except PlaywrightError as error:
            raise EngineError(f"{self.name} did not run: {error.message.splitlines()[0]}") from error
        if not result.passes and not result.problems:
            raise EngineError(f"{self.name} found nothing right and nothing wrong, so it did not work")
        return result
