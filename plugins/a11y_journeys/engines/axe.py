"""axe-core in a page, every rule on: A to AAA, best practice and experimental. Licence: MPL-2.0."""

import re
from pathlib import Path

from playwright.sync_api import Page

from a11y_journeys.engines import Engine, Result
from a11y_journeys.engines.packages import source
from a11y_journeys.script import ask
from a11y_journeys.view import Problem

NAME, PACKAGE = "axe", "axe-core"
SCRIPT = "axe-core/axe.min.js"
COLOURS = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
"""Rules that are wrong in forced colours: axe-core compares the page's own text with a forced background."""
CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


def engine(packages: Path) -> Engine:
    """Return the engine from the folder `node_modules`. Raises EngineError when it is not there."""
    return Engine(NAME, "axe", source(packages, SCRIPT), run, every_view=True)


def run(page: Page) -> Result:
    """Check all rules in the page."""
    answer = ask(page, "axe.run")
    found = [
        Problem(place, one["help"], one["rule"], _criterion(one["tags"]))
        for one in answer["violations"]
        for place in one["places"]
    ]
    return Result(found, answer["passes"], answer["incomplete"])


def _criterion(tags: list[str]) -> str:
    numbers = [".".join(match.groups()) for tag in tags if (match := CRITERION.fullmatch(tag))]
    return min(numbers, default="")
