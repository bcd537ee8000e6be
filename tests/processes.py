"""The only way for a test to start a process: in its own group, with a limit, ended with its children.

Such a test uses the fixture `processes`; `test_conventions.py` rejects other ways.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

LIMIT = 100
"""Seconds, fewer than a test's limit (`timeout` in pyproject.toml), so that the message names the command."""

Command = Sequence[str | Path]


def run(
    command: Command, *, stdin: str = "", limit: float = LIMIT, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, and return its result. Fails the test after `limit` seconds."""
    with started(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    ) as process:
        try:
            out, err = process.communicate(stdin, timeout=limit)
        except subprocess.TimeoutExpired:
            pytest.fail(f"still running after {limit} s: {' '.join(map(str, command))}")
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def python(*arguments: str | Path, limit: float = LIMIT, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run this Python with `arguments`."""
    return run([sys.executable, *arguments], limit=limit, **options)


@contextmanager
def started(command: Command, **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """Start a command in its own process group, which is killed on exit."""
    process = subprocess.Popen([str(part) for part in command], text=True, start_new_session=True, **options)
    try:
        yield process
    finally:
        end(process)


def end(process: "subprocess.Popen[str]", limit: float = 5) -> None:
    """Kill the group of a process from `started`, and close its pipes."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with suppress(OSError, ValueError):
                pipe.close()
    process.wait(limit)


def wait_until(true: Any, what: str, limit: float = 20) -> None:
    """Wait until `true()` returns True. Fails the test with the message `what` after `limit` seconds."""
    deadline = monotonic() + limit
    while not true():
        if monotonic() > deadline:
            pytest.fail(f"waited {limit} s in vain: {what}")
        sleep(0.005)


STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec"}
"""Audit events of starting a process."""

_forbidden = False


def _watch(event: str, _arguments: object) -> None:
    if _forbidden and event in STARTS:
        raise RuntimeError("a unit test starts no process: let it use the fixture `processes`")


sys.addaudithook(_watch)


@contextmanager
def none_started() -> Iterator[None]:
    """Let every attempt to start a process fail."""
    global _forbidden  # an audit hook cannot be removed
    _forbidden = True
    try:
        yield
    finally:
        _forbidden = False
