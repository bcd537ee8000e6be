"""A watch over a page: a script may never return, a promise never be kept, and a call into it has no limit.

Then the page is closed from outside, through the browser, and whoever waits for it is told.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Timer
from urllib.request import urlopen

from a11y_journeys.look import EngineError, Look

LIMIT = 100
"""Seconds for one step: an engine, a journey, a state."""
CLOSING = 10
"""Seconds for the browser to close a page."""


class SilentError(EngineError):
    """A page did not answer; says which, and while what was done."""

    def __init__(self, look: Look, what: str) -> None:
        super().__init__(f"{look.path} {look.state} {look.width} {look.scheme} did not answer: {what}")
        self.look, self.what = look, what


@dataclass(frozen=True)
class Watch:
    """Over one page; `address` is that by which the browser closes it, empty where nobody can."""

    address: str

    @contextmanager
    def over(self, look: Look, what: str) -> Iterator[None]:
        """Give a step its limit. Raises SilentError when it was not done within it."""
        step = _Step(self.close)
        timer = Timer(LIMIT, step.late)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if step.done():
                raise
            raise SilentError(look, what) from error
        finally:
            timer.cancel()
        if not step.done():
            raise SilentError(look, what)

    def close(self) -> None:
        """Close the page, whatever it does."""
        if self.address:
            with suppress(OSError), urlopen(self.address, timeout=CLOSING):  # noqa: S310 - our own browser
                pass


@dataclass
class _Step:
    """Ends once: done or late."""

    act: Callable[[], None]
    lock: Lock = field(default_factory=Lock)
    over: bool = False
    in_time: bool = False

    def done(self) -> bool:
        """End it; whether that was in time."""
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
