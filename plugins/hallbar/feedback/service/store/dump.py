"""Backups of a PostgreSQL database by its own programs, `pg_dump` and `pg_restore`."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hallbar.feedback.service.store import StoreError, schema
from hallbar.feedback.service.store.file import one_line
from hallbar.feedback.service.store.postgres import PostgreSQLStore, checked, named
from hallbar.messages import Messages

message = Messages(__file__)
Counts = dict[str, int]
"""Table → number of rows."""

_Connection = psycopg.Connection[tuple[Any, ...]]

_VERSION = "hallbar_version"
_COPY = re.compile(r"COPY (?:\S+\.)?(\w+) \(.*\) FROM stdin;")
_END = "\\."
_WHOLE = ("--no-owner", "--no-privileges")
_CONNECT = 5  # seconds


def back_up(url: str, to: Path) -> Counts:
    """Write the answers and reports of a database into the file `to`. Raises StoreError."""
    aside = to.with_name(f"{to.name}.part")
    name, _ = named(url)
    try:
        with one_line(to), _connected(url) as db:
            aside.unlink(missing_ok=True)
            aside.touch(mode=0o600)
            expected = _dumped(db, url, aside)
            _, found = _content(aside)
            if found != expected:
                raise StoreError(f"{to}: {message('backup_differs')}")
            aside.replace(to)
    except psycopg.Error as error:
        raise StoreError(f"{name}: {_line(str(error))}") from None
    finally:
        aside.unlink(missing_ok=True)
    return expected


def restore(source: Path, url: str, overwrite: bool) -> Counts:
    """Replace the answers and reports of a database by those of a file of `back_up`. Raises StoreError."""
    with one_line(source):
        source.stat()
    name, _ = named(url)
    version, expected = _content(source)
    if not 0 < version <= schema.VERSION:
        raise StoreError(f"{source}: {message('store_newer', version=version, known=schema.VERSION)}")
    try:
        with _connected(url) as db:
            rows = sum(_counts(db, set(schema.columns(checked(db)))).values())
            if rows and not overwrite:
                raise StoreError(message("restore_overwrites", store=name, count=rows))
        _run(
            [
                "pg_restore",
                "--clean",
                "--if-exists",
                "--single-transaction",
                "--exit-on-error",
                *_WHOLE,
                source,
            ],
            url,
        )
        with _connected(url) as db:
            _drop(db, set(schema.columns(schema.VERSION)) - set(expected))
        PostgreSQLStore(url).close()  # migrates it
        with _connected(url) as db:
            found = _counts(db, set(expected))
    except psycopg.Error as error:
        raise StoreError(f"{name}: {_line(str(error))}") from None
    if found != expected:
        raise StoreError(f"{name}: {message('backup_differs')}")
    return found


def _connected(url: str) -> _Connection:
    return psycopg.connect(url, connect_timeout=_CONNECT, client_encoding="utf8")


def _dumped(db: _Connection, url: str, to: Path) -> Counts:
    """Dump the tables as they are at one moment, and return their numbers of rows then."""
    db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    version = checked(db)
    if version < schema.OLDEST_READ:
        raise psycopg.DatabaseError(message("store_empty"))
    tables = set(schema.columns(version))
    [(snapshot, place)] = db.execute("select pg_export_snapshot(), current_schema()").fetchall()
    named_ = [f'--table="{place}"."{table}"' for table in sorted({*tables, _VERSION})]
    _run(["pg_dump", "--format=custom", f"--snapshot={snapshot}", *_WHOLE, *named_, f"--file={to}"], url)
    return _counts(db, tables)


def _counts(db: _Connection, tables: set[str]) -> Counts:
    query = sql.SQL("select count(*) from {}")
    return {
        table: db.execute(query.format(sql.Identifier(table))).fetchall()[0][0] for table in sorted(tables)
    }


def _drop(db: _Connection, tables: set[str]) -> None:
    """Remove the tables that a backup of an older version does not have."""
    for table in tables:
        db.execute(sql.SQL("drop table if exists {}").format(sql.Identifier(table)))


def _content(file: Path) -> tuple[int, Counts]:
    """Return the version of a dump, and the number of rows of its tables: every byte of it is read."""
    counts: Counts = {}
    version, table = 0, ""
    for line in _lines(["pg_restore", "--data-only", "--file=-", file]):
        if copied := _COPY.fullmatch(line):
            table = copied[1]
            counts[table] = 0
        elif line == _END:
            table = ""
        elif table == _VERSION:
            version = int(line.split("\t")[1])
        elif table:
            counts[table] += 1
    counts.pop(_VERSION, None)
    return version, dict(sorted(counts.items()))


def _lines(command: Sequence[str | Path]) -> Iterator[str]:
    with _started(command, {}, subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        yield from (line.rstrip("\n") for line in process.stdout)
        _check(process, process.stderr.read())


def _run(command: Sequence[str | Path], url: str) -> None:
    """Run one of PostgreSQL's programs. The password is in its environment, which only its owner may read."""
    parts = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(parts.pop("password", "") or "")}
    where = f"--dbname={make_conninfo('', **parts)}"
    with _started([command[0], where, *command[1:]], secret if secret["PGPASSWORD"] else {}, None) as process:
        _check(process, process.communicate()[1])


def _started(
    command: Sequence[str | Path], environment: dict[str, str], out: int | None
) -> "subprocess.Popen[str]":
    words = [str(word) for word in command]
    options: dict[str, Any] = {"stdout": out, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    try:
        return subprocess.Popen(words, env=os.environ | environment, **options)
    except FileNotFoundError as error:
        raise StoreError(message("program_missing", program=words[0])) from error


def _check(process: "subprocess.Popen[str]", errors: str) -> None:
    if process.wait():
        raise StoreError(_line(errors))


def _line(text: str) -> str:
    return " ".join(text.split())
