"""What came of a run: what was looked at, and each fault once, wherever it was seen."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from a11y_journeys.known import Known, gone
from a11y_journeys.look import Finding, Look


@dataclass(frozen=True)
class Outcome:
    """All that a report needs to know of a run."""

    site: str
    """As it was asked for: an address or a folder."""
    looks: Sequence[Look]
    engines: Sequence[str]
    journeys: Sequence[str]
    findings: Sequence[Finding] = ()
    known: Sequence[tuple[Finding, Known]] = ()
    """What was found and stands in the dated list."""
    gone: Sequence[Known] = ()
    """What stands in the dated list and was not found: it must leave the list."""
    seconds: float = 0
    axe_seconds: float = 0
    to_review: int = 0
    """Places of which the engines say that only a person can judge them."""

    @cached_property
    def seen(self) -> "Seen":
        return Seen(self.looks)

    @cached_property
    def faults(self) -> "list[Entry]":
        return _entries((finding, None) for finding in self.findings)

    @cached_property
    def known_faults(self) -> "list[Entry]":
        return _entries(self.known)


def joined(parts: Sequence[Outcome], listed: Sequence[Known]) -> Outcome:
    """One outcome of all the shares of a round; `listed` is the dated list."""
    found = [one for part in parts for one in (*part.findings, *(known for known, _ in part.known))]
    return replace(
        parts[0],
        looks=[look for part in parts for look in part.looks],
        findings=[one for part in parts for one in part.findings],
        known=[one for part in parts for one in part.known],
        gone=gone(listed, found),
        seconds=max(part.seconds for part in parts),
        axe_seconds=sum(part.axe_seconds for part in parts),
        to_review=sum(part.to_review for part in parts),
    )


class Seen:
    """Looks, told by what they have in common."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.number = len(set(looks))
        self.pages = list(dict.fromkeys(look.path for look in looks))
        self.states = list(dict.fromkeys(look.state for look in looks))
        self.widths = sorted({look.width for look in looks})
        self.schemes = sorted({look.scheme for look in looks}, reverse=True)  # light first


@dataclass(frozen=True)
class Entry:
    """One fault: the same check says the same of the same place, on one page or on many."""

    findings: list[Finding]
    known: Known | None = None

    @cached_property
    def shown(self) -> Finding:
        """The one that stands for all: the first that has a picture, or the first."""
        return next((finding for finding in self.findings if finding.picture), self.findings[0])

    @cached_property
    def seen(self) -> "Seen":
        return Seen([finding.look for finding in self.findings])

    @cached_property
    def mend(self) -> list[str]:
        """The files to mend."""
        return list(dict.fromkeys(finding.mend for finding in self.findings if finding.mend))


def _entries(found: Iterable[tuple[Finding, Known | None]]) -> list[Entry]:
    """Each fault once, those seen most often first."""
    made: dict[tuple[str, ...], Entry] = {}
    for raw, known in found:
        finding = replace(raw, place=plain(raw.place), what=plain(raw.what))
        key = (finding.check, finding.rule, finding.place, finding.what)
        made.setdefault(key, Entry([], known)).findings.append(finding)
    return [made[key] for key in sorted(made, key=lambda key: (-made[key].seen.number, key))]


def plain(text: str) -> str:
    """On one line and without invisible signs: pages may hold anything, and terminals obey some of it."""
    if text.isprintable():
        return text
    seen = (sign if sign.isprintable() else " " for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join("".join(seen).split())
