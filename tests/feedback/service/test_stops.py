"""SIGTERM under load, with requests that are half sent: it ends in time, and nothing is lost. A long round."""

from pathlib import Path

import pytest

from feedback.service.killing import stopped
from feedback.stores import PostgreSQL, Server, SQLite

pytestmark = pytest.mark.usefixtures("long_round", "processes")

LIMIT = 10.0
"""Seconds in which the service must have ended: systemd and containers kill it soon after."""


def test_stopped_ten_times_nobody_is_lost(site: Path, tmp_path: Path) -> None:
    assert stopped(site, SQLite(tmp_path / "data"), rounds=10, limit=LIMIT) >= 500


def test_with_postgresql_nobody_is_lost(site: Path, tmp_path: Path, postgres: Server) -> None:
    engine = PostgreSQL(postgres.new_database(), tmp_path / "data")
    assert stopped(site, engine, rounds=5, limit=LIMIT) >= 250
