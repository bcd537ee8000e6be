"""An open SQLite file: checked and migrated, and watched, because another may be put at its path."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hallbar.feedback.service.store import Entry, Selection, StoreError, rows, schema
from hallbar.messages import Messages, reason

message = Messages(__file__)

WAL_LIMIT = 4 * 1024 * 1024
"""Bytes that the write-ahead log keeps after a long read has let it grow."""

SMALLEST = 512
"""Bytes of the smallest database: one page."""

BESIDE = ("-wal", "-shm")
"""Ends of the names of the files that SQLite keeps beside the database: the log, and its index."""

_Identity = tuple[int, int]  # device and inode


@dataclass
class Held:
    """An open file. `identities`: those of the file and of the files beside it, when it was opened."""

    path: Path
    db: sqlite3.Connection
    identities: tuple[_Identity | None, ...]
    folder: _Identity | None
    beside: Sequence[Path]
    size: int

    @classmethod
    def opened(cls, path: Path, patience: float) -> "Held":
        """Open or create the file, and migrate it. Raises OSError or sqlite3.Error."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)  # before SQLite, which would let the group and others read it
        if 0 < path.stat().st_size < SMALLEST:
            raise sqlite3.DatabaseError(message("sqlite_notadb"))  # SQLite would overwrite it
        db = connected(path, patience)
        identities = tuple(map(identity, files(path)))
        return cls(path, db, identities, identity(path.parent), files(path)[1:], path.stat().st_size)

    def is_here(self) -> bool:
        """Return True if a commit reaches the file at the path: nobody has deleted, replaced or cut it."""
        return self.is_at_its_path() and self.identities[1:] == tuple(map(identity, self.beside))

    def is_at_its_path(self) -> bool:
        """Return True if the file itself is still there. Asked before a commit, when it may be a new one."""
        try:
            stat = os.stat(self.path)  # noqa: PTH116 faster, and asked at each commit
        except OSError:
            return False
        if (stat.st_dev, stat.st_ino) != self.identities[0] or stat.st_size < self.size:
            return False
        self.size = stat.st_size
        return True

    def let_go(self) -> None:
        """Close the file. If another is at its path, that must not get what we have in the log."""
        current = [identity(one) for one in files(self.path)]
        if current[0] == self.identities[0]:
            self.db.close()  # writes the log into the file
            return
        for path, now, ours in list(zip(files(self.path), current, self.identities, strict=True))[1:]:
            if now == ours:
                path.unlink(missing_ok=True)
        self.db.close()


def files(path: Path) -> list[Path]:
    """Return the file, and the files that SQLite keeps beside it."""
    return [path, *(path.with_name(f"{path.name}{end}") for end in BESIDE)]


def identity(path: Path) -> _Identity | None:
    """Return the device and the inode of a file; None without one."""
    try:
        stat = os.stat(path)  # noqa: PTH116 faster, and asked at each commit
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


@contextmanager
def one_line(path: Path) -> Iterator[None]:
    """Turn errors of the system and of SQLite into StoreError: one line with the path."""
    try:
        yield
    except StoreError:
        raise
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: {_reason(error)}") from error


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end, or take everything back."""
    db.execute("begin immediate")  # waits for others here, not in the middle
    try:
        yield
        db.execute("commit")
    except BaseException:
        roll_back(db)
        raise


def roll_back(db: sqlite3.Connection) -> None:
    """Take back what was not committed. After an error such as a full disk, SQLite has done so already."""
    with suppress(sqlite3.Error):
        db.execute("rollback")


def connected(path: Path, patience: float) -> sqlite3.Connection:
    """Return a connection to a file that is checked and migrated. Raises sqlite3.Error."""
    # No isolation level: transactions are ours. It is opened by one thread, and used by the writer's.
    db = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def check_tables(db: sqlite3.Connection, oldest: int = 0) -> int:
    """Return the version of the schema. Raises sqlite3.DatabaseError if the tables are not those of it."""
    version = int(db.execute("pragma user_version").fetchone()[0])
    fault = schema.fault(version, schema.by_table(db.execute(schema.COLUMNS).fetchall()))
    if not fault and version < oldest:
        fault = message("store_empty")
    if fault:
        raise sqlite3.DatabaseError(fault)
    return version


def check_health(db: sqlite3.Connection, how: str = "quick_check") -> None:
    """Raise sqlite3.DatabaseError if the file is damaged."""
    [(health,)] = db.execute(f"pragma {how}(1)").fetchall()
    if health != "ok":
        raise sqlite3.DatabaseError(message("store_damaged", health=" ".join(health.split())))


def selected(db: sqlite3.Connection, table: str, selection: Selection) -> Iterator[Entry]:
    """Yield the selected entries of a table. Raises sqlite3.Error."""
    query, values = rows.selected(table, selection, "?", "rowid")
    return (rows.entry(table, row) for row in db.execute(query, values))


def _prepare(db: sqlite3.Connection) -> None:
    """Check the file, and migrate it to our version."""
    db.execute("begin")  # another process may be creating it
    check_tables(db)
    db.execute("commit")
    check_health(db)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")  # a commit has reached the disk, even if the power fails
    db.execute("pragma temp_store = memory")  # else a file is created and deleted at each large commit
    db.execute(f"pragma journal_size_limit = {WAL_LIMIT}")
    with transaction(db):  # two processes may open a new file at the same time
        for step in schema.STEPS[check_tables(db) :]:
            for statement in step:
                db.execute(statement.format(arrival=""))
        db.execute(f"pragma user_version = {schema.VERSION}")
        try_all(db)


def try_all(db: sqlite3.Connection) -> None:
    """Add entries in a transaction, and take them back. Raises sqlite3.Error if they do not fit."""
    rows.try_all(db.cursor(), "?")


def _reason(error: OSError | sqlite3.Error) -> str:
    """Return what the system or SQLite says of an error, in the language of messages where we know it."""
    if isinstance(error, OSError):
        return reason(error)
    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").lower()
    return message.texts.get(f"sqlite_{name}", str(error))
