"""The store of answers and reports: one interface, implemented for SQLite and for PostgreSQL.

`schema.py` has the tables, in steps from every older version; `writer.py` gives many entries one commit;
`backup.py` copies a store and restores it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from hallbar.feedback.service.answer import Answer, Report
from hallbar.messages import Messages

message = Messages(__file__)

FILE = "answers.sqlite3"
"""File name of SQLite's database in the data folder."""

REPLACEABLE = timedelta(hours=1)
"""Time in which an entry may be replaced by one with the same id: a lost reply, an edit, and a second try."""


class StoreError(OSError):
    """The store cannot be read or written now: one line with its name and what is wrong."""


class UnfitError(StoreError):
    """The store works, but does not accept one of these entries."""


@dataclass(frozen=True)
class Entry:
    """Something that was sent, with its date (UTC, to the minute, ISO 8601) and the site's release."""

    what: Answer | Report
    date: str
    release: str


@dataclass(frozen=True)
class Selection:
    """A choice of entries. `first` and `last` are dates (`2026-12-01`, UTC), both included; empty for any."""

    page: str = ""
    lang: str = ""
    first: str = ""
    last: str = ""
    suspect: bool | None = None


ALL = Selection()


class Reader(Protocol):
    """The entries of a store, one after another in the order of arrival, however many they are."""

    def answers(self, selection: Selection = ALL) -> Iterator[Entry]:
        """Yield answers. Raises StoreError."""

    def reports(self, selection: Selection = ALL) -> Iterator[Entry]:
        """Yield reports with their contacts. Raises StoreError."""

    def close(self) -> None:
        """Close the store; nothing can be read or added afterwards."""


class Store(Reader, Protocol):
    """A store that entries can be added to. Used by one thread at a time."""

    def add(self, entries: Sequence[Entry]) -> frozenset[str]:
        """Store all entries in one commit; they are on disk when this returns.

        An entry whose id is stored already replaces the stored one, except its date, if that is younger than
        REPLACEABLE. Returns the ids of those that differ from what is stored and came too late.
        Raises StoreError if they cannot be stored now: then a later try stores each once.
        """

    def check(self) -> None:
        """Raise StoreError if nothing could be added now: entries are added, and taken back."""

    def delete_contacts(self, before: str) -> int:
        """Delete the contacts from before a date, and return their number. Raises StoreError."""


def opened(data: Path, database: str = "", patience: float = 3.0) -> Store:
    """Return the store in the folder `data`, or in the PostgreSQL database with the URL `database`.

    `patience`: seconds to wait for another process that is writing. Raises StoreError if the store is
    damaged, is written by a newer version, lacks a table, or cannot be opened.
    """
    if not database:
        from hallbar.feedback.service.store.sqlite import SQLiteStore

        return SQLiteStore(data / FILE, patience)
    return _postgres(database, patience=patience)


def opened_to_read(data: Path, database: str = "") -> Reader:
    """Return a store that is only read, also from a file system that is read-only. Raises StoreError."""
    if not database:
        from hallbar.feedback.service.store.reading import SQLiteReader

        return SQLiteReader(data / FILE)
    return _postgres(database, prepare=False)


def _postgres(database: str, **options: Any) -> Store:
    try:
        from hallbar.feedback.service.store.postgres import PostgreSQLStore
    except ModuleNotFoundError as error:  # the extra `postgres`
        raise StoreError(message("postgres_missing", module=error.name)) from error
    return PostgreSQLStore(database, **options)
