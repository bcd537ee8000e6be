"""How far long work has come: a bar on a terminal, else a line in the log now and then."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

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

    @contextmanager
    def bar(steps: int) -> Iterator[Step]:
        done: Counter[str] = Counter()

        def said(_: object) -> str:
            return _counted(done)

        drawn = click.progressbar(range(steps), label="sound", item_show_func=said, file=sys.stderr)

        def step(unit: str) -> None:
            done[unit] += 1
            drawn.update(1)

        with drawn:
            yield step

    @contextmanager
    def lines(steps: int) -> Iterator[Step]:
        done: Counter[str] = Counter()
        begun = told = time.monotonic()

        def step(unit: str) -> None:
            nonlocal told
            done[unit] += 1
            now = time.monotonic()
            if now - told >= EVERY:
                told = now
                left = (now - begun) / done.total() * (steps - done.total())
                tell(f"sound: {_counted(done)} of {steps} steps, {left:.0f} s left")

        yield step

    return bar if sys.stderr.isatty() else lines


def _counted(done: Counter[str]) -> str:
    return ", ".join(f"{number} {unit}" for unit, number in done.items())
