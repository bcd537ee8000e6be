"""Run a command so that it leaves nothing behind: no process, no temporary file. Standard library only.

    python3 tests/supervisor.py SECONDS COMMAND…

Every descendant of the command belongs to the run, whatever its group or session. When the command ends, is
interrupted, or has run for SECONDS, all of them are ended. Temporary files go to a folder of the run.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from types import FrameType

PATIENCE = 1.0
"""Seconds between SIGTERM and SIGKILL."""
TIMED_OUT = 124
"""The exit code of `timeout`."""
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Signals that end the run."""
PR_SET_CHILD_SUBREAPER = 36
"""Option of Linux' prctl(2): orphaned descendants become children of this process."""


class EndedError(Exception):
    """Raised to end the run early."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def main(limit: float, command: Sequence[str]) -> int:
    """Run `command`, end its remaining processes, and return its exit code; 124 after `limit` seconds."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    for number in ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:  # respect `nohup` and `&`
            signal.signal(number, _end)
    with _temporary_folder() as environment:
        try:
            return _run(command, environment, limit)
        except EndedError as end:
            sys.stderr.write(f"{Path(command[0]).name}: {end}\n")
            return end.code
        finally:
            _end_all()


def _end(number: int, _frame: FrameType | None) -> None:
    _ignore()
    raise EndedError(128 + number, f"ended by {signal.Signals(number).name}")


def _ignore() -> None:
    """Ignore signals while the run ends."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def _run(command: Sequence[str], environment: dict[str, str], limit: float) -> int:
    process = subprocess.Popen(command, env=environment)
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired:
        raise EndedError(TIMED_OUT, f"ended after its limit of {limit:.0f} s (HALLBAR_TEST_LIMIT)") from None
    return 128 - code if code < 0 else code  # as a shell reports signals


@contextmanager
def _temporary_folder() -> Iterator[dict[str, str]]:
    """Yield an environment whose temporary files are removed at the end, except pytest's last folder."""
    outside = tempfile.gettempdir()
    folder = tempfile.mkdtemp(prefix="hallbar-")  # short, for Chromium's socket
    try:
        yield os.environ | {"TMPDIR": folder, "PYTEST_DEBUG_TEMPROOT": outside}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_all() -> None:
    """Terminate all descendants, then kill those that remain."""
    _ignore()
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline, signalled = monotonic() + PATIENCE, set[int]()
        while (left := descendants(os.getpid())) and monotonic() < deadline:
            for process in set(left) - signalled:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(process, number)
            signalled.update(left)
            _reap()
            sleep(0.05)
    _reap()


def _reap() -> None:
    """Reap children that have ended, orphans included."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def descendants(root: int) -> list[int]:
    """Return the process ids of all descendants of `root` that have not ended (from /proc)."""
    children: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended in the meantime
            state, parent = process.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                children.setdefault(int(parent), []).append(int(process.parent.name))
    found, left = [], [root]
    while left:
        mine = children.get(left.pop(), [])
        found += mine
        left += mine
    return found


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
