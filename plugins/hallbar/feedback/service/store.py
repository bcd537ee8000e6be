"""The store of answers: an interface of three methods, and its implementation in SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

from hallbar.feedback.service.answer import Answer
from hallbar.messages import Messages, reason

message = Messages(__file__)
FILE = "answers.sqlite3"
"""File name of the database in the data folder."""

_VERSION = 1  # of the schema, in the file's own `user_version`
_SCHEMA = """
create table answers (
  id text primary key not null,
  date text not null,           -- UTC, to the minute: an exact time could identify a visit
  page text not null,
  lang text not null,
  helpful integer not null check (helpful in (0, 1)),
  comment text not null,        -- redacted
  redactions integer not null,  -- number of replacements
  consent text not null,
  release text not null,        -- release of the site: the text that the citizen saw
  suspect integer not null check (suspect in (0, 1))
)
"""
_INSERT = """
insert into answers values
  (:id, :date, :page, :lang, :helpful, :comment, :redactions, :consent, :release, :suspect)
on conflict (id) do nothing
"""


class StoreError(OSError):
    """The answers cannot be read or written: one line with the file and what is wrong."""


@dataclass(frozen=True)
class Stored:
    """A stored answer, with its date (UTC, to the minute, ISO 8601) and the site's release."""

    answer: Answer
    date: str
    release: str


class Store(Protocol):
    """A store of answers. Safe to use from several threads."""

    def add(self, answer: Answer, release: str) -> None:
        """Store the answer; it is on disk when this returns. If the id is stored already, do nothing.

        Raises StoreError if it cannot be stored now.
        """

    def answers(self) -> list[Stored]:
        """Return all stored answers in the order of arrival. Raises StoreError."""

    def close(self) -> None:
        """Close the store; nothing can be added afterwards."""


class SQLiteStore:
    """Answers in one SQLite file, which only its owner may read."""

    def __init__(self, path: Path, patience: float = 3.0) -> None:
        """Open or create the file. `patience`: seconds to wait for another process that is writing.

        Raises StoreError if the file is damaged, written by a newer version, or cannot be opened.
        """
        self._path = path
        self._patience = patience
        self._lock = Lock()
        with _one_line(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)  # before SQLite, which would let the group and others read it
            self._db = _open(path, patience)

    def add(self, answer: Answer, release: str) -> None:
        with self._connection() as db:
            db.execute(_INSERT, asdict(answer) | {"date": _now(), "release": release})

    def answers(self) -> list[Stored]:
        with self._connection() as db:
            return [_stored(row) for row in db.execute("select * from answers order by rowid")]

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection, to one thread at a time. Waits for it no longer than for the file."""
        if not self._lock.acquire(timeout=self._patience):
            raise StoreError(message("store_busy", file=self._path))
        try:
            with _one_line(self._path):
                yield self._db
        finally:
            self._lock.release()


@contextmanager
def _one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: {_reason(error)}") from error


def _reason(error: OSError | sqlite3.Error) -> str:
    """Return what the system or SQLite says of an error, in the language of messages where we know it."""
    if isinstance(error, OSError):
        return reason(error)
    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").lower()
    return message.texts.get(f"sqlite_{name}", str(error))


def _open(path: Path, patience: float) -> sqlite3.Connection:
    # No isolation level: each statement is its own transaction, committed when `execute` returns.
    db = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    try:
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    """Check the file, and create the table if the file is new."""
    version = _version(db)
    if version > _VERSION:
        raise sqlite3.DatabaseError(message("store_newer", version=version, known=_VERSION))
    [(health,)] = db.execute("pragma quick_check(1)").fetchall()
    if health != "ok":
        raise sqlite3.DatabaseError(message("store_damaged", health=" ".join(health.split())))
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")  # a commit has reached the disk, even if the power fails
    db.execute("begin immediate")  # two processes may open a new file at the same time
    if _version(db) == 0:
        db.execute(_SCHEMA)
        db.execute(f"pragma user_version = {_VERSION}")
    db.execute("commit")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("pragma user_version").fetchone()[0])


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _stored(row: sqlite3.Row) -> Stored:
    fields = dict(row)
    date, release = fields.pop("date"), fields.pop("release")
    fields |= {"helpful": bool(fields["helpful"]), "suspect": bool(fields["suspect"])}
    return Stored(Answer(**fields), date, release)
