"""The states of search, for the checks in a browser."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIELD = "site-search input"
NOWHERE = "qxzwvq"
"""A word that no page has, and that resembles none."""


def focused(page: "Page") -> None:
    """Move the focus to the field, which grows on a phone."""
    page.focus(FIELD)


def found(page: "Page") -> None:
    """Type words of the menu until one is found: on any site, in any language."""
    texts = page.locator(".site-menu a").all_text_contents()
    for word in sorted({word for text in texts for word in text.split()}, key=len, reverse=True):
        _type(page, FIELD, word)
        if page.locator(FOUND).count():
            break


def not_found(page: "Page") -> None:
    """Type what is nowhere."""
    _type(page, FIELD, NOWHERE)


def failed(page: "Page") -> None:
    """Type while the index cannot be fetched."""
    page.route("**/hallbar/search/index/**", lambda route: route.abort())
    _type(page, FIELD, NOWHERE)


def results(page: "Page") -> None:
    """Search on the results page for the first word of the site's name."""
    found(page)
    word = page.input_value(FIELD)
    page.press(FIELD, "Escape")
    _search(page, word)


def no_results(page: "Page") -> None:
    """Search on the results page for what is nowhere."""
    _search(page, NOWHERE)


def results_failed(page: "Page") -> None:
    """Search on the results page while the index cannot be fetched."""
    page.route("**/hallbar/search/index/**", lambda route: route.abort())
    _search(page, NOWHERE)


def _type(page: "Page", field: str, text: str) -> None:
    """Type, and wait until what was found is announced."""
    page.fill(field, "")
    page.type(field, text)
    page.wait_for_selector("site-search [role=status]:not(:empty)", state="attached")


def _search(page: "Page", text: str) -> None:
    page.fill(f"{PAGE} input", text)
    page.press(f"{PAGE} input", "Enter")
    page.wait_for_selector(f"{PAGE} h2:focus, {PAGE} [role=status]:not(:empty)", state="attached")


FOUND = "site-search:has(:focus) [data-hits]:not([hidden]) a"
PAGE = "search-results"
STATES = (
    State("search-field", FIELD, focused, "site-search form:focus-within", (320,)),
    State("search-found", FIELD, found, FOUND, escape=True),
    State("search-not-found", FIELD, not_found, "site-search [data-part=none] a", escape=True),
    State("search-failed", FIELD, failed, "site-search [data-again]", escape=True),
    State("results", PAGE, results, f"{PAGE} [data-hits] a"),
    State("results-none", PAGE, no_results, f"{PAGE} [data-part=none]"),
    State("results-failed", PAGE, results_failed, f"{PAGE} [data-again]", (320,)),
)
