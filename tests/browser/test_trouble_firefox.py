"""A citizen in Firefox sends an answer or a report in each trouble (troubles.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import troubles
from engines import ENGINES, Tab
from faulty_proxy import resets
from troubles import TROUBLES, Line

pytestmark = pytest.mark.usefixtures("long_round", "processes")


@pytest.fixture(scope="module")
def line(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with troubles.line(site, tmp_path_factory.mktemp("answers")) as made:
        yield made


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    with ENGINES["firefox"](browser) as tab:
        yield tab


def test_in_each_trouble_the_text_is_kept_and_a_later_try_stores_it_once(tab: Tab, line: Line) -> None:
    for name, trouble in TROUBLES.items():
        troubles.survives(tab, line, name, trouble)
    troubles.survives_a_service_that_is_down(tab, line)
    troubles.survives_a_lost_reply_and_an_edit(tab, line, resets(0))
    troubles.waits_by_itself(tab, line)
    troubles.reports_in_trouble(tab, line)


def test_a_browser_that_is_offline(tab: Tab, line: Line) -> None:
    """A port that nobody listens at: WebDriver cannot take the network away from this Firefox."""
    action = """(offline) => {
      const form = document.querySelector("page-feedback form");
      window.address ??= form.action;
      form.action = offline ? "http://127.0.0.1:1/api/feedback" : window.address;
    }"""
    troubles.survives_offline(tab, line, lambda offline: tab.run(action, offline))
