"""The states that a page can be brought into. A site lists its own as `STATES` in a Python file.

A state is reached as a person reaches it, by keyboard or pointer. One that cannot be reached is a problem.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # a site that lists states need not have Playwright
    from collections.abc import Callable

    from playwright.sync_api import Page

WIDTHS = (1280, 320)
"""CSS pixels: a desk, and the narrowest screen, which is also 400 % zoom (WCAG 2.2 1.4.10)."""
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True)
class State:
    """A state that a reader can bring a page into."""

    name: str
    """As reports name it: `form-error`."""
    on: str
    """CSS selector: the pages that have a match can be brought into the state."""
    reach: "Callable[[Page], None]"
    """Brings it about, from the page as it was opened. May raise Playwright's errors."""
    shows: str
    """CSS selector of what is visible then, and was not before."""
    widths: tuple[int, ...] = WIDTHS
    schemes: tuple[Scheme, ...] = SCHEMES
    escape: bool = False
    """True if Esc must undo it, and return the focus to where it was (WCAG 2.2 1.4.13, 2.4.3)."""
