"""The store in SQLite."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedback.service.contract import Contract, all_of
from feedback.service.entries import REPORT, another, entry
from feedback.stores import SQLite
from hallbar.feedback.service.store import FILE, StoreError, opened_to_read
from hallbar.feedback.service.store.file import WAL_LIMIT, files
from hallbar.feedback.service.store.sqlite import MISSING, SQLiteStore

PATIENCE = 0.2


@pytest.fixture
def engine(tmp_path: Path) -> SQLite:
    return SQLite(tmp_path / "data")


class TestContract(Contract):
    """The contract, for SQLite."""


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / FILE


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore(path, PATIENCE, clock)) as store:
        yield store


def test_a_commit_reaches_the_disk(store: SQLiteStore) -> None:
    """With NORMAL, SQLite syncs at checkpoints only: a power failure would lose acknowledged answers."""
    names = "journal_mode", "synchronous", "journal_size_limit"
    settings = {name: store._held.db.execute(f"pragma {name}").fetchone()[0] for name in names}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "journal_size_limit": WAL_LIMIT}
    store.add([entry()])
    assert not store._held.db.in_transaction


def test_only_the_owner_may_read(store: SQLiteStore, path: Path) -> None:
    store.add([entry()])
    found = sorted(path.parent.iterdir())
    assert found == sorted(files(path))
    assert {one.stat().st_mode & 0o777 for one in found} == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_log_shrinks_after_a_long_read(store: SQLiteStore, path: Path) -> None:
    store.add([another(comment="x" * 500) for _ in range(3)])
    with closing(opened_to_read(path.parent)) as reader:
        answers = reader.answers()
        next(answers)
        for _ in range(16):
            store.add([another(comment="x" * 500) for _ in range(500)])
        log = files(path)[1]
        assert log.stat().st_size > 1.5 * WAL_LIMIT
        list(answers)
    for _ in range(3):
        store.add([another()])
    assert log.stat().st_size <= WAL_LIMIT


# Files that cannot be used


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"x" * 4096
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.write_bytes(b"not a database, but long enough to be one" * 100), "not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "malformed|damaged"),
        (damaged, "malformed|damaged"),
    ],
    ids=["other file", "cut", "damaged"],
)
def test_a_file_that_cannot_be_used(path: Path, spoil: Callable[[Path], None], message: str) -> None:
    with closing(SQLiteStore(path)) as store:
        store.add([entry()])
    spoil(path)
    before = path.read_bytes()
    for act in (lambda: SQLiteStore(path), lambda: all_of(opened_to_read(path.parent))):
        with pytest.raises(StoreError, match=message) as error:
            act()
        assert str(error.value).startswith(str(path))
        assert "\n" not in str(error.value)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        SQLiteStore(tmp_path / "file" / FILE)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with closing(SQLiteStore(path)) as store:
        store.add([entry()])
        assert all_of(store) == [entry()]


# Files that change while they are open


def delete(path: Path) -> None:
    for one in files(path):
        one.unlink(missing_ok=True)


def refused(store: SQLiteStore) -> None:
    """Fail if the store accepts anything."""
    for act in (lambda: store.add([another()]), store.check):
        with pytest.raises(StoreError) as error:
            act()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("number", [0, 1, 2, None], ids=["file", "log", "index", "all"])
def test_nobody_is_thanked_for_what_goes_into_a_deleted_file(
    store: SQLiteStore, path: Path, clock: Clock, number: int | None
) -> None:
    """Between the commit and the reply: the first is deleted after the store has looked at it."""
    kept = [another()]
    store.add(kept)
    present = store._present

    def deleted_afterwards() -> object:
        held = present()
        delete(path) if number is None else files(path)[number].unlink()
        store._present = present  # type: ignore[method-assign]
        return held

    store._present = deleted_afterwards  # type: ignore[method-assign, assignment]
    lost = entry()
    with pytest.raises(StoreError, match="deleted, replaced or cut"):
        store.add([lost])
    clock.time += MISSING
    if number in (0, None):
        refused(store)
        clock.time += MISSING
    store.check()
    store.add([lost])
    assert all_of(store) == [*kept, lost]
    store.close()
    with closing(SQLiteStore(path)) as again:
        assert all_of(again) == [*kept, lost]


def test_a_deleted_file_is_created_again_with_its_answers(
    store: SQLiteStore, path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    store.add([entry(), entry(REPORT)])
    delete(path)
    refused(store)
    clock.time += MISSING - 0.1
    refused(store)
    assert not path.exists()
    clock.time += 0.1
    new = another()
    store.add([new])
    assert all_of(store) == [entry(), new, entry(REPORT)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert "created again" in caplog.text
    store.close()
    assert sorted(path.parent.iterdir()) == [path]


def test_a_deleted_file_that_comes_back_is_used(store: SQLiteStore, path: Path, clock: Clock) -> None:
    store.add([entry()])
    aside = path.with_name("aside")
    path.rename(aside)
    refused(store)
    aside.rename(path)
    new = another()
    store.add([new])
    assert all_of(store) == [entry(), new]


@pytest.mark.parametrize("kind", ["gone", "another"])
def test_a_file_in_a_folder_that_is_gone_is_not_created_again(
    store: SQLiteStore, path: Path, clock: Clock, kind: str
) -> None:
    """The folder is that of a disk that is not mounted."""
    store.add([entry()])
    aside = path.parent.with_name("aside")
    path.parent.rename(aside)
    if kind == "another":
        path.parent.mkdir()
    for _ in range(3):
        refused(store)
        clock.time += MISSING
    assert not path.exists()
    if kind == "another":
        path.parent.rmdir()
    aside.rename(path.parent)
    store.check()
    assert all_of(store) == [entry()]


def test_a_replaced_file_is_used_without_our_log(
    store: SQLiteStore, path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The log beside it is that of the file before, and must not be put into the other one."""
    other = tmp_path / "other"
    theirs = another()
    with closing(SQLiteStore(other)) as another_store:
        another_store.add([theirs])
    store.add([entry(comment="in the log")])
    other.rename(path)
    new = another()
    store.add([new])
    assert all_of(store) == [theirs, new]
    assert "replaced" in caplog.text
    store.check()
    store.close()
    with closing(SQLiteStore(path)) as again:
        assert all_of(again) == [theirs, new]


@pytest.mark.parametrize("content", [b"text" * 2000, b"x"], ids=["long", "short"])
def test_a_file_replaced_by_something_else_is_refused_until_it_is_put_right(
    store: SQLiteStore, path: Path, tmp_path: Path, content: bytes
) -> None:
    other, good = tmp_path / "other", tmp_path / "good"
    SQLiteStore(good).close()
    store.add([another()])
    other.write_bytes(content)
    other.rename(path)
    for _ in range(3):
        refused(store)
    assert path.read_bytes() == content
    good.rename(path)
    store.add([entry()])
    assert all_of(store) == [entry()]


def test_an_empty_file_in_its_place_is_no_store(store: SQLiteStore, path: Path, clock: Clock) -> None:
    store.add([entry()])
    delete(path)
    path.touch()
    refused(store)
    clock.time += MISSING
    store.check()
    assert all_of(store) == [entry()]


def test_a_file_that_was_cut_is_noticed(store: SQLiteStore, path: Path) -> None:
    store.add([another(comment="x" * 500) for _ in range(100)])
    store._held.db.execute("pragma wal_checkpoint(truncate)")
    store.check()
    os.truncate(path, 8192)
    refused(store)
    refused(store)


def test_a_store_that_cannot_be_written_is_used_again(store: SQLiteStore) -> None:
    store._held.db.execute("pragma query_only = on")
    with pytest.raises(StoreError, match="readonly"):
        store.add([entry()])
    store.add([entry()])
    assert all_of(store) == [entry()]


def test_a_full_file_is_reported_and_used_again(store: SQLiteStore) -> None:
    store.add([entry()])
    [(pages,)] = store._held.db.execute("pragma page_count").fetchall()
    store._held.db.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreError, match="full"):
        store.add([another(comment="x" * 500) for _ in range(500)])
    assert all_of(store) == [entry()]
    store._held.db.execute("pragma max_page_count = 1000000")
    store.add([another()])
    assert len(all_of(store)) == 2


def test_little_room_is_reported(store: SQLiteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hallbar.feedback.service.store.sqlite.ROOM", 10**18)
    with pytest.raises(StoreError, match="MB is free"):
        store.check()


def test_watching_the_file_costs_little(store: SQLiteStore) -> None:
    begun = time.process_time()
    for _ in range(1000):
        assert store._held.is_here()
    assert time.process_time() - begun < 0.2


# Reading


def test_reading_changes_nothing(path: Path, store: SQLiteStore) -> None:
    store.add([entry(), entry(REPORT)])
    with closing(opened_to_read(path.parent)) as reader:
        assert all_of(reader) == [entry(), entry(REPORT)]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.db.execute("delete from answers")  # type: ignore[attr-defined]
    store.close()
    with closing(opened_to_read(path.parent)) as reader:
        assert len(all_of(reader)) == 2
