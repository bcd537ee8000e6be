"""The outcome of a run: what was checked, and each issue once, however often it was found."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from a11y_journeys.known import Known, gone
from a11y_journeys.view import Finding, View


@dataclass(frozen=True)
class Outcome:
    """All that a report needs to know of a run."""

    site: str
    """As it was asked for: an address or a folder."""
    views: Sequence[View]
    engines: Sequence[str]
    journeys: Sequence[str]
    findings: Sequence[Finding] = ()
    known: Sequence[tuple[Finding, Known]] = ()
    """Findings with their entries in the dated list."""
    gone: Sequence[Known] = ()
    """Entries of the dated list that were not found: they must be removed."""
    absent: Mapping[str, str] = field(default_factory=dict)
    """Engines and journeys that could not run, with the reason."""
    seconds: float = 0
    axe_seconds: float = 0
    to_review: int = 0
    """Places that only a person can judge, according to the engines."""

    @cached_property
    def covered(self) -> "Coverage":
        return Coverage(self.views)

    @cached_property
    def issues(self) -> "list[Issue]":
        return _issues((finding, None) for finding in self.findings)

    @cached_property
    def known_issues(self) -> "list[Issue]":
        return _issues(self.known)


def joined(parts: Sequence[Outcome], listed: Sequence[Known]) -> Outcome:
    """Return one outcome of all the shares of a run; `listed` is the dated list."""
    found = [one for part in parts for one in (*part.findings, *(known for known, _ in part.known))]
    return replace(
        parts[0],
        views=[view for part in parts for view in part.views],
        findings=[one for part in parts for one in part.findings],
        known=[one for part in parts for one in part.known],
        gone=gone(listed, found),
        seconds=max(part.seconds for part in parts),
        axe_seconds=sum(part.axe_seconds for part in parts),
        to_review=sum(part.to_review for part in parts),
    )


class Coverage:
    """The pages, states, widths and colour schemes of some views."""

    def __init__(self, views: Sequence[View]) -> None:
        self.number = len(set(views))
        self.pages = list(dict.fromkeys(view.path for view in views))
        self.states = list(dict.fromkeys(view.state for view in views))
        self.widths = sorted({view.width for view in views})
        self.schemes = sorted({view.scheme for view in views}, reverse=True)  # light first


@dataclass(frozen=True)
class Issue:
    """Findings of the same check, rule, place and message, on one page or on many."""

    findings: list[Finding]
    known: Known | None = None

    @cached_property
    def shown(self) -> Finding:
        """The finding that represents all: the first that has a picture, or the first."""
        return next((finding for finding in self.findings if finding.picture), self.findings[0])

    @cached_property
    def covered(self) -> "Coverage":
        return Coverage([finding.view for finding in self.findings])

    @cached_property
    def files(self) -> list[str]:
        """The files in which to fix it."""
        return list(dict.fromkeys(finding.fix for finding in self.findings if finding.fix))


def _issues(found: Iterable[tuple[Finding, Known | None]]) -> list[Issue]:
    """Return each issue once, those found most often first."""
    made: dict[tuple[str, ...], Issue] = {}
    for raw, known in found:
        finding = replace(raw, place=plain(raw.place), what=plain(raw.what))
        key = (finding.check, finding.rule, finding.place, finding.what)
        made.setdefault(key, Issue([], known)).findings.append(finding)
    return [made[key] for key in sorted(made, key=lambda key: (-made[key].covered.number, key))]


def plain(text: str) -> str:
    """Return a text on one line, without invisible characters, which terminals may obey."""
    if text.isprintable():
        return text
    seen = (sign if sign.isprintable() else " " for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join("".join(seen).split())
