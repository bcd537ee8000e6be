"""Every page of the made-up site, in every state, by all engines and journeys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

import rounds
from a11y_journeys import session
from a11y_journeys.plan import Stop
from a11y_journeys.run import Round
from a11y_journeys.site import at
from a11y_journeys.visit import window
from hallbar.checks.mend import Mender
from hallbar.states import State
from rounds import Part
from support import ROOT, Served

REPORT = ROOT / ".cache/report"


@rounds.shares
@rounds.MINUTES
@pytest.mark.usefixtures("own_browser")
def test_no_page_has_a_fault_in_any_state(share: Part, served: Served, figure: Callable[[str], None]) -> None:
    outcome = share.made(served.url, rounds.KNOWN)
    if outcome is None:
        return  # the last share judges all
    *lines, summary = session.reported(outcome, REPORT, "sv")
    figure(summary)

    assert lines == [], f"see {REPORT}/index.html"
    rounds.faultless(outcome, served)


def test_a_state_that_cannot_be_reached_is_a_fault(browser: Browser, served: Served) -> None:
    site = at(served.url)
    state = State("never", "h1", lambda page: page.click("#not-there", timeout=100), "h1")
    with window(browser) as own:
        done = Round(site, [], Mender(ROOT, site.pages))
        done.take(own, Stop(site.pages[0], (1280,), state, sample=True))

    assert [(one.rule, one.look.state, one.mend) for one in done.findings] == [
        ("state_not_reached", "never", "docs/sv/index.md")
    ]


def test_a_state_that_shows_nothing_is_a_fault(browser: Browser, served: Served) -> None:
    site = at(served.url)

    def reach(page: Page) -> None:
        page.focus("h1")
        page.set_default_timeout(500)  # for what never shows

    state = State("hidden", "h1", reach, "#not-there")
    with window(browser) as own:
        done = Round(site, [], Mender(ROOT, site.pages))
        done.take(own, Stop(site.pages[0], (1280,), state, sample=True))

    assert [one.rule for one in done.findings] == ["state_not_reached"]
