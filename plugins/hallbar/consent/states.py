"""The states of the settings page, for the checks in a browser."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page


def without_an_answer(page: "Page") -> None:
    """Save without having chosen anything."""
    page.click("consent-settings button[type=submit]")


def refused(page: "Page") -> None:
    """Refuse by keyboard, and save."""
    page.focus("consent-settings input[value=no]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")


SAID = "consent-settings [role=status]:not(:empty)"
STATES = (
    State("settings-nothing-chosen", "consent-settings", without_an_answer, SAID),
    State("settings-saved", "consent-settings", refused, SAID),
)
