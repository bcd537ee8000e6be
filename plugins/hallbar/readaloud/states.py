"""The states of the player, for the checks in a browser."""

from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from playwright.sync_api import Page

GATE = "consent-gate[feature=readaloud]"
PAGES = f"{GATE}, read-aloud"
"""With the gate, or open: without the consent capability nothing is ever stored."""

AWAY = """() => {
  scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
  dispatchEvent(new Event("wheel"));
  return document.querySelector("read-aloud[data-mini]");
}"""
"""Scrolls to the end until the player is small. After a wheel event the page no longer follows the voice."""


def playing(page: "Page") -> None:
    """Listen without cookies, by keyboard: one press starts the sound."""
    _listen(page)
    page.wait_for_function("() => document.querySelector('read-aloud audio')?.currentTime > 0")


def paused(page: "Page") -> None:
    """Listen, then pause."""
    playing(page)
    page.keyboard.press("Enter")


def choices(page: "Page") -> None:
    """Open the further choices of the player."""
    playing(page)
    page.press("read-aloud [data-act=more]", "Enter")


def small(page: "Page") -> None:
    """Scroll to the end of the page while it sounds."""
    playing(page)
    page.wait_for_function(AWAY)


def failing(page: "Page") -> None:
    """Listen when the sound cannot be fetched."""
    page.route("**/*.mp3", lambda route: route.abort())
    _listen(page)


def _listen(page: "Page") -> None:
    first = f"{GATE} [data-consent=once]" if page.locator(GATE).count() else "read-aloud [data-act=play]"
    page.press(first, "Enter")
    page.wait_for_function("() => !document.querySelector('[data-opened=just]')")  # presses count again


STATES = (
    State("playing", PAGES, playing, "read-aloud [data-when=playing]"),
    State("paused", PAGES, paused, "read-aloud [data-when=paused]"),
    State("choices", PAGES, choices, "read-aloud [data-follow]"),
    State("small", PAGES, small, "read-aloud[data-mini] [data-act=play]"),
    State("failing", PAGES, failing, "read-aloud [data-act=retry]", schemes=("light",)),
)
