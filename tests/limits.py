"""A second limit on every test, for what no exception interrupts."""

import faulthandler
import os
from collections.abc import Iterator

import pytest

GRACE = 15
"""Seconds after the first limit, pytest-timeout's; then all stacks are printed and the worker ends."""

_stderr = -1


def keep_stderr() -> None:
    """Keep the real stderr, while nothing is captured yet: during a test it is."""
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
