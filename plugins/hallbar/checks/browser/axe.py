"""axe-core in a page, every rule on: A to AAA, best practice and experimental."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

RUN = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: true}]));
  const {violations, passes} = await axe.run(document, {rules, resultTypes: ["violations"]});
  return {passes: passes.length, violations: violations.map(({id, help, nodes}) =>
    ({rule: id, help, places: nodes.map(({target}) => target.flat().join(" "))}))};
}"""


class Page(Protocol):
    """What is needed of a Playwright page."""

    def evaluate(self, expression: str) -> Any: ...


class EngineError(Exception):
    """The engine did not do its work: silence must never pass for a clean page."""


@dataclass(frozen=True)
class Violation:
    """One rule broken at one place."""

    rule: str
    place: str
    """A CSS selector."""
    help: str


@dataclass(frozen=True)
class Known:
    """A violation that stands for now: whose fault it is, and since when we know."""

    rule: str
    place: str
    since: str
    cause: str


def violations(page: Page, source: str) -> list[Violation]:
    """Run axe-core (`source`, its script) on the page as it stands. Raises EngineError if it did not run."""
    page.evaluate(source)
    try:
        result = page.evaluate(RUN)
    except Exception as error:
        raise EngineError(f"axe-core did not run: {error}") from error
    if not result["passes"]:
        raise EngineError("axe-core found nothing right and so did not look")
    return [
        Violation(found["rule"], place, found["help"])
        for found in result["violations"]
        for place in found["places"]
    ]


def known(path: Path) -> list[Known]:
    """The dated list of what is not mended yet."""
    return [Known(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("known", [])]


def unknown(found: Iterable[Violation], listed: Sequence[Known]) -> list[Violation]:
    """What of `found` is not on the list."""
    names = {(entry.rule, entry.place) for entry in listed}
    return [violation for violation in found if (violation.rule, violation.place) not in names]
