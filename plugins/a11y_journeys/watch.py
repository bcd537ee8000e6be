"""A watch over a page: a script may never return, a promise never settle, and a call into it has no limit.

Then the page is closed from outside, through the browser, and the call that waits for it fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Timer
from urllib.request import urlopen

from a11y_journeys.errors import EngineError
from a11y_journeys.view import View

LIMIT = 100
"""Seconds for one step: an engine, a journey, a state."""
CLOSING = 10
"""Seconds for the browser to close a page."""


class UnresponsiveError(EngineError):
    """A page did not answer; says which, and at which step."""

    def __init__(self, view: View, step: str) -> None:
        super().__init__(f"{view} did not answer: {step}")
        self.view, self.step = view, step


@dataclass(frozen=True)
class Watch:
    """A watch over one page."""

    address: str
    """Closes the page in the browser when it is fetched; empty where nothing can."""

    @contextmanager
    def limited(self, view: View, step: str) -> Iterator[None]:
        """Give a step its limit. Raises UnresponsiveError when it was not done within it."""
        timed = _Step(self.close)
        timer = Timer(LIMIT, timed.late)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if timed.done():
                raise
            raise UnresponsiveError(view, step) from error
        finally:
            timer.cancel()
        if not timed.done():
            raise UnresponsiveError(view, step)

    def close(self) -> None:
        """Close the page, whatever it does."""
        if self.address:
            with suppress(OSError), urlopen(self.address, timeout=CLOSING):  # noqa: S310 - our own browser
                pass


@dataclass
class _Step:
    """A step that ends once: done or late."""

    act: Callable[[], None]
    lock: Lock = field(default_factory=Lock)
    over: bool = False
    in_time: bool = False

    def done(self) -> bool:
        """End it; return True if that was in time."""
        with self.lock:
            if not self.over:
                self.over = self.in_time = True
            return self.in_time

    def late(self) -> None:
        with self.lock:
            if self.over:
                return
            self.over = True
        self.act()
