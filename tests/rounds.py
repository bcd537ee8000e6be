"""A run through all states of a site, shared by several tests and so by workers; the last one judges."""

import fcntl
import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from a11y_journeys import conditions, session
from a11y_journeys.options import Options
from a11y_journeys.outcome import Outcome, joined
from a11y_journeys.plan import WHOLE, Share
from a11y_journeys.windows import WINDOWS
from hallbar.checks.journeys import SiteOfOurs
from sharing import shared
from support import ROOT, Served

ANY = Options(engine_places=[ROOT], all_engines=True, proved=True)
"""Any site. That every sentinel is found, a11y_journeys/test_journeys.py shows."""
OURS = replace(ANY, adapter=SiteOfOurs())
"""A site that we built; no finding of it is accepted for now."""
LESS = (
    *("paused", "ended", "fetching", "gate-details", "form-answered", "form-page-wrong"),
    *("form-waiting", "report-wrong", "report-sent"),
    *("search-failed", "search-not-found", "results-failed", "results-none"),
)
"""States that differ little from others, which only two long rounds look at: own, everywhere.

They alone also look at pages wide and dark, and at states of the English pages in all views. The states are
those of one frame on every site, so the rounds of other sites (begun, banner) look at their own pages and
states, in fewer views.
"""
USUAL = replace(OURS, without=LESS, brief=True)
SHARES = max(1, (os.cpu_count() or 1) // 2)
"""Each share judges again what is on all pages, so on two processors one with two windows is quicker."""
MINUTES = pytest.mark.timeout(900)
shares = pytest.mark.parametrize(
    "share", range(SHARES), ids=lambda number: f"share{number + 1}", indirect=True
)
"""For a test that makes one share of a run; each may go to another worker (selection.py)."""


@dataclass(frozen=True)
class Part:
    """A share of a run, and the folder where all shares leave their findings."""

    share: Share
    name: str
    folder: Path

    def made(self, site: str, options: Options = OURS) -> Outcome | None:
        """Make it; return the outcome of all shares if this is the last, or None."""
        windows = WINDOWS if self.share == WHOLE else 1  # where others work beside
        outcome = session.check(site, replace(options, share=self.share, windows=windows))
        with (self.folder / f"{self.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (self.folder / f"{self.name}.{self.share.number}").write_bytes(pickle.dumps(outcome))
            parts = sorted(self.folder.glob(f"{self.name}.[0-9]*"))
        if len(parts) < self.share.of:
            return None
        return joined([pickle.loads(part.read_bytes()) for part in parts], options.known)


def faultless(outcome: Outcome, site: Served, without: Sequence[str] = ()) -> None:
    """Assert that a run found nothing, on all pages of a site and in all states that they can have."""
    listing = SiteOfOurs().listing(f"{site.url}/")
    assert listing
    states = {state.name for state in (*conditions.STATES, *listing.states)}
    assert [(one.rule, one.view, one.place) for one in outcome.findings] == []
    assert outcome.absent == {}
    assert {view.path for view in outcome.views if view.state == "plain"} >= set(site.pages())
    assert {view.state for view in outcome.views} >= states - {*without}


@pytest.fixture
def share(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Part:
    """Part of the run that belongs to a test: one of as many as are run; the whole if it is alone (--lf)."""
    name = request.node.originalname
    chosen = sorted(
        item.callspec.params["share"]
        for item in request.session.items
        if item.path == request.node.path and getattr(item, "originalname", "") == name
    )
    number = chosen.index(request.param) + 1
    return Part(Share(number, len(chosen)), name, shared(tmp_path_factory, "rounds", Path.mkdir))
