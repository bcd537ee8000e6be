"""Backups of the SQLite file: taken while a service writes, and restored while one runs.

A copy of the file alone is no backup: the newest answers are in the log beside it. And a file that is put
back beside an old log gets the log's content.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hallbar.feedback.service.store import StoreError, file, schema
from hallbar.feedback.service.store.reading import SQLiteReader
from hallbar.messages import Messages

message = Messages(__file__)
Counts = dict[str, int]
"""Table → number of rows."""

PATIENCE = 5.0
"""Seconds to wait for a service that is writing."""


def back_up(path: Path, to: Path) -> Counts:
    """Write the answers and reports in the file `path` into the file `to`. Raises StoreError."""
    with closing(SQLiteReader(path)) as reader, file.one_line(to):
        return copy(reader.db, to)


def restore(source: Path, path: Path, overwrite: bool) -> Counts:
    """Replace everything in the file `path`, which may be missing, by the backup `source`.

    A service that has the file open reads the restored answers from then on. `overwrite`: also if answers are
    in the file, or it is damaged. Raises StoreError.
    """
    with file.one_line(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        used = _used(path, overwrite)
        try:
            with _migrated(source, path.with_name(f"{path.name}.restored")) as backup:
                return _replaced(backup, used) if used else _created(backup, path)
        finally:
            if used:
                used.close()


def copy(source: sqlite3.Connection, to: Path) -> Counts:
    """Write everything that a connection reads into a file of its own, and return its numbers of rows.

    Raises OSError and sqlite3.Error; then there is no new file.
    """
    aside = to.with_name(f"{to.name}.part")
    try:
        counted = _written(source, aside)
        _to_disk(aside)
        aside.replace(to)
        _to_disk(to.parent)
    finally:
        _remove(aside)
    return counted


def counts(db: sqlite3.Connection) -> Counts:
    """Return the number of rows of each table."""
    tables = sorted(schema.by_table(db.execute(schema.COLUMNS).fetchall()))
    return {table: db.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}  # noqa: S608 tables of ours


def _used(path: Path, overwrite: bool) -> sqlite3.Connection | None:
    """Return a connection to the file that will be overwritten; None if it is missing or damaged."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        db = file.connected(path, PATIENCE)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) or not overwrite:  # it may be locked
            raise
        return None
    if not overwrite and (rows := sum(counts(db).values())):
        db.close()
        raise StoreError(message("restore_overwrites", store=path, count=rows))
    return db


@contextmanager
def _migrated(source: Path, stage: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a checked copy of a backup, of our version."""
    try:
        with closing(SQLiteReader(source)) as reader, file.one_line(source):
            copy(reader.db, stage)
        with closing(file.connected(stage, PATIENCE)) as db:
            yield db
    finally:
        _remove(stage)


def _replaced(backup: sqlite3.Connection, used: sqlite3.Connection) -> Counts:
    """Write a backup into a file through SQLite, as one transaction that other processes see."""
    backup.backup(used)
    if counts(used) != counts(backup):
        raise sqlite3.DatabaseError(message("backup_differs"))
    return counts(used)


def _created(backup: sqlite3.Connection, path: Path) -> Counts:
    _remove(path)  # with a log that is left beside it
    return copy(backup, path)


def _written(source: sqlite3.Connection, to: Path) -> Counts:
    """Write what a connection reads into a new file, and compare. The rows are counted in what is copied."""
    _remove(to)
    _touch(to)
    source.execute("begin")
    try:
        with closing(sqlite3.connect(to, isolation_level=None)) as db:
            expected = counts(source)
            source.backup(db)
            db.execute("pragma journal_mode = delete")  # everything in this file
            file.check_health(db, "integrity_check")
            if counts(db) != expected:
                raise sqlite3.DatabaseError(message("backup_differs"))
    finally:
        file.roll_back(source)
    return expected


def _touch(path: Path) -> None:
    """Create a file that only the owner of the folder may read, also if root restores it."""
    path.touch(mode=0o600)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def _remove(path: Path) -> None:
    for one in file.files(path):
        one.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
