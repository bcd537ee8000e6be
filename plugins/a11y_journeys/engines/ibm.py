"""IBM's equal-access engine in a page: its strictest rule set, which includes WCAG 2.2. Licence: Apache-2.0.

The engine, not its npm wrapper: that one fetches rules from elsewhere and reports how it is used.
"""

from pathlib import Path

from playwright.sync_api import Page

from a11y_journeys.engines import Engine, Result
from a11y_journeys.engines.packages import source
from a11y_journeys.script import ask
from a11y_journeys.view import Problem

NAME, PACKAGE = "ibm", "accessibility-checker-engine"
SCRIPT = "accessibility-checker-engine/ace.js"


def engine(packages: Path) -> Engine:
    """Return the engine from the folder `node_modules`. Raises EngineError when it is not there."""
    return Engine(NAME, "ace", source(packages, SCRIPT), run)


def run(page: Page) -> Result:
    """Check the page."""
    answer = ask(page, "ibm.run")
    found = [
        Problem(one["place"], one["help"], one["rule"], one["criterion"]) for one in answer["violations"]
    ]
    return Result(found, answer["passes"], answer["review"])
