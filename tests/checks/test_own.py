"""Every page of this repository's own site, in every state, by all engines and journeys."""

from collections.abc import Callable
from pathlib import Path

import pytest

import rounds
from rounds import Part, faultless
from sharing import shared
from support import ROOT, Served, build


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
def test_no_page_of_our_own_has_an_issue_in_any_state(
    share: Part, own_site: Served, figure: Callable[[str], None]
) -> None:
    if outcome := share.made(own_site.url):  # the last share judges all
        figure(f"our own site: {len(outcome.views)} views, {len(outcome.findings)} findings")
        faultless(outcome, own_site)
    written = [url for url, page in own_site.manifest["pages"].items() if page["source"]]
    silent = [
        url for url in written if "<read-aloud" not in (own_site.site / url[1:] / "index.html").read_text()
    ]
    assert silent == []
