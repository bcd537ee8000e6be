"""IBM's equal-access engine in a page: its strictest rule set, which holds WCAG 2.2. Licence: Apache-2.0.

The engine, not its npm wrapper: that one fetches rules from elsewhere and reports how it is used.
"""

from pathlib import Path

from playwright.sync_api import Page

from a11y_journeys.engines import Engine, Result, Violation
from a11y_journeys.engines.packages import source
from a11y_journeys.script import ask

NAME = "ibm"
SCRIPT = "accessibility-checker-engine/ace.js"


def engine(packages: Path) -> Engine:
    """The engine from the folder `node_modules`."""
    return Engine(NAME, "ace", source(packages, SCRIPT), look)


def look(page: Page) -> Result:
    """The page as it stands."""
    told = ask(page, "ibm.run")
    return Result([Violation(**one) for one in told["violations"]], told["passes"], told["review"])
