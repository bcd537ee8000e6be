"""The store in a PostgreSQL database: for those who run one already, with its backups and its standby."""

import re
from collections.abc import Callable, Iterator, Sequence
from math import inf
from time import monotonic
from typing import Any, TypeVar, cast

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict

from hallbar.feedback.service.store import ALL, Entry, Selection, StoreError, UnfitError, rows, schema
from hallbar.messages import Messages

message = Messages(__file__)
_T = TypeVar("_T")
_Work = Callable[[rows.Cursor], _T]
_ARRIVAL = ", arrival bigint generated always as identity"
_LOCK = 0x68616C6C626172  # "hallbar": two processes may open a new database at the same time
_CONNECT = 2  # seconds: less is not possible
_MARGIN = 0.5  # seconds in which the database may report that it gave up, before we do
_READ_AT_ONCE = 2000  # rows
_SETTINGS = """
select set_config(name, %s, false) from unnest(array['lock_timeout', 'statement_timeout']) name
"""
# On disk before the citizen is thanked; a database that waits for its standby, too, continues to do so.
_DURABLE = """
select set_config('synchronous_commit', 'on', false)
where current_setting('synchronous_commit') not in ('on', 'remote_apply')
"""
_COLUMNS = (
    "select table_name, column_name from information_schema.columns where table_schema = current_schema()"
)
_VERSION_TABLE = """
create table if not exists hallbar_version (
  one boolean primary key default true check (one), -- there is only this row
  version integer not null
)
"""
_GET_VERSION = "select version from hallbar_version"
_SET_VERSION = """
insert into hallbar_version (version) values (%s) on conflict (one) do update set version = excluded.version
"""


class _Connection(psycopg.Connection[tuple[Any, ...]]):
    """Waits no longer than to the deadline, also for a server that does not answer at all."""

    deadline = inf
    lost = False

    def wait(self, gen: PQGen[_T], interval: float = 0.1, timeout: float | None = None) -> _T:
        left = max(0.0, self.deadline - monotonic())
        return super().wait(gen, interval, left if timeout is None else min(left, timeout))


class PostgreSQLStore:
    """Holds one connection, and makes another when that one is lost."""

    def __init__(self, url: str, patience: float = 3.0, prepare: bool = True) -> None:
        """Open the database. `patience`: seconds to wait for it, and for others' locks in it.

        To reach it may take two seconds, whatever the patience. `prepare`: migrate it, too. Raises StoreError
        if it cannot be reached, is written by a newer version, or is not ours; no message has its password.
        """
        self._url, self._patience, self._prepares = url, patience, prepare
        self.name, self._secret = named(url)
        self._db: _Connection | None = None
        self._version = 0
        self._closed = False
        self._do(lambda _: None)

    def add(self, entries: Sequence[Entry]) -> frozenset[str]:
        return self._do(lambda cursor: rows.add(cursor, entries, "%s"))

    def answers(self, selection: Selection = ALL) -> Iterator[Entry]:
        return self._selected("answers", selection)

    def reports(self, selection: Selection = ALL) -> Iterator[Entry]:
        return self._selected("reports", selection)

    def check(self) -> None:
        self._do(lambda cursor: rows.try_all(cursor, "%s"))

    def delete_contacts(self, before: str) -> int:
        return self._do(lambda cursor: rows.delete_contacts(cursor, before, "%s"))

    def close(self) -> None:
        self._closed = True
        self._drop()

    def _selected(self, table: str, selection: Selection) -> Iterator[Entry]:
        """Yield rows as they come, with a connection of their own: reading may take long."""
        if self._closed:
            raise StoreError(message("store_closed"))
        if table not in schema.columns(self._version):
            return
        query, values = rows.selected(table, selection, "%s", "arrival")
        try:
            with self._connected(inf) as db, db.cursor("selected") as cursor:
                db.execute("set local statement_timeout = 0")
                cursor.itersize = _READ_AT_ONCE
                cursor.execute(query.encode(), values)
                for row in cursor:
                    yield rows.entry(table, row)
        except psycopg.Error as error:
            raise self._error(error) from None

    def _do(self, work: _Work[_T]) -> _T:
        """Do the work in one transaction, within the patience."""
        if self._closed:
            raise StoreError(message("store_closed"))
        deadline = monotonic() + self._patience + _MARGIN
        had = self._db
        try:
            try:
                return self._once(work, deadline)
            except psycopg.OperationalError:
                if not (had and had.lost):
                    raise
                return self._once(work, deadline)  # what was stored by the first try is not stored twice
        except psycopg.Error as error:
            raise self._error(error) from None  # the cause may hold more

    def _once(self, work: _Work[_T], deadline: float) -> _T:
        try:
            db = self._db = self._db or self._connected(deadline)
            db.deadline = deadline
            with db.cursor() as cursor:
                result = work(cast("rows.Cursor", cursor))
            db.commit()
        except BaseException:
            self._drop()  # whatever is wrong with it, the next one is new
            raise
        return result

    def _connected(self, deadline: float) -> _Connection:
        db = _Connection.connect(self._url, connect_timeout=_CONNECT, client_encoding="utf8")
        try:
            db.deadline = deadline
            self._version = _prepared(db, self._patience, self._prepares)
        except BaseException:
            db.close()
            raise
        return db

    def _drop(self) -> None:
        if self._db is not None:
            self._db.lost = self._db.closed
            self._db.close()
            self._db = None

    def _error(self, error: psycopg.Error) -> StoreError:
        """Return an error in one line, without the values of a row."""
        if isinstance(error, psycopg.errors._WaitTimeout):
            return StoreError(f"{self.name}: {message('postgres_silent')}")
        line = " ".join((error.diag.message_primary or str(error)).split())
        line = line.replace(self._secret, "…") if self._secret else line
        unfit = isinstance(error, psycopg.DataError | psycopg.IntegrityError)
        return (UnfitError if unfit else StoreError)(f"{self.name}: {line}")


def named(url: str) -> tuple[str, str]:
    """Return the name of the database in messages, and the password that they must not have.

    A password whose special characters are not written as %40 and so on would be taken for another part.
    Raises StoreError for a URL that cannot be read.
    """
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.Error:
        parts = {"host": "@"}
    host, port, name = (parts.get(part, "") for part in ("host", "port", "dbname"))
    if "@" in host + name or not re.fullmatch(r"[\d,]*", port):
        raise StoreError(message("postgres_url"))
    return f"PostgreSQL {host or 'localhost'}{':' if port else ''}{port}/{name}", parts.get("password", "")


def _prepared(db: _Connection, patience: float, prepare: bool) -> int:
    """Set up a connection, migrate the database if `prepare`, and return its version."""
    encoding = db.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise psycopg.DatabaseError(message("postgres_encoding", encoding=encoding))
    db.execute(_SETTINGS, [str(int(patience * 1000))])
    db.execute(_DURABLE)
    db.commit()
    version = _migrated(db) if prepare else checked(db)
    db.commit()
    if version < schema.OLDEST_READ:
        raise psycopg.DatabaseError(message("store_empty"))
    return version


def checked(db: psycopg.Connection[tuple[Any, ...]]) -> int:
    """Return the version of the schema. Raises DatabaseError if the tables are not those of it."""
    found = schema.by_table(db.execute(_COLUMNS).fetchall())
    row = db.execute(_GET_VERSION).fetchone() if "hallbar_version" in found else None
    version = int(row[0]) if row else 0
    if fault := schema.fault(version, found):
        raise psycopg.DatabaseError(fault)
    return version


def _migrated(db: _Connection) -> int:
    db.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    version = checked(db)
    for step in schema.STEPS[version:]:
        for table in step:
            db.execute(table.format(arrival=_ARRIVAL).encode())
    if version < schema.VERSION:
        db.execute(_VERSION_TABLE)
        db.execute(_SET_VERSION, [schema.VERSION])
    with db.cursor() as cursor:
        rows.try_all(cast("rows.Cursor", cursor), "%s")
    return schema.VERSION
