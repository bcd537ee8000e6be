"""The states of the service: an open explanation, a form with errors, and answers that are saved."""

from typing import TYPE_CHECKING

from a11y_journeys import State

if TYPE_CHECKING:
    from playwright.sync_api import Page


def explained(page: "Page") -> None:
    """Open the explanation, by keyboard."""
    page.press("summary", "Enter")


def wrong(page: "Page") -> None:
    """Continue without an answer, by keyboard."""
    page.press("button[type=submit]", "Enter")


def saved(page: "Page") -> None:
    """Save with the pointer: the keyboard cannot."""
    page.click("[data-later]")


STATES = (
    State("explained", "summary", explained, "details p"),
    State("form-with-errors", "form", wrong, "[data-errors]"),
    State("saved", "form", saved, "[data-saved]"),
)
