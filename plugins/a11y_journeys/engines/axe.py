"""axe-core in a page, every rule on: A to AAA, best practice and experimental. Licence: MPL-2.0."""

import re
from pathlib import Path

from playwright.sync_api import Page

from a11y_journeys.engines import Engine, Result, Violation
from a11y_journeys.engines.packages import source
from a11y_journeys.script import ask

NAME = "axe"
SCRIPT = "axe-core/axe.min.js"
CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


def engine(packages: Path) -> Engine:
    """The engine from the folder `node_modules`."""
    return Engine(NAME, "axe", source(packages, SCRIPT), look)


def look(page: Page) -> Result:
    """All rules, on the page as it stands."""
    told = ask(page, "axe.run")
    found = [
        Violation(one["rule"], place, one["help"], _criterion(one["tags"]))
        for one in told["violations"]
        for place in one["places"]
    ]
    return Result(found, told["passes"], told["incomplete"])


def _criterion(tags: list[str]) -> str:
    numbers = [".".join(match.groups()) for tag in tags if (match := CRITERION.fullmatch(tag))]
    return min(numbers, default="")
