"""Larger text: no page is wider than its window, and nothing is cut off or lies on other text.

Page zoom is a smaller window. Larger text is set in the browser (media queries in em follow it) or in a style
sheet of the reader's (they do not). WCAG 2.2 1.4.4 and 1.4.10; the site promises it at 320 px, too.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserType, Page

from a11y_journeys.script import SCRIPT
from a11y_journeys.windows import FLAGS, chromium
from looking import WINDOWS
from support import Served

pytestmark = [pytest.mark.usefixtures("long_round"), pytest.mark.timeout(300)]

ZOOMED = ((640, 450), (320, 225))
"""1280 × 900 at 200 and 400 %."""
TWICE = "html { font-size: 250% !important; }"
"""Twice Material's 125 %."""
ROOT_SIZE = "() => getComputedStyle(document.documentElement).fontSize"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
  .filter((one) => !one.closest(".table-region"))
  .map((one) => `${one.localName}.${one.className}`).slice(-3).join(", ")"""


@pytest.fixture
def large(browser: Browser) -> Iterator[Browser]:
    """A browser in which the reader has set the text to twice its size."""
    kind: BrowserType = browser.browser_type
    made = kind.launch(executable_path=chromium(), args=[*FLAGS, "--blink-settings=defaultFontSize=32"])
    yield made
    made.close()


def _open(page: Page) -> None:
    """Open both gates."""
    for feature in ("readaloud", "feedback"):
        gate = page.locator(f"consent-gate[feature={feature}] [data-consent=once]")
        if gate.count():
            gate.click()
    page.locator("page-feedback:defined form").or_(page.locator("h1")).first.wait_for()


def _wider(page: Page, windows: tuple[tuple[int, int], ...], what: str) -> Iterator[str]:
    for width, height in windows:
        page.set_viewport_size({"width": width, "height": height})
        more = page.evaluate(WIDER)
        if more > 0:
            yield f"{page.url} {what} {width}: {more} px wider than the window ({page.evaluate(WIDEST)})"


def _enlarged(page: Page) -> Iterator[str]:
    page.evaluate(SCRIPT)
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        for found in page.evaluate("() => a11yJourneys.largerText.enlarged()"):
            yield f"{page.url} {width}: cut off or covered with larger text: {found}"


@pytest.mark.parametrize("opened", [False, True], ids=["closed", "opened"])
def test_a_zoomed_page_is_not_wider_than_its_window(browser: Browser, served: Served, opened: bool) -> None:
    found: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        for path in [*served.pages(), "/404.html"]:
            page.goto(served.url + path)
            if opened:
                _open(page)
            found += _wider(page, (*ZOOMED, *WINDOWS), "zoomed")
            found += _enlarged(page)
            page.add_style_tag(content=TWICE)
            found += _wider(page, WINDOWS, "text twice as large by a style sheet")
            context.clear_cookies()
    assert found == []


@pytest.mark.parametrize("opened", [False, True], ids=["closed", "opened"])
def test_text_twice_as_large_fits(large: Browser, served: Served, opened: bool) -> None:
    found: list[str] = []
    with large.new_context() as context:
        page = context.new_page()
        for path in [*served.pages(), "/404.html"]:
            page.goto(served.url + path)
            assert (
                page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 40
            )
            if opened:
                _open(page)
            found += _wider(page, WINDOWS, "text twice as large")
            context.clear_cookies()
    assert found == []
