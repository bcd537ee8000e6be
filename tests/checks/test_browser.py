"""Every page of the made-up site, in every state, by all engines and journeys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

import rounds
from a11y_journeys import report
from a11y_journeys.discovery import discover
from a11y_journeys.engines.installed import Engines
from a11y_journeys.plan import Task
from a11y_journeys.run import Run
from a11y_journeys.state import State
from a11y_journeys.visit import window
from hallbar.checks.journeys import SiteOfOurs, words_in
from rounds import Part
from support import ROOT, Served

REPORT = ROOT / ".cache/report"
OURS = SiteOfOurs()
NO_ENGINES = Engines((), None, {})


@rounds.shares
@rounds.MINUTES
@pytest.mark.usefixtures("own_browser")
def test_no_page_has_an_issue_in_any_state(
    share: Part, served: Served, figure: Callable[[str], None]
) -> None:
    outcome = share.made(served.url, rounds.USUAL)  # test_journeys.py and the command prove the sentinels
    if outcome is None:
        return  # the last share judges all
    swedish = words_in("sv")
    report.write(REPORT, outcome, swedish)
    figure(report.summary(outcome, swedish))

    assert report.lines(outcome, swedish) == [], f"see {REPORT}/index.html"
    rounds.faultless(outcome, served, rounds.LESS)


def test_a_state_that_cannot_be_reached_is_a_finding(browser: Browser, served: Served) -> None:
    site = discover(served.url, listing=OURS.listing)
    state = State("never", "h1", lambda page: page.click("#not-there", timeout=100), "h1")
    made = Run(site, NO_ENGINES, OURS)
    with window(browser) as own:
        made.take(Task(site.pages[0], (1280,), state, sample=True), own)

    assert [(one.rule, one.view.state, one.fix) for one in made.findings] == [
        ("state_not_reached", "never", "docs/sv/index.md")
    ]


def test_a_state_that_shows_nothing_is_a_finding(browser: Browser, served: Served) -> None:
    site = discover(served.url, listing=OURS.listing)

    def reach(page: Page) -> None:
        page.focus("h1")
        page.set_default_timeout(500)  # for what never shows

    made = Run(site, NO_ENGINES, OURS)
    with window(browser) as own:
        made.take(Task(site.pages[0], (1280,), State("hidden", "h1", reach, "#not-there"), sample=True), own)

    assert [one.rule for one in made.findings] == ["state_not_reached"]
