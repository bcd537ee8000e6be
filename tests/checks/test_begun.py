"""Every page of a site that `hallbar new` begins, in every state, by all engines and journeys."""

from collections.abc import Callable
from pathlib import Path

import pytest

import rounds
from hallbar.new.begin import begin
from rounds import Part, faultless
from sharing import shared
from support import Served, build


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Served:
    """Begun, built and served."""

    def make(folder: Path) -> None:
        site = tmp_path_factory.mktemp("begun") / "site"
        begin(site, "0")
        done = build(site, folder)
        assert done.returncode == 0, done.stdout + done.stderr

    return serve(shared(tmp_path_factory, "begun site", make))


@rounds.shares
@rounds.MINUTES
@pytest.mark.usefixtures("long_round", "own_browser")
def test_no_page_of_a_new_site_has_an_issue(
    share: Part, begun: Served, figure: Callable[[str], None]
) -> None:
    if outcome := share.made(begun.url, rounds.USUAL):  # the last share judges all
        figure(f"a new site: {len(outcome.views)} views, {len(outcome.findings)} findings")
        faultless(outcome, begun, rounds.LESS)
