"""Copies of an SQLite file in use: complete, checked, and on disk before they have their name."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from hallbar.feedback.service.store import file
from hallbar.messages import Messages

message = Messages(__file__)
Counts = dict[str, int]
"""Table → number of rows."""


def copy(source: sqlite3.Connection, to: Path) -> Counts:
    """Write everything that a connection reads into a file of its own, and return its numbers of rows.

    Raises OSError and sqlite3.Error; then there is no new file.
    """
    aside = to.with_name(f"{to.name}.part")
    try:
        counts = _written(source, aside)
        _to_disk(aside)
        aside.replace(to)
        _to_disk(to.parent)
    finally:
        for leftover in file.files(aside):
            leftover.unlink(missing_ok=True)
    return counts


def counts(db: sqlite3.Connection) -> Counts:
    """Return the number of rows of each table of ours."""
    tables = [table for (table,) in db.execute("select name from sqlite_schema where type = 'table'")]
    return {table: db.execute(f"select count(*) from {table}").fetchone()[0] for table in sorted(tables)}  # noqa: S608 names of our tables


def _written(source: sqlite3.Connection, to: Path) -> Counts:
    to.unlink(missing_ok=True)
    to.touch(mode=0o600)
    source.execute("begin")  # the rows are counted in what is copied
    try:
        with closing(sqlite3.connect(to, isolation_level=None)) as db:
            expected = counts(source)
            source.backup(db)
            db.execute("pragma journal_mode = delete")  # all in this file
            file.check_health(db, "integrity_check")
            if counts(db) != expected:
                raise sqlite3.DatabaseError(message("backup_differs"))
    finally:
        file.roll_back(source)
    return expected


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
