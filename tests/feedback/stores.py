"""Places for a store in tests: a folder for SQLite, and a real PostgreSQL server in a folder of its own."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest

from feedback.running import free_port
from hallbar.feedback.service.store import FILE, Store, opened
from processes import run, started, wait_until

PASSWORD = "hemligt-9f3b"

# Version 1, and an answer in it.
ANSWERS_1 = """
create table answers (
  id text primary key not null,
  date text not null,
  page text not null,
  lang text not null,
  helpful integer not null check (helpful in (0, 1)),
  comment text not null,
  redactions integer not null,
  consent text not null,
  release text not null,
  suspect integer not null check (suspect in (0, 1)) ARRIVAL
)
"""
ROW_1 = """
insert into answers (id, date, page, lang, helpful, comment, redactions, consent, release, suspect)
values ('2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11', '2026-01-02T03:04Z', '/regler/', 'sv', 0,
        'Ring […]; drop table answers', 1, 'none-stored', 'abc123', 1)
"""
TABLES = "answers", "contacts", "reports"


class Engine(Protocol):
    """A place for one store, and what another program does with it."""

    data: Path
    database: str

    def rows(self, query: str) -> list[tuple[Any, ...]]: ...
    def columns(self) -> set[tuple[str, str]]: ...
    def locked(self) -> Any: ...
    def make_version_1(self) -> None: ...
    def set_version(self, version: int) -> None: ...


def open_(engine: Engine, patience: float = 3.0) -> Store:
    return opened(engine.data, engine.database, patience)


class SQLite:
    database = ""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.path = data / FILE

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            return db.execute(query).fetchall()

    def columns(self) -> set[tuple[str, str]]:
        query = (
            "select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table'"
        )
        return set(self.rows(query))

    @contextmanager
    def locked(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
            db.execute("begin immediate")
            yield

    def make_version_1(self) -> None:
        self.data.mkdir()
        for statement in (ANSWERS_1.replace("ARRIVAL", ""), ROW_1, "pragma user_version = 1"):
            self.rows(statement)

    def set_version(self, version: int) -> None:
        self.rows(f"pragma user_version = {version}")


class PostgreSQL:
    def __init__(self, database: str, data: Path) -> None:
        self.database, self.data = database, data

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database, autocommit=True) as db:
            cursor = db.execute(query.encode())
            return cursor.fetchall() if cursor.description else []

    def columns(self) -> set[tuple[str, str]]:
        query = "select table_name, column_name from information_schema.columns where table_schema = 'public'"
        return {(table, name) for table, name in self.rows(query) if table in TABLES and name != "arrival"}

    @contextmanager
    def locked(self) -> Iterator[None]:
        with psycopg.connect(self.database) as db:
            db.execute("lock table answers, reports, contacts in access exclusive mode")
            yield

    def make_version_1(self) -> None:
        self.rows(ANSWERS_1.replace("ARRIVAL", ", arrival bigint generated always as identity"))
        self.rows("create table hallbar_version (one boolean primary key default true, version integer)")
        self.rows("insert into hallbar_version (version) values (1)")
        self.rows(ROW_1)

    def set_version(self, version: int) -> None:
        self.rows(f"update hallbar_version set version = {version}")


class Server:
    """A real PostgreSQL that syncs, in a folder of its own. It refuses to run as root."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._as: dict[str, Any] = {"cwd": folder}
        if os.geteuid() == 0:
            self._as |= {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(folder, "postgres", "postgres")
        self.port = free_port()
        self._databases = 0
        secret = folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        where = [
            "-D",
            str(folder / "data"),
            "-U",
            "hallbar",
            "-E",
            "UTF8",
            "--locale",
            "C.UTF-8",
            "--no-sync",
        ]
        done = run([program("initdb"), *where, "-A", "scram-sha-256", f"--pwfile={secret}"], **self._as)
        assert done.returncode == 0, done.stderr
        self.start()

    def start(self) -> None:
        """Return when it takes connections."""
        options = f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self._folder}"
        arguments = [part for option in (*options, "fsync=on") for part in ("-c", option)]
        log = self._stack.enter_context((self._folder / "log").open("a"))
        command = [program("postgres"), "-D", str(self._folder / "data"), *arguments]
        self.process = self._stack.enter_context(started(command, stdout=log, stderr=log, **self._as))
        wait_until(self._answers, f"PostgreSQL starts: {self._folder / 'log'}", 30)

    def stop(self) -> None:
        """Stop it like an operator in a hurry: connections are cut."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)

    def url(self, database: str) -> str:
        return f"postgresql://hallbar:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Return the URL of a database that is empty."""
        self._databases += 1
        name = f"test_{self._databases}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(f"create database {name}".encode())
        return self.url(name)

    def _answers(self) -> bool:
        assert self.process.poll() is None, (self._folder / "log").read_text()
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def program(name: str) -> str:
    """Return a program of PostgreSQL: from the PATH, or of the newest version in Debian's folders."""
    places = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(places, key=lambda place: float(place.parts[-3]))
    found = shutil.which(name) or (str(newest[-1]) if newest else None)
    if found is None:
        pytest.fail("PostgreSQL is missing; on Debian: sudo apt-get install postgresql", pytrace=False)
    return found
