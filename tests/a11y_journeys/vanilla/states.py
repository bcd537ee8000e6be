"""The states of Material's own pages. On a first visit the consent banner covers everything."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

BANNER = "#__consent:not([hidden]) aside"
OPEN_SEARCH = "#__search:checked ~ header"


def asked(page: "Page") -> None:
    """The banner comes a quarter of a second after the page."""
    page.wait_for_selector(BANNER)


def settings(page: "Page") -> None:
    """Open the settings with a pointer: the keyboard cannot."""
    asked(page)
    page.click("#__consent label[for=__settings]")
    page.wait_for_function("document.querySelector('.md-consent__settings').getAnimations().length === 0")


def refused(page: "Page") -> None:
    """Refuse cookies by keyboard, unless that is done; the page loads again without the banner."""
    if page.evaluate("__md_get('__consent') !== null"):
        return
    asked(page)
    with page.expect_event("load"):
        page.press("#__consent [type=reset]", "Enter")


def search(page: "Page") -> None:
    """Open the search with its key, once its index has come."""
    refused(page)
    page.wait_for_function("!document.querySelector('.md-search-result__meta').matches(':empty')")
    page.keyboard.press("/")


def results(page: "Page") -> None:
    """Search for a word that both languages have."""
    search(page)
    page.fill(".md-search__input", "")  # the field remembers
    page.keyboard.type("material")
    page.wait_for_selector(".md-search-result__item")


def languages(page: "Page") -> None:
    """Go on to the menu's button by keyboard, from the control before it: it opens by itself."""
    refused(page)
    page.press("#__palette_0", "Tab")


def answered(page: "Page") -> None:
    """Press the first button of the form by keyboard."""
    refused(page)
    page.press("form[name=feedback] button >> nth=0", "Enter")


def drawer(page: "Page") -> None:
    """Open the menu with a pointer: the keyboard cannot."""
    refused(page)
    page.click("header label[for=__drawer]")
    page.wait_for_function("document.querySelector('.md-sidebar--primary').getAnimations().length === 0")


STATES = (
    State("consent-open", "#__consent", asked, BANNER),
    State("consent-settings", "#__consent", settings, ".md-consent__settings", escape=True),
    State("consent-closed", "#__consent", refused, "body:has(> #__consent[hidden])"),
    State("components", ".tabbed-set", refused, "body:has(> #__consent[hidden])"),
    State("search-open", "#__search", search, f"{OPEN_SEARCH} .md-search__output", escape=True),
    State("search-results", "#__search", results, f"{OPEN_SEARCH} .md-search-result__item", escape=True),
    State("language-menu", ".md-select", languages, ".md-select__list", escape=True),
    State("feedback-given", "form[name=feedback]", answered, ".md-feedback__note > :not([hidden])"),
    State("drawer", ".tabbed-set", drawer, "#__drawer:checked ~ .md-overlay", (320,), escape=True),
)
"""Each as a person reaches it, where Material lets them."""
