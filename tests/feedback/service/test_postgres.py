"""The store in PostgreSQL: the contract, and what only a server does. A long round: it needs a server."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from feedback import stores
from feedback.service.contract import Contract, all_of
from feedback.service.entries import another, entry
from feedback.stores import PASSWORD, PostgreSQL, Server
from hallbar.feedback.service.store import StoreError, UnfitError, opened, opened_to_read
from hallbar.feedback.service.store.postgres import PostgreSQLStore

pytestmark = pytest.mark.usefixtures("long_round", "processes")


@pytest.fixture
def engine(postgres: Server, tmp_path: Path) -> PostgreSQL:
    return PostgreSQL(postgres.new_database(), tmp_path / "data")


class TestContract(Contract):
    """The contract, for PostgreSQL."""


@pytest.fixture
def remote(postgres: Server) -> Iterator[PostgreSQLStore]:
    with closing(PostgreSQLStore(postgres.new_database())) as store:
        yield store


def setting(store: PostgreSQLStore, name: str) -> str:
    assert store._db is not None
    [(value,)] = store._db.execute("select current_setting(%s)", [name]).fetchall()
    store._db.rollback()
    return str(value)


@pytest.mark.parametrize(
    ("before", "after"), [("off", "on"), ("local", "on"), ("on", "on"), ("remote_apply", "remote_apply")]
)
def test_a_commit_reaches_the_disk(postgres: Server, before: str, after: str) -> None:
    url = f"{postgres.new_database()}?options=-csynchronous_commit%3D{before}"
    with closing(PostgreSQLStore(url)) as store:
        assert (setting(store, "synchronous_commit"), setting(store, "fsync")) == (after, "on")


def test_a_restart_of_the_server_is_not_noticed(remote: PostgreSQLStore, postgres: Server) -> None:
    remote.add([entry()])
    postgres.stop()
    postgres.start()
    remote.add([another()])
    assert len(all_of(remote)) == 2


def test_while_the_server_is_stopped_nothing_is_accepted(remote: PostgreSQLStore, postgres: Server) -> None:
    postgres.stop()
    try:
        for act in (lambda: remote.add([another()]), remote.check, lambda: all_of(remote)):
            with pytest.raises(StoreError, match="refused") as error:
                act()
            assert "\n" not in str(error.value)
            assert PASSWORD not in str(error.value)
    finally:
        postgres.start()
    remote.add([entry()])
    assert len(all_of(remote)) == 1


def test_a_connection_that_was_cut_is_made_again(remote: PostgreSQLStore, postgres: Server) -> None:
    assert remote._db is not None
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as db:
        db.execute("select pg_terminate_backend(%s, 5000)", [remote._db.info.backend_pid])
    remote.check()
    remote.add([entry()])
    assert len(all_of(remote)) == 1


def test_a_database_that_was_dropped_and_created_again(remote: PostgreSQLStore, postgres: Server) -> None:
    name = remote._url.rpartition("/")[2]
    remote.add([entry()])
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as db:
        db.execute(f"drop database {name} with (force)".encode())
        with pytest.raises(StoreError, match="does not exist"):
            remote.add([another()])
        db.execute(f"create database {name}".encode())
    remote.add([another()])
    assert len(all_of(remote)) == 1


def test_a_server_that_hangs_is_reported_in_time(postgres: Server) -> None:
    with closing(PostgreSQLStore(postgres.new_database())) as store:
        assert store._db is not None
        pid = store._db.info.backend_pid
        os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        try:
            with pytest.raises(StoreError, match="did not answer in time"):
                store.add([another()])
            assert time.monotonic() - begun < 5
            store.add([entry()])  # through a new connection
        finally:
            os.kill(pid, signal.SIGCONT)
        assert next(store.answers()) == entry()


def test_a_server_that_never_answers_is_reported_in_time(postgres: Server) -> None:
    url = postgres.new_database()
    os.kill(postgres.process.pid, signal.SIGSTOP)
    begun = time.monotonic()
    try:
        with pytest.raises(StoreError):
            PostgreSQLStore(url)
    finally:
        os.kill(postgres.process.pid, signal.SIGCONT)
    assert time.monotonic() - begun < 5


def test_a_database_that_may_only_be_read(remote: PostgreSQLStore, postgres: Server) -> None:
    remote.add([entry()])
    name = remote._url.rpartition("/")[2]
    with psycopg.connect(remote._url, autocommit=True) as db:
        db.execute(f"alter database {name} set default_transaction_read_only = on".encode())
        remote._drop()
        for act in (lambda: remote.add([another()]), remote.check):
            with pytest.raises(StoreError, match="read-only"):
                act()
        with closing(opened_to_read(Path(), remote._url)) as reader:
            assert all_of(reader) == [entry()]
        db.execute("set default_transaction_read_only = off")
        db.execute(f"alter database {name} reset default_transaction_read_only".encode())
    remote.add([another()])
    assert len(all_of(remote)) == 2


@pytest.mark.parametrize(
    "password",
    [
        "wrong-secret",
        "%40wrong-secret",
        "wrong@secret",
        "wrong/secret",
        "12/wrong@secret",
        "wr?ng#secret",
        ":wrong",
    ],
)
def test_no_message_has_the_password(postgres: Server, password: str) -> None:
    url = postgres.url("postgres").replace(PASSWORD, password)
    for tried in (url, url.replace("127.0.0.1", "no.such.host.invalid"), url.replace("postgresql", "other")):
        with pytest.raises(StoreError) as error:
            opened(Path(), tried)
        shown = f"{error.value} {error.value.__cause__}"
        assert not re.search("secret|wrong|wr.ng", shown), shown
        assert "\n" not in shown


def test_no_message_has_the_text_of_a_citizen(remote: PostgreSQLStore) -> None:
    """PostgreSQL shows the whole row when a rule of a table is broken."""
    with psycopg.connect(remote._url) as db:
        db.execute("alter table answers add check (length(comment) < 10)")
    with pytest.raises(UnfitError, match="violates check") as error:
        remote.add([entry(comment="a citizen's text")])
    assert "citizen" not in str(error.value)
    assert error.value.__cause__ is None


def test_another_encoding_is_refused(postgres: Server) -> None:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as db:
        db.execute("create database latin encoding 'LATIN1' locale 'C' template template0")
    with pytest.raises(StoreError, match="is LATIN1, not UTF8"):
        PostgreSQLStore(postgres.url("latin"))


def test_a_table_of_somebody_else_is_left_alone(postgres: Server) -> None:
    url = postgres.new_database()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("create table answers (mine text)")
        with pytest.raises(StoreError, match="the table answers exists"):
            PostgreSQLStore(url)
        assert db.execute("select * from answers").fetchall() == []


def test_without_postgresql_the_tests_say_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(stores, "Path", lambda _: Path("/nowhere"))
    with pytest.raises(BaseException, match="sudo apt-get install postgresql"):
        stores.program("initdb")
