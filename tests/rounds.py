"""A round through all states of a site, shared by several tests and so by workers; the last one judges."""

import fcntl
import os
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from a11y_journeys import known as dated
from a11y_journeys import session
from a11y_journeys.outcome import Outcome, joined
from a11y_journeys.plan import WHOLE, Share, states_of
from a11y_journeys.site import at
from a11y_journeys.windows import WINDOWS
from sharing import shared
from support import ROOT, Served

KNOWN = ROOT / "plugins/a11y_journeys/known.toml"
SHARES = max(1, (os.cpu_count() or 1) // 2)
"""Each share judges again what stands on all pages, so on two processors one with two windows is quicker."""
MINUTES = pytest.mark.timeout(900)
shares = pytest.mark.parametrize(
    "share", range(SHARES), ids=lambda number: f"share{number + 1}", indirect=True
)
"""For a test that makes one share of a round; each may go to another worker (selection.py)."""


@dataclass(frozen=True)
class Part:
    """A share of a round, and the folder where all shares leave what they have found."""

    share: Share
    name: str
    folder: Path

    def made(self, site: str, known: Path, states: Path | None = None) -> Outcome | None:
        """Make it: what came of all shares, when this is the last; or None."""
        outcome = session.checked(site, self.wanted(known, states), lambda *_: None)
        with (self.folder / f"{self.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (self.folder / f"{self.name}.{self.share.number}").write_bytes(pickle.dumps(outcome))
            parts = sorted(self.folder.glob(f"{self.name}.[0-9]*"))
        if len(parts) < self.share.of:
            return None
        return joined([pickle.loads(part.read_bytes()) for part in parts], dated.read(known))

    def wanted(self, known: Path, states: Path | None) -> session.Wanted:
        """In one window, where others work beside; the first proves that every sentinel is found."""
        windows = WINDOWS if self.share == WHOLE else 1
        return session.Wanted(known, states, share=self.share, windows=windows, proved=self.share.number > 1)


def faultless(outcome: Outcome, site: Served) -> None:
    """Assert that a round found no fault, on all pages of a site and in all states that they can have."""
    assert [(one.rule, one.look, one.place) for one in outcome.findings] == []
    assert outcome.gone == []
    assert {look.path for look in outcome.looks if look.state == "plain"} >= set(site.pages())
    assert {look.state for look in outcome.looks} >= {state.name for state in states_of(at(site.url))}


@pytest.fixture
def share(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Part:
    """This test's part of the round: of as many as run; alone (as with --lf), it makes the whole."""
    name = request.node.originalname
    chosen = sorted(
        item.callspec.params["share"]
        for item in request.session.items
        if item.path == request.node.path and getattr(item, "originalname", "") == name
    )
    number = chosen.index(request.param) + 1
    return Part(Share(number, len(chosen)), name, shared(tmp_path_factory, "rounds", Path.mkdir))
