"""The states of the forms, for the checks in a browser.

The service's replies are simulated: a check of a live site must never leave an answer there.
"""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

GATE = "consent-gate[feature=feedback]"
PAGES = f"{GATE}, page-feedback"
"""With the gate, or open: without the consent capability nothing is ever stored."""
REPORT = "[data-report]"
PERSONAL = "070-174 06 05, anna@exempel.example, 19121212-1212"
"""Numbers of PTS and Skatteverket for fiction and tests, and a reserved domain (RFC 2606)."""


def opened(page: "Page") -> None:
    """Open the form without cookies, by keyboard."""
    _open(page, "once")


def wrong(page: "Page") -> None:
    """Send without having answered the question, and with too much text: every error of a field."""
    opened(page)
    page.fill("page-feedback textarea", "x" * 501)
    page.press("page-feedback [type=submit]", "Enter")


def personal(page: "Page") -> None:
    """Send a text with personal details of each kind: they are shown, and nothing is sent."""
    opened(page)
    page.press("page-feedback [name=helpful]", "Space")
    page.fill("page-feedback textarea", PERSONAL)
    page.press("page-feedback [type=submit]", "Enter")


def failed(page: "Page") -> None:
    """Send while the service is out of order."""
    _send(page, 503)


def waiting(page: "Page") -> None:
    """Send while the service asks for a moment: the form tries again by itself."""
    _send(page, 503, wait=10)


def thanked(page: "Page") -> None:
    """Answer, and send."""
    _send(page, 201)


def answered(page: "Page") -> None:
    """Accept, answer, and come back; without a gate nothing is remembered, so there is only the thanks."""
    _send(page, 201, choice="accept")
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


def reporting(page: "Page") -> None:
    """Open the report of a problem, by keyboard."""
    page.press(f"{REPORT} summary", "Enter")
    page.wait_for_selector("page-report:defined")


def wrong_report(page: "Page") -> None:
    """Send the report without a text, and with too long a contact."""
    reporting(page)
    page.fill("page-report [name=contact]", "x" * 201)
    page.press("page-report [type=submit]", "Enter")


def reported(page: "Page") -> None:
    """Report a problem, and send."""
    _reply(page, 201)
    reporting(page)
    page.fill("page-report textarea", "x")
    page.press("page-report [type=submit]", "Enter")


def _open(page: "Page", choice: str) -> None:
    if page.locator(GATE).count():
        page.press(f"{GATE} [data-consent={choice}]", "Enter")
        page.wait_for_selector(f"{GATE} > [data-opened='']")  # until then a second press does nothing
    else:
        page.focus("page-feedback textarea")  # which fetches the script
    page.wait_for_selector("page-feedback:defined")


def _send(page: "Page", status: int, *, wait: int = 0, choice: str = "once") -> None:
    _reply(page, status, wait)
    _open(page, choice)
    page.press("page-feedback [name=helpful]", "Space")
    page.press("page-feedback [type=submit]", "Enter")


def _reply(page: "Page", status: int, wait: int = 0) -> None:
    """Let the service reply as it does: with the id that was sent, and two personal details removed."""

    def fulfil(route: "Route") -> None:
        headers = {"Retry-After": f"{wait}"} if wait else {}
        sent = route.request.post_data_json or {}
        route.fulfill(status=status, headers=headers, json=sent | {"removed": 2})

    page.route("**/api/**", fulfil)


OWN_PAGE = "consent-gate a[href*='feedback/?']"
THANKS = "page-feedback [data-message=thanks]"
STATES = (
    State("form-open", PAGES, opened, "page-feedback form"),
    State("form-wrong", PAGES, wrong, "page-feedback [data-message=wrong]"),
    State("form-personal", PAGES, personal, "page-feedback [data-message=personal]", (320,)),
    State("form-failed", PAGES, failed, "page-feedback [data-message=failed]", (320,)),
    State("form-waiting", PAGES, waiting, "page-feedback [data-message=waiting]", (320,)),
    State("form-thanks", PAGES, thanked, THANKS, (320,)),
    State("form-answered", PAGES, answered, f"page-feedback [data-message=answered], {THANKS}", (320,)),
    State("form-page", PAGES, on_its_own_page, ".feedback-own form, page-feedback form"),
    State("form-page-wrong", PAGES, wrong_on_its_own_page, ".message.error", (320,)),
    State("report-open", REPORT, reporting, "page-report form"),
    State("report-wrong", REPORT, wrong_report, "page-report [data-message=wrong]", (320,)),
    State("report-sent", REPORT, reported, "page-report [data-message=thanks]", (320,)),
)
