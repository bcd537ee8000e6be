"""Nothing that was acknowledged is lost with PostgreSQL: the service, killed under load. A long round."""

from pathlib import Path

import pytest

from feedback.service.killing import killed, stopped
from feedback.stores import PostgreSQL, Server

pytestmark = pytest.mark.usefixtures("long_round", "processes")


@pytest.fixture
def engine(postgres: Server, tmp_path: Path) -> PostgreSQL:
    return PostgreSQL(postgres.new_database(), tmp_path / "data")


def test_killed_twenty_times_nobody_is_lost(site: Path, engine: PostgreSQL) -> None:
    assert killed(site, engine, rounds=20, least=100) >= 2000


def test_stopped_three_times_nobody_is_lost(site: Path, engine: PostgreSQL) -> None:
    assert stopped(site, engine, rounds=3, limit=10) >= 150
