"""Reads an SQLite file without writing anything, also on a file system that is read-only."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hallbar.feedback.service.store import ALL, Entry, Selection, schema
from hallbar.feedback.service.store.file import check_tables, files, one_line, selected


class SQLiteReader:
    """The answers and reports in a file, which a service may be writing to meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises StoreError if there is none, or if it cannot be read."""
        self._path = path
        self._stack = ExitStack()
        with one_line(path):
            path.stat()
            self.db = self._opened()
            self._version = check_tables(self.db, schema.OLDEST_READ)

    def answers(self, selection: Selection = ALL) -> Iterator[Entry]:
        with one_line(self._path):
            yield from selected(self.db, "answers", selection)

    def reports(self, selection: Selection = ALL) -> Iterator[Entry]:
        if "reports" in schema.columns(self._version):
            with one_line(self._path):
                yield from selected(self.db, "reports", selection)

    def close(self) -> None:
        self.db.close()
        self._stack.close()

    def _opened(self) -> sqlite3.Connection:
        """Return a connection: the usual one, or else one to a file that nobody can be writing to.

        SQLite needs an index of the write-ahead log beside it. If that cannot be created, no service has the
        file open, so the log is complete, and a copy elsewhere can be read.
        """
        with suppress(sqlite3.OperationalError):
            return _connected(self._path, "mode=ro")
        if not files(self._path)[1].exists():
            return _connected(self._path, "mode=ro&immutable=1")
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="hallbar-")))
        for file in files(self._path)[:2]:
            shutil.copyfile(file, folder / file.name)
        return _connected(folder / self._path.name, "mode=rw")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{how}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        db.execute("select count(*) from sqlite_schema").fetchone()
    except BaseException:
        db.close()
        raise
    return db
