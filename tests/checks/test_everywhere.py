"""The states of the made-up site where the usual run does not look: on a phone, in forced colours."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from playwright.sync_api import Page

import rounds
from a11y_journeys import report
from a11y_journeys.conditions import forced_colours
from a11y_journeys.discovery import Listing
from a11y_journeys.state import WIDTHS, State
from hallbar.checks.journeys import SiteOfOurs, words_in
from rounds import Part
from support import Served

PHONE = 390
"""CSS pixels, between the two widths of the usual run."""


def _forced(reach: Callable[[Page], None], page: Page) -> None:
    forced_colours(page)
    reach(page)


def _elsewhere(states: Iterator[State]) -> Iterator[State]:
    for state in states:
        if state.name in rounds.LESS:
            yield state
        yield replace(state, name=f"{state.name}-{PHONE}", widths=(PHONE,))
        forced = partial(_forced, state.reach)
        yield replace(
            state, name=f"{state.name}-forced", reach=forced, widths=state.widths[-1:], schemes=("light",)
        )


class Elsewhere(SiteOfOurs):
    """The site of ours: its states at another width and in forced colours, and those that are left out."""

    def listing(self, address: str) -> Listing | None:
        found = super().listing(address)
        plain = State("plain", "h1", lambda _page: None, "h1")
        return found and Listing(found.pages, [*_elsewhere(iter([plain, *found.states]))])


@rounds.shares
@rounds.MINUTES
@pytest.mark.usefixtures("long_round", "own_browser")
def test_no_state_has_an_issue_on_a_phone_or_in_forced_colours(
    share: Part, served: Served, figure: Callable[[str], None]
) -> None:
    outcome = share.made(served.url, replace(rounds.OURS, adapter=Elsewhere()))
    if outcome is None:
        return  # the last share judges all
    swedish = words_in("sv")
    figure(report.summary(outcome, swedish))
    assert report.lines(outcome, swedish) == []
    assert {view.width for view in outcome.views} == {*WIDTHS, PHONE}
