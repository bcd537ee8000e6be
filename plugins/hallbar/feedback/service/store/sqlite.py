"""The store in one SQLite file, which only its owner may read."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from hallbar.feedback.service.store import ALL, Entry, Selection, StoreError, UnfitError, backup, rows
from hallbar.feedback.service.store.file import (
    Held,
    files,
    identity,
    one_line,
    roll_back,
    selected,
    transaction,
    try_all,
)
from hallbar.messages import Messages

ROOM = 10 * 1000 * 1000
"""Free bytes on the disk below which `check` raises StoreError."""

MISSING = 10.0
"""Seconds that a deleted file may come back in, before a new one is begun."""

message = Messages(__file__)
_log = logging.getLogger(__name__)
_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_CONSTRAINT")


class SQLiteStore:
    """In WAL mode with `synchronous = full`: what is committed survives a power failure.

    A commit counts only if the file is still the one at the path. It is opened again if it is not.
    """

    def __init__(self, path: Path, patience: float = 3.0, clock: Callable[[], float] = monotonic) -> None:
        """Open or create the file. `patience`: seconds to wait for another process that is writing.

        Raises StoreError if the file is damaged, written by a newer version, or cannot be opened.
        """
        self._path, self._patience, self._clock = path, patience, clock
        self._closed = self._doubtful = False
        self._missing_since: float | None = None
        with one_line(path):
            self._held = Held.opened(path, patience)

    def add(self, entries: Sequence[Entry]) -> frozenset[str]:
        with self._connection() as db, transaction(db):
            return rows.add(db.cursor(), entries, "?")

    def answers(self, selection: Selection = ALL) -> Iterator[Entry]:
        with self._connection() as db:
            yield from selected(db, "answers", selection)

    def reports(self, selection: Selection = ALL) -> Iterator[Entry]:
        with self._connection() as db:
            yield from selected(db, "reports", selection)

    def check(self) -> None:
        with self._connection() as db:
            db.execute("begin immediate")
            try:
                try_all(db)
            finally:
                roll_back(db)
        # A write that is taken back stays in memory.
        if shutil.disk_usage(self._path.parent).free < ROOM:
            raise StoreError(message("store_no_room", file=self._path, megabytes=ROOM // 1_000_000))

    def delete_contacts(self, before: str) -> int:
        with self._connection() as db, transaction(db):
            return rows.delete_contacts(db.cursor(), before, "?")

    def close(self) -> None:
        self._closed = True
        with suppress(OSError):
            self._held.let_go()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection to the file at the path. Raises StoreError if it is another one afterwards."""
        if self._closed:
            raise StoreError(message("store_closed"))
        with one_line(self._path):
            held = self._present()
            try:
                yield held.db
            except (sqlite3.IntegrityError, UnicodeError, OverflowError):
                raise UnfitError(message("store_unfit", file=self._path)) from None  # the cause has the text
            except sqlite3.Error as error:
                self._doubtful = not getattr(error, "sqlite_errorname", "").startswith(_PASSING)
                raise
            if not held.is_here():
                self._doubtful = True
                raise StoreError(message("store_moved", file=self._path))

    def _present(self) -> Held:
        """Return the file at the path, opened again if it is another, or began to fail."""
        if self._doubtful or not self._held.is_at_its_path():
            self._held = self._again()
        self._doubtful, self._missing_since = False, None
        return self._held

    def _again(self) -> Held:
        if self._is_missing():
            self._wait_for_it()
            _begin_anew(self._held)
        else:
            _log.error(message("store_reopened", file=self._path))
        self._held.let_go()
        return Held.opened(self._path, self._patience)

    def _is_missing(self) -> bool:
        """Return True without a file. An empty one, which would be made ours, is none if ours was not cut."""
        if not self._path.exists():
            return True
        other = identity(self._path) != self._held.identities[0]
        return other and self._path.stat().st_size == 0

    def _wait_for_it(self) -> None:
        """Raise StoreError while a deleted file may come back, and for ever without the same folder.

        Another folder is that of a disk that is not mounted: answers would be lost below its mount point.
        """
        if self._missing_since is None:
            self._missing_since = self._clock()
        waited = self._clock() - self._missing_since
        if waited < MISSING or identity(self._path.parent) != self._held.folder:
            raise StoreError(message("store_moved", file=self._path))


def _begin_anew(held: Held) -> None:
    """Create the file again, with all that the deleted one held: it exists as long as we hold it."""
    _log.error(message("store_anew", file=held.path))
    for leftover in files(held.path)[1:]:
        leftover.unlink(missing_ok=True)
    try:
        backup.copy(held.db, held.path)
    except sqlite3.Error:
        _log.exception(message("store_anew_empty", file=held.path))
