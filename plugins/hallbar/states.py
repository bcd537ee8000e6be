"""The states that a page can be brought into, told by whoever owns them, for the checks in a browser.

A capability lists its own in `<capability>/states.py` as `STATES`. A state is
brought about as a person does it, by keyboard or pointer: one that nobody can reach is itself a fault.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # Playwright is there where checks are run, not where the site is built
    from collections.abc import Callable

    from playwright.sync_api import Page

WIDTHS = (1280, 320)
"""CSS pixels: a desk, and the narrowest screen, which is also 400 % zoom (WCAG 2.2 1.4.10)."""
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True)
class State:
    """What a reader can make of a page."""

    name: str
    """As reports say it: `form-error`."""
    on: str
    """CSS selector: the pages that have a match can be brought into the state."""
    reach: "Callable[[Page], None]"
    """Brings it about, from the page as it was opened. May raise Playwright's errors."""
    shows: str
    """CSS selector of what is visible then, and was not before."""
    widths: tuple[int, ...] = WIDTHS
    schemes: tuple[Scheme, ...] = SCHEMES
    escape: bool = False
    """Whether Esc must take it back, and focus to where it was (WCAG 2.2 1.4.13, 2.4.3)."""
