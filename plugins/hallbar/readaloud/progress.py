"""How far long work has come: a bar on a terminal, else a line in the log now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import click

T = TypeVar("T")

EVERY = 10.0
"""Seconds between two lines in the log."""


class Follow(Protocol):
    """Something that hands on what comes, and may tell how much has come."""

    def __call__(self, coming: Iterator[T], number: int, what: str, unit: str) -> Iterator[T]:
        """`number` of them will come: `what` is being done, to `unit` ("speaking", "sentences")."""


def unseen(coming: Iterator[T], number: int, what: str, unit: str) -> Iterator[T]:  # noqa: ARG001
    """Tell nothing."""
    return coming


def seen(tell: Callable[[str], None]) -> Follow:
    """A bar where the errors go to a terminal; else `tell` gets a line every ten seconds."""

    def follow(coming: Iterator[T], number: int, what: str, unit: str) -> Iterator[T]:
        if not (number and sys.stderr.isatty()):
            yield from _told(coming, number, f"{what} {unit}", tell)
            return
        label = f"{what} {unit}"
        with click.progressbar(coming, length=number, label=label, show_pos=True, file=sys.stderr) as bar:
            yield from bar

    return follow


def _told(coming: Iterator[T], number: int, label: str, tell: Callable[[str], None]) -> Iterator[T]:
    begun = before = time.monotonic()
    for done, one in enumerate(coming, 1):
        yield one
        now = time.monotonic()
        if now - before >= EVERY:
            before = now
            left = (now - begun) / done * (number - done)
            tell(f"{label}: {done} of {number}, {left:.0f} s left")
