"""The states of the banner."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page


def accepted(page: "Page") -> None:
    """By keyboard."""
    page.press("consent-banner [data-consent=accept]", "Enter")


def refused(page: "Page") -> None:
    """By keyboard."""
    page.press("consent-banner [data-consent=refuse]", "Enter")


STATES = (
    State("banner-accepted", "consent-banner", accepted, "[data-consent-said]"),
    State("banner-refused", "consent-banner", refused, "[data-consent-said]"),
)
