"""The states of the frame, for the checks in a browser."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page


def menu(page: "Page") -> None:
    """Open the menu by keyboard, which popovers allow without any script."""
    page.locator("[popovertarget=site-menu]").first.press("Enter")


STATES = (State("menu", "[popovertarget=site-menu]", menu, "#site-menu:popover-open", (320,), escape=True),)
