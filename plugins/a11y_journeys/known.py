"""The dated list of findings that are known and not fixed yet."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y_journeys.errors import SiteError
from a11y_journeys.view import Finding


@dataclass(frozen=True)
class Known:
    """A finding that is accepted for now: since when, and why."""

    check: str
    rule: str
    place: str
    since: str
    cause: str

    def matches(self, finding: Finding) -> bool:
        return (self.check, self.rule, self.place) == (finding.check, finding.rule, finding.place)


def read(path: Path) -> list[Known]:
    """Return the entries `[[known]]` of a file. Raises SiteError unless each has all its keys, as texts."""
    try:
        return [Known(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("known", [])]
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SiteError(
            f"{path}: {error}: each [[known]] needs check, rule, place, since and cause"
        ) from error


def gone(listed: Sequence[Known], findings: Sequence[Finding]) -> list[Known]:
    """Return the entries that were not found: they must be removed, or the list means nothing."""
    return [one for one in listed if not any(one.matches(finding) for finding in findings)]
