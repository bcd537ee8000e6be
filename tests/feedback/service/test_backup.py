"""Backups of the SQLite file, and their restoration, also while a service has the file open."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from feedback.service.contract import all_of
from feedback.service.entries import REPORT, another, entry
from feedback.stores import SQLite
from hallbar.feedback.service.store import FILE, StoreError, opened, opened_to_read
from hallbar.feedback.service.store.backup import back_up, restore
from hallbar.feedback.service.store.file import files
from hallbar.feedback.service.store.sqlite import SQLiteStore

ENTRIES = [entry(), entry(REPORT)]
COUNTS = {"answers": 1, "contacts": 1, "reports": 1}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / FILE


@pytest.fixture
def saved(path: Path, tmp_path: Path) -> Path:
    """Return a backup that was taken while the store was open, with the answers in its log only."""
    saved = tmp_path / "saved.sqlite3"
    with closing(SQLiteStore(path)) as store:
        store.add(ENTRIES)
        assert back_up(path, saved) == COUNTS
    return saved


def test_a_backup_is_one_file_with_everything(saved: Path, path: Path) -> None:
    assert sorted(saved.parent.iterdir()) == [path.parent, saved]
    assert saved.stat().st_mode & 0o777 == 0o600
    saved.rename(saved.with_name(FILE))
    with closing(opened(saved.parent)) as store:
        assert all_of(store) == ENTRIES


def wipe(path: Path) -> None:
    for one in files(path):
        one.unlink(missing_ok=True)
    path.parent.rmdir()


def keep_only_the_log(path: Path) -> None:
    """As after a kill, when somebody removes the file and not those beside it."""
    log = files(path)[1]
    with closing(SQLiteStore(path)) as store:
        store.add([another(comment="newer, in the log") for _ in range(20)])
        content = log.read_bytes()
    path.unlink()
    log.write_bytes(content)


def leave_a_log(path: Path) -> None:
    """As after a kill."""
    aside = path.with_name("aside")
    with closing(SQLiteStore(path)) as store:
        store.add([another(comment="newer, in the log") for _ in range(20)])
        for one in files(path)[:2]:
            copy(one, one.with_name(one.name.replace(FILE, "aside")))
    for one, copied in zip(files(path)[:2], files(aside)[:2], strict=True):
        copied.rename(one)


def damage(path: Path) -> None:
    path.write_bytes(b"text" * 1000)


@pytest.mark.parametrize("before", [wipe, keep_only_the_log, leave_a_log, damage, Path.touch])
def test_after_a_restore_the_rows_are_those_of_the_backup(
    saved: Path, path: Path, before: Callable[[Path], None]
) -> None:
    before(path)
    assert restore(saved, path, overwrite=True) == COUNTS
    with closing(opened(path.parent)) as store:
        assert all_of(store) == ENTRIES
        store.add([another()])
    assert sorted(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("before", [wipe, keep_only_the_log, Path.unlink], ids=lambda one: one.__name__)
def test_where_nothing_is_it_needs_no_word(saved: Path, path: Path, before: Callable[[Path], None]) -> None:
    before(path)
    assert restore(saved, path, overwrite=False) == COUNTS


@pytest.mark.parametrize("before", [lambda _: None, damage], ids=["answers", "damaged"])
def test_nothing_is_overwritten_without_a_clear_word(
    saved: Path, path: Path, before: Callable[[Path], None]
) -> None:
    before(path)
    content = path.read_bytes()[:20]
    with pytest.raises(StoreError):
        restore(saved, path, overwrite=False)
    assert path.read_bytes()[:20] == content
    if before is not damage:
        with closing(opened(path.parent)) as store:
            assert all_of(store) == ENTRIES


def test_a_service_that_runs_reads_the_restored_answers(saved: Path, path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        store.add([another() for _ in range(20)])
        restore(saved, path, overwrite=True)
        assert all_of(store) == ENTRIES
        new = another()
        store.add([new])
        store.check()
    with closing(opened(path.parent)) as store:
        assert all_of(store) == [ENTRIES[0], new, ENTRIES[1]]


def test_a_service_whose_file_was_deleted_uses_the_restored_one(saved: Path, path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        store.add([another() for _ in range(20)])
        for one in files(path):
            one.unlink()
        restore(saved, path, overwrite=False)
        new = another()
        store.add([new])
        assert all_of(store) == [ENTRIES[0], new, ENTRIES[1]]


def test_a_backup_of_an_older_version_is_migrated(path: Path, tmp_path: Path) -> None:
    old = SQLite(tmp_path / "old")
    old.make_version_1()
    saved = tmp_path / "saved.sqlite3"
    assert back_up(old.path, saved) == {"answers": 1}
    assert restore(saved, path, overwrite=False) == {"answers": 1, "contacts": 0, "reports": 0}
    with closing(opened(path.parent)) as store:
        assert all_of(store) == [entry()]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"text" * 1000, "not a database"),
        (b"", "empty"),
        ("cut", "malformed|damaged"),
    ],
    ids=["missing", "other", "empty", "cut"],
)
def test_what_is_no_backup_changes_nothing(
    saved: Path, path: Path, content: bytes | str | None, message: str
) -> None:
    if content is None:
        saved.unlink()
    elif isinstance(content, str):
        saved.write_bytes(saved.read_bytes()[:9000])
    else:
        saved.write_bytes(content)
    with pytest.raises(StoreError, match=message) as error:
        restore(saved, path, overwrite=True)
    assert "\n" not in str(error.value)
    with closing(opened(path.parent)) as store:
        assert all_of(store) == ENTRIES
    assert sorted(path.parent.iterdir()) == [path]


def test_a_locked_store_is_not_restored(saved: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hallbar.feedback.service.store.backup.PATIENCE", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin immediate")
        with pytest.raises(StoreError, match="locked"):
            restore(saved, path, overwrite=True)


def test_a_backup_that_cannot_be_written_leaves_nothing(path: Path, tmp_path: Path) -> None:
    SQLiteStore(path).close()
    with pytest.raises(StoreError, match="nowhere"):
        back_up(path, tmp_path / "nowhere" / "saved")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="folder"):
        back_up(path, tmp_path / "folder")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "folder"]


def test_a_copy_that_differs_is_no_backup(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(SQLiteStore(path)) as store:
        store.add(ENTRIES)
    counted = iter([{"answers": 1}, {"answers": 0}])
    monkeypatch.setattr("hallbar.feedback.service.store.backup.counts", lambda _: next(counted))
    with pytest.raises(StoreError, match="as many rows"):
        back_up(path, tmp_path / "saved")
    assert sorted(tmp_path.iterdir()) == [path.parent]


def test_a_backup_can_be_read_where_it_is(saved: Path) -> None:
    saved.rename(saved.with_name(FILE))
    with closing(opened_to_read(saved.parent)) as reader:
        assert all_of(reader) == ENTRIES
