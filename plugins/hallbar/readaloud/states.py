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


def ended(page: "Page") -> None:
    """Listen to the end, then go on to the next sentence: there is none."""
    paused(page)
    page.press("read-aloud [data-place]", "End")
    page.press("read-aloud [data-act=play]", "Enter")
    page.wait_for_function("() => document.querySelector('read-aloud audio').ended")
    page.press("read-aloud [data-act='sentence 1']", "Enter")


def dimmed(page: "Page") -> None:
    """Dim all but the sentence that is read."""
    choices(page)
    page.press("read-aloud [data-ruler]", "Space")


def fetching(page: "Page") -> None:
    """Wait for sound. The attribute is set by hand, since after a while the player would report an error."""
    paused(page)
    page.wait_for_selector("read-aloud [data-when=paused]")
    page.evaluate("() => document.querySelector('read-aloud').toggleAttribute('data-fetching', true)")


def _listen(page: "Page") -> None:
    if page.locator(GATE).count():
        page.press(f"{GATE} [data-consent=once]", "Enter")
        page.wait_for_selector(f"{GATE} > [data-opened='']")  # until then a second press does nothing
    else:
        page.press("read-aloud [data-act=play]", "Enter")


STATES = (
    State("playing", PAGES, playing, "read-aloud [data-when=playing]"),
    State("paused", PAGES, paused, "read-aloud [data-when=paused]"),
    State("choices", PAGES, choices, "read-aloud [data-follow]"),
    State("small", PAGES, small, "read-aloud[data-mini] [data-act=play]"),
    State("failing", PAGES, failing, "read-aloud [data-act=retry]", schemes=("light",)),
    State("ended", PAGES, ended, "read-aloud [data-act=restart]", (320,), ("light",)),
    State("dimmed", PAGES, dimmed, "html[data-ruler] read-aloud", (1280,)),
    State("fetching", PAGES, fetching, "read-aloud[data-fetching] .readaloud-fetching", (320,), ("light",)),
)
