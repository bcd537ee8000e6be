"""Progress messages for runs without a terminal, and the cost of the run."""

import os
import resource
import sys
import threading
from collections.abc import Sequence
from time import monotonic

import pytest

MINUTE = 60.0


class Progress:
    """Prints each minute the number of finished tests and the running ones."""

    def __init__(self) -> None:
        self._began, self._total, self._done = monotonic(), 0, 0
        self._running: dict[str, float] = {}
        self._over = threading.Event()

    def pytest_sessionstart(self) -> None:
        if not sys.stdout.isatty():
            threading.Thread(target=self._each_minute, daemon=True).start()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._total = len(session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        self._total = len(ids)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._running[nodeid] = monotonic()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self._running.pop(nodeid, None)
        self._done += 1

    def pytest_sessionfinish(self) -> None:
        self._over.set()

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_line(cost(monotonic() - self._began))

    def _each_minute(self) -> None:
        while not self._over.wait(MINUTE):
            sys.stdout.write(f"\n{self.line()}\n")
            sys.stdout.flush()

    def line(self) -> str:
        """Return one line: minutes, finished and all tests, and the running tests with their seconds."""
        now = monotonic()
        running = ", ".join(f"{test} ({now - begun:.0f} s)" for test, begun in [*self._running.items()])
        done = f"{(now - self._began) / MINUTE:.0f} min: {self._done} of {self._total} tests"
        return f"{done}, load {_load()}; {running}"


def cost(wall: float) -> str:
    """Return elapsed time, processor time and load, as one line.

    Processes whose parent ended before them are not counted: about half of a browser.
    """
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    share = cpu / wall if wall else 0
    return (
        f"{wall:.0f} s, at least {cpu:.0f} CPU s ({share:.1f} of {os.cpu_count()} processors), load {_load()}"
    )


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"
