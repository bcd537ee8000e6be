"""A citizen in Chromium sends an answer or a report in each trouble (troubles.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

import troubles
from engines import ChromiumTab
from faulty_proxy import Fault, cuts, resets, stalls
from troubles import TROUBLES, Line

pytestmark = pytest.mark.usefixtures("long_round")


@pytest.fixture(scope="module")
def line(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with troubles.line(site, tmp_path_factory.mktemp("answers")) as made:
        yield made


@pytest.fixture
def tab(context: BrowserContext, line: Line) -> Iterator[ChromiumTab]:
    yield ChromiumTab(context.new_page())
    line.proxy.resume()


@pytest.mark.parametrize("name", TROUBLES)
def test_the_text_is_kept_and_a_later_try_stores_it_once(tab: ChromiumTab, line: Line, name: str) -> None:
    troubles.survives(tab, line, name, TROUBLES[name])


@pytest.mark.parametrize("fault", [resets(0), cuts(9), stalls(0)], ids=["lost", "cut", "slow"])
def test_an_edit_after_a_lost_reply_replaces_the_first_text(
    tab: ChromiumTab, line: Line, fault: Fault
) -> None:
    troubles.survives_a_lost_reply_and_an_edit(tab, line, fault)


def test_a_service_that_is_down(tab: ChromiumTab, line: Line) -> None:
    troubles.survives_a_service_that_is_down(tab, line)


def test_a_browser_that_is_offline(tab: ChromiumTab, line: Line, context: BrowserContext) -> None:
    troubles.survives_offline(tab, line, context.set_offline)


def test_a_short_wait_needs_no_press(tab: ChromiumTab, line: Line) -> None:
    troubles.waits_by_itself(tab, line)


def test_a_report(tab: ChromiumTab, line: Line) -> None:
    troubles.reports_in_trouble(tab, line)


def test_the_form_really_waits_for_20_seconds(browser: Browser, line: Line) -> None:
    """With the browser's clock put forward; in the other tests it runs faster."""
    with browser.new_context() as made:
        page = made.new_page()
        page.clock.install()
        tab = ChromiumTab(page)
        line.proxy.make(stalls(0), troubles.API)
        tab.open(line.url)
        page.click("consent-gate[feature=feedback] [data-consent=once]")
        page.clock.run_for(1000)
        page.wait_for_selector("page-feedback:defined")
        page.check("page-feedback [value=no]")
        troubles.send(tab)
        page.get_by_text("Svaret skickas …").wait_for()
        page.clock.run_for(19_000)
        assert [name for name, *_ in tab.run(troubles.SHOWN)] == ["sending"]
        page.clock.run_for(1000)
        assert troubles.says(tab, "failed").startswith(troubles.NOT_SENT)
    line.proxy.resume()
