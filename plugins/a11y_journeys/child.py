"""A process beside the browser, which never outlives its use."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from subprocess import Popen, TimeoutExpired
from typing import Any

ENDING = 5
"""Seconds for a process to end when it is asked to."""


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator["Popen[str]"]:
    """Start a command; on leaving, ask it to end, and kill it if it does not."""
    with Popen(command, text=True, **options) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(ENDING)
            except TimeoutExpired:
                process.kill()
