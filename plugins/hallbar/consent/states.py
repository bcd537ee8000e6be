"""The states of the gate and of the settings page, for the checks in a browser."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

GATE = "consent-gate:has(.consent-about)"


def details(page: "Page") -> None:
    """Read about the cookies before choosing."""
    page.press(f"{GATE} summary", "Enter")


def said_no(page: "Page") -> None:
    """Say no on the settings page, and come back."""
    here = page.url
    page.goto(page.locator(f"{GATE} .consent-about a").first.evaluate("link => link.href"))
    page.press("consent-settings [data-consent=refuse]", "Enter")
    page.wait_for_selector(SAID)
    page.goto(here)


def without_an_answer(page: "Page") -> None:
    """Save without having chosen anything."""
    page.click("consent-settings button[type=submit]")


def refused(page: "Page") -> None:
    """Refuse by keyboard, and save."""
    page.focus("consent-settings input[value=no]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")


SAID = "consent-settings [data-outcome]:not(:empty)"
STATES = (
    State("gate-details", GATE, details, f"{GATE} .consent-about[open] p", schemes=("light",)),
    State("gate-refused", GATE, said_no, f"{GATE} .consent-answered"),
    State(
        "settings-nothing-chosen",
        "consent-settings",
        without_an_answer,
        "consent-settings [data-error]:not(:empty)",
    ),
    State("settings-saved", "consent-settings", refused, SAID),
)
