"""The dated list of what is found and not mended yet."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y_journeys.look import Finding


@dataclass(frozen=True)
class Known:
    """A fault that stands for now: whose it is, and since when we know."""

    check: str
    rule: str
    place: str
    since: str
    cause: str

    def is_about(self, finding: Finding) -> bool:
        return (self.check, self.rule, self.place) == (finding.check, finding.rule, finding.place)


def read(path: Path) -> list[Known]:
    """The list; an entry has all of check, rule, place, since and cause."""
    return [Known(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("known", [])]


def gone(listed: Sequence[Known], findings: Sequence[Finding]) -> list[Known]:
    """What stands on the list and is not found any more: it leaves the list, or the list means nothing."""
    return [one for one in listed if not any(one.is_about(finding) for finding in findings)]
