"""Signs of life: every step of a run, on one line of a terminal or as plain lines in a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import get_terminal_size
from threading import Event, Lock, Thread
from time import monotonic
from typing import Literal, TextIO

from a11y_journeys.words import Words

Phase = Literal["pages", "browser", "sentinels", "views", "markup"]


@dataclass(frozen=True)
class Step:
    """A step that begins."""

    phase: Phase
    done: int = 0
    """Steps of the phase that are done before this one."""
    of: int = 0
    """Steps of the phase in all; 0 if that is not known."""
    what: str = ""
    """The page and state, or the check."""


Progress = Callable[[Step], None]
"""Called as each step begins, from any thread."""


def silent(_step: Step) -> None:
    """Report nothing."""


QUIET = 10.0
"""Seconds without a line in a pipe, at most."""
BEAT = 2.5
"""Seconds from one reading of the clock to the next, in a pipe."""
OFTEN = 3.0
"""Seconds between two lines of the same phase in a pipe, at least."""
CLEAR = "\r\x1b[K"


@dataclass
class Reporter:
    """Writes steps to a stream, in the words of a language."""

    stream: TextIO
    words: Words
    clock: Callable[[], float] = monotonic
    _lock: Lock = field(default_factory=Lock)
    _phases: set[Phase] = field(default_factory=set)
    _latest: str = ""
    _written: float = 0.0
    _began: float = 0.0

    def __post_init__(self) -> None:
        self._began = self.clock()

    def __call__(self, step: Step) -> None:
        """Write a step: the first of each phase at once."""
        with self._lock:
            self._latest = self._line(step)
            first = step.phase not in self._phases
            self._phases.add(step.phase)
            if first or self.stream.isatty() or self.clock() - self._written >= OFTEN:
                self._write()

    def beat(self) -> None:
        """Write the latest step again, with the seconds that have passed."""
        with self._lock:
            if self._latest and (self.stream.isatty() or self.clock() - self._written > QUIET - BEAT):
                self._write()

    def clear(self) -> None:
        """Leave an empty line for what follows."""
        with self._lock:
            if self.stream.isatty():
                self.stream.write(CLEAR)
            self.stream.flush()

    def _line(self, step: Step) -> str:
        count = f" {step.done + 1}/{step.of}" if step.of else f" {step.done}" if step.done else ""
        return f"{self.words[f'progress_{step.phase}']}{count} {step.what}".rstrip()

    def _write(self) -> None:
        line = f"{self._latest} ({self.clock() - self._began:.0f} s)"
        if self.stream.isatty():
            self.stream.write(CLEAR + line[: get_terminal_size().columns - 1])
        else:
            self.stream.write(f"{line}\n")
        self.stream.flush()
        self._written = self.clock()


@contextmanager
def reporting(stream: TextIO, words: Words) -> Iterator[Progress]:
    """Write steps to a stream, and a line at least every ten seconds."""
    reporter, over = Reporter(stream, words), Event()

    def beat() -> None:
        while not over.wait(1 if stream.isatty() else BEAT):
            reporter.beat()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield reporter
    finally:
        over.set()
        thread.join()
        reporter.clear()
