"""How far long work has come: a bar on a terminal, else a line in the log now and then."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

import click

EVERY = 10.0
"""Seconds between two lines in the log."""

Step = Callable[[str], None]
"""Called after each piece of work with what it was: “sentences”, “pages”."""

Progress = Callable[[int], AbstractContextManager[Step]]
"""Begins to show work of so many steps."""


def unseen(_steps: int) -> AbstractContextManager[Step]:
    """Show nothing."""
    return nullcontext(lambda _unit: None)


def seen(tell: Callable[[str], None]) -> Progress:
    """A bar where the errors go to a terminal; else `tell` gets a line every ten seconds."""
    return _bar if sys.stderr.isatty() else partial(_lines, tell=tell)


class _Done:
    """What has been done of so many steps, and how long the rest will take."""

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._begun = steps, Counter[str](), time.monotonic()

    def add(self, unit: str) -> None:
        self._done[unit] += 1

    def __str__(self) -> str:
        number = self._done.total()
        left = (time.monotonic() - self._begun) / max(number, 1) * (self._steps - number)
        return ", ".join([*(f"{count} {unit}" for unit, count in self._done.items()), f"{left:.0f} s left"])


@contextmanager
def _bar(steps: int) -> Iterator[Step]:
    done = _Done(steps)

    def said(_: object) -> str:
        return str(done)

    with click.progressbar(
        range(steps), label="sound", show_eta=False, item_show_func=said, file=sys.stderr
    ) as drawn:

        def step(unit: str) -> None:
            done.add(unit)
            drawn.update(1)

        yield step


@contextmanager
def _lines(steps: int, tell: Callable[[str], None]) -> Iterator[Step]:
    done, told = _Done(steps), time.monotonic()

    def step(unit: str) -> None:
        nonlocal told
        done.add(unit)
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            tell(f"sound: {done}")

    yield step
