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
    if page.locator(GATE).count():
        page.press(f"{GATE} [data-consent=once]", "Enter")
    page.wait_for_selector("page-feedback:defined")


def not_chosen(page: "Page") -> None:
    """Send without having answered the question."""
    opened(page)
    page.press("page-feedback [type=submit]", "Enter")


def failed(page: "Page") -> None:
    """Send while the service is out of order."""
    _send(page, 503)


def thanked(page: "Page") -> None:
    """Answer, and send."""
    _send(page, 201)


def on_its_own_page(page: "Page") -> None:
    """Open the page with the form for readers without JavaScript; without a gate the form is in place."""
    if page.locator(OWN_PAGE).count():
        page.goto(page.locator(OWN_PAGE).evaluate("link => link.href"))


def _send(page: "Page", status: int) -> None:
    page.route("**/api/feedback", lambda route: route.fulfill(status=status, json={}))
    opened(page)
    page.press("page-feedback [name=helpful]", "Space")
    page.press("page-feedback [type=submit]", "Enter")


OWN_PAGE = ".consent-without-javascript a[href*='feedback/?']"
STATES = (
    State("form-open", PAGES, opened, "page-feedback form"),
    State("form-not-chosen", PAGES, not_chosen, "page-feedback [data-message=choose]"),
    State("form-failed", PAGES, failed, "page-feedback [data-message=error]"),
    State("form-thanks", PAGES, thanked, "page-feedback [data-message=thanks]"),
    State("form-page", PAGES, on_its_own_page, "html.feedback-page form, page-feedback form"),
)
