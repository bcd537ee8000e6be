"""SIGTERM under load, whatever is open: the service ends in time, and nothing is lost."""

from pathlib import Path

import pytest

from feedback.service.killing import stopped
from feedback.stores import SQLite

pytestmark = [pytest.mark.usefixtures("long_round", "processes"), pytest.mark.timeout(170)]

LIMIT = 10.0
"""Seconds in which the service must have ended: systemd and containers kill it soon after."""


def test_sigterm_under_load_whatever_is_open(site: Path, data: Path) -> None:
    assert stopped(site, SQLite(data), rounds=10, limit=LIMIT) >= 500
