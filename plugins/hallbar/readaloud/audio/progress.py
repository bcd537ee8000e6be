"""Shows the progress of long work: a bar on a terminal, else a line in the log now and then."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

import click

from hallbar.messages import Messages

message = Messages(__file__)
EVERY = 10.0
"""Seconds between two lines in the log."""

Step = Callable[[str], None]
"""Called after each piece of work with its unit: “sentences”, “pages”."""

Progress = Callable[[int], AbstractContextManager[Step]]
"""Begins to show the progress of a number of steps."""


def hidden(_steps: int) -> AbstractContextManager[Step]:
    """Show nothing."""
    return nullcontext(lambda _unit: None)


def shown(log: Callable[[str], None]) -> Progress:
    """Show a bar where standard error is a terminal; else pass a line to `log` every ten seconds."""
    return _bar if sys.stderr.isatty() else partial(_lines, log=log)


class _Done:
    """The number of steps that are done, by unit, and the time that the rest will take."""

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._begun = steps, Counter[str](), time.monotonic()

    def add(self, unit: str) -> None:
        self._done[unit] += 1

    def __str__(self) -> str:
        number = self._done.total()
        left = (time.monotonic() - self._begun) / max(number, 1) * (self._steps - number)
        done = [message(f"progress_{unit}", count=count) for unit, count in self._done.items()]
        return ", ".join([*done, message("progress_left", seconds=round(left))])


@contextmanager
def _bar(steps: int) -> Iterator[Step]:
    done = _Done(steps)

    def text(_: object) -> str:
        return str(done)

    with click.progressbar(
        range(steps), label=message("progress"), show_eta=False, item_show_func=text, file=sys.stderr
    ) as bar:

        def step(unit: str) -> None:
            done.add(unit)
            bar.update(1)

        yield step


@contextmanager
def _lines(steps: int, log: Callable[[str], None]) -> Iterator[Step]:
    done, last = _Done(steps), time.monotonic()

    def step(unit: str) -> None:
        nonlocal last
        done.add(unit)
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            log(f"{message('progress')}: {done}")

    yield step
