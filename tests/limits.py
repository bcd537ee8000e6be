"""A second time limit on every test, for code that no exception can interrupt."""

import faulthandler
import os
from collections.abc import Iterator

import pytest

GRACE = 15
"""Seconds after the first limit (pytest-timeout's) until all stacks are printed and the worker is ended."""

_stderr = -1


def keep_stderr() -> None:
    """Save the real stderr before pytest captures it."""
    global _stderr
    _stderr = os.dup(2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    faulthandler.dump_traceback_later(_seconds(item) + GRACE, exit=True, file=_stderr)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _seconds(item: pytest.Item) -> float:
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0] if marker else item.config.getini("timeout"))
