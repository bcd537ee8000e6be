"""Every page of this repository's own site, in every state, by all engines and journeys."""

from collections.abc import Callable
from pathlib import Path

import pytest

import rounds
from hallbar.checks.browser.plan import states_of
from hallbar.checks.browser.site import at
from rounds import Part
from sharing import shared
from support import PLUGINS, ROOT, Served, build

KNOWN = PLUGINS / "checks/browser/known.toml"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Served:
    """Built from `docs`, and served."""

    def make(folder: Path) -> None:
        done = build(ROOT, folder)
        assert done.returncode == 0, done.stdout + done.stderr

    return serve(shared(tmp_path_factory, "own site", make))


@rounds.shares
@rounds.MINUTES
@pytest.mark.usefixtures("long_round", "own_browser")
def test_no_page_of_our_own_has_a_fault_in_any_state(
    share: Part, own_site: Served, figure: Callable[[str], None]
) -> None:
    outcome = share.made(own_site.url, KNOWN)
    if outcome is None:
        return  # the last share judges all
    figure(f"our own site: {len(outcome.looks)} page states, {len(outcome.findings)} faults")

    assert [(one.rule, one.look, one.place) for one in outcome.findings] == []
    assert outcome.gone == []
    assert {look.path for look in outcome.looks if look.state == "plain"} >= set(own_site.pages())
    assert {look.state for look in outcome.looks} >= {state.name for state in states_of(at(own_site.url))}
