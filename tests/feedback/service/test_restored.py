"""A backup under load, wiped and restored by the commands of operators, for both stores. A long round."""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from subprocess import CompletedProcess

import pytest

from feedback.service.entries import ANSWER, REPORT, another
from feedback.service.loading import environment, loaded
from feedback.stores import TABLES, Engine, PostgreSQL, Server, SQLite, open_
from processes import run, wait_until

pytestmark = pytest.mark.usefixtures("long_round", "processes")

CLIENTS = 8


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "sqlite":
        return SQLite(tmp_path / "data")
    server: Server = request.getfixturevalue("postgres")
    return PostgreSQL(server.new_database(), tmp_path / "data")


def feedback(engine: Engine, *arguments: str | Path) -> CompletedProcess[str]:
    command = [sys.executable, "-m", "hallbar.cli", "feedback", *arguments, "--data", engine.data]
    return run(command, env=os.environ | {"HALLBAR_LANGUAGE": "en"} | environment(engine))


def succeed(engine: Engine, *arguments: str | Path) -> str:
    done = feedback(engine, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def wipe(engine: Engine) -> None:
    if isinstance(engine, SQLite):
        rmtree(engine.data)
    else:
        engine.rows("drop table answers, reports, contacts, hallbar_version")


def rows(engine: Engine) -> list[list[tuple[object, ...]]]:
    return [sorted(engine.rows(f"select * from {table}")) for table in TABLES]


def test_backup_under_load_wiped_and_restored(site: Path, engine: Engine, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    with closing(open_(engine)) as store:
        store.add([another(REPORT) for _ in range(100)])
    with loaded(site, engine) as load, load.posting(CLIENTS):
        wait_until(load.has_acknowledged(200), "acknowledgements")
        before = set(load.acknowledged)
        printed = succeed(engine, "backup", "--to", saved)
        wait_until(load.has_acknowledged(len(load.acknowledged) + 50), "it receives after the backup")
        load.service.process.send_signal(signal.SIGTERM)
    assert "and 100 reports are saved and checked" in printed
    assert saved.stat().st_mode & 0o777 == 0o600
    everything = rows(engine)
    wipe(engine)
    restored = succeed(engine, "restore", "--from", saved)
    assert restored.split(" are ")[0] == printed.split(" are ")[0]
    again = rows(engine)
    for whole, part in zip(everything, again, strict=True):
        assert set(part) <= set(whole)
    assert before <= {str(row[0]) for row in again[0]} < {str(row[0]) for row in everything[0]}


def test_restored_while_nobody_writes_the_rows_are_the_same(engine: Engine, tmp_path: Path) -> None:
    """And only with a clear word."""
    saved = tmp_path / "saved"
    with closing(open_(engine)) as store:
        store.add([another(what) for what in (ANSWER, REPORT) for _ in range(300)])
    again = rows(engine)
    succeed(engine, "backup", "--to", saved)
    with closing(open_(engine)) as store:
        store.add([another()])
    assert feedback(engine, "restore", "--from", saved).returncode == 1
    succeed(engine, "restore", "--from", saved, "--overwrite")
    assert rows(engine) == again
    with closing(open_(engine)) as store:
        store.add([another(), another(REPORT)])


def test_a_running_service_receives_after_a_restore(site: Path, engine: Engine, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    with loaded(site, engine) as load:
        with closing(load.connection()) as connection:
            assert load.post(connection) == 201
            succeed(engine, "backup", "--to", saved)
            assert load.post(connection) == 201
            succeed(engine, "restore", "--from", saved, "--overwrite")
            assert load.post(connection) == 201
        first, _, last = load.acknowledged
        assert [row[0] for row in engine.rows("select id from answers")] == [first, last]


def test_a_backup_of_an_older_version_is_migrated(engine: Engine, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    engine.make_version_1()
    assert "1 answers and 0 reports" in succeed(engine, "backup", "--to", saved)
    with closing(open_(engine)) as store:
        store.add([another(), another(REPORT)])
    succeed(engine, "restore", "--from", saved, "--overwrite")
    assert [len(table) for table in rows(engine)] == [1, 0, 0]
    with closing(open_(engine)) as store:
        store.add([another(REPORT)])


def test_what_is_no_backup_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.write_bytes(b"text" * 1000)
    with closing(open_(engine)) as store:
        store.add([another()])
    done = feedback(engine, "restore", "--from", saved, "--overwrite")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert [len(table) for table in rows(engine)] == [1, 0, 0]


def test_without_the_programs_of_postgresql_there_is_one_clear_line(postgres: Server, tmp_path: Path) -> None:
    engine = PostgreSQL(postgres.new_database(), tmp_path)
    open_(engine).close()
    command = [sys.executable, "-m", "hallbar.cli", "feedback", "backup", "--to", str(tmp_path / "saved")]
    done = run(command, env={"PATH": "", "HALLBAR_LANGUAGE": "en", **environment(engine)})
    assert done.stderr == "Error: the program pg_dump is missing: install the client of PostgreSQL\n"
    assert not (tmp_path / "saved").exists()
