"""The states of the form, for the checks in a browser.

The service's replies are simulated: a check of a live site must never leave an answer there.
"""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

GATE = "consent-gate[feature=feedback]"
PAGES = f"{GATE}, page-feedback"
"""With the gate, or open: without the consent capability nothing is ever stored."""


def opened(page: "Page") -> None:
    """Open the form without cookies, by keyboard."""
    _open(page, "once")


def wrong(page: "Page") -> None:
    """Send without having answered the question, and with too much text: every error of a field."""
    opened(page)
    page.fill("page-feedback textarea", "x" * 501)
    page.press("page-feedback [type=submit]", "Enter")


def failed(page: "Page") -> None:
    """Send while the service is out of order."""
    _send(page, 503)


def thanked(page: "Page") -> None:
    """Answer, and send."""
    _send(page, 201)


def answered(page: "Page") -> None:
    """Accept, answer, and come back; without a gate nothing is remembered, so there is only the thanks."""
    _send(page, 201, "accept")
    page.wait_for_selector(THANKS)
    if page.locator(GATE).count():
        page.reload()


def on_its_own_page(page: "Page") -> None:
    """Open the page with the form for readers without JavaScript; without a gate the form is in place."""
    if page.locator(OWN_PAGE).count():
        page.goto(page.locator(OWN_PAGE).evaluate("link => link.href"))


def wrong_on_its_own_page(page: "Page") -> None:
    """Send that form without having answered the question: nothing is stored."""
    on_its_own_page(page)
    page.press("main [type=submit]", "Enter")


def _open(page: "Page", choice: str) -> None:
    if page.locator(GATE).count():
        page.press(f"{GATE} [data-consent={choice}]", "Enter")
        page.wait_for_selector(f"{GATE} > [data-opened='']")  # until then a second press does nothing
    page.wait_for_selector("page-feedback:defined")


def _send(page: "Page", status: int, choice: str = "once") -> None:
    page.route("**/api/feedback", lambda route: route.fulfill(status=status, json={}))
    _open(page, choice)
    page.press("page-feedback [name=helpful]", "Space")
    page.press("page-feedback [type=submit]", "Enter")


OWN_PAGE = "consent-gate a[href*='feedback/?']"
THANKS = "page-feedback [data-message=thanks]"
STATES = (
    State("form-open", PAGES, opened, "page-feedback form"),
    State("form-wrong", PAGES, wrong, "page-feedback [data-error=too_long]"),
    State("form-failed", PAGES, failed, "page-feedback [data-message=error]"),
    State("form-thanks", PAGES, thanked, THANKS),
    State("form-answered", PAGES, answered, f"page-feedback [data-message=answered], {THANKS}", (320,)),
    State("form-page", PAGES, on_its_own_page, ".feedback-own form, page-feedback form"),
    State("form-page-wrong", PAGES, wrong_on_its_own_page, ".message.error", (320,)),
)
