import dataclasses
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from hallbar.feedback.service.answer import Answer
from hallbar.feedback.service.store import FILE, SQLiteStore, StoreError

ANSWER = Answer(
    id="2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
    page="/regler/",
    lang="sv",
    helpful=False,
    comment="Ring […]; drop table answers",
    redactions=1,
    consent="none-stored",
    suspect=True,
)


def an_answer(**changes: object) -> Answer:
    return dataclasses.replace(ANSWER, **({"id": str(uuid4())} | changes))  # type: ignore[arg-type]


def test_the_stored_answer_is_the_given_one(store: SQLiteStore) -> None:
    store.add(ANSWER, "abc123")
    [stored] = store.answers()
    assert (stored.answer, stored.release) == (ANSWER, "abc123")


@pytest.fixture
def _in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_in_tokyo")
def test_the_date_is_utc_to_the_minute(store: SQLiteStore) -> None:
    before = datetime.now(UTC).replace(second=0, microsecond=0)
    store.add(ANSWER, "abc123")
    [stored] = store.answers()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", stored.date)
    assert before <= datetime.fromisoformat(stored.date) <= datetime.now(UTC)


def test_nothing_else_is_stored(store: SQLiteStore, tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "data" / FILE)
    columns = [row[1] for row in db.execute("pragma table_info(answers)")]
    db.close()
    expected = "id date page lang helpful comment redactions consent release suspect"
    assert columns == expected.split()


def test_only_the_first_answer_with_an_id_is_stored(store: SQLiteStore) -> None:
    store.add(ANSWER, "abc123")
    store.add(dataclasses.replace(ANSWER, helpful=True), "def456")
    assert [stored.answer for stored in store.answers()] == [ANSWER]


def test_one_id_from_20_threads_at_once(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / FILE, patience=60)
    answers = [an_answer() for _ in range(5)] * 20
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda answer: store.add(answer, "abc123"), answers))
    assert sorted(stored.answer.id for stored in store.answers()) == sorted(a.id for a in answers[:5])
    store.close()


def test_answers_come_in_the_order_of_arrival(store: SQLiteStore) -> None:
    answers = [an_answer() for _ in range(20)]
    for answer in answers:
        store.add(answer, "abc123")
    assert [stored.answer for stored in store.answers()] == answers


def test_a_reopened_store_has_all_answers(tmp_path: Path) -> None:
    path = tmp_path / FILE
    first = SQLiteStore(path)
    first.add(ANSWER, "abc123")
    first.close()
    second = SQLiteStore(path)
    second.add(an_answer(), "abc123")
    assert len(second.answers()) == 2
    second.close()


def test_two_processes_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    def use(_: int) -> None:
        store = SQLiteStore(tmp_path / FILE, patience=60)
        store.add(an_answer(), "abc123")
        store.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(8)))
    store = SQLiteStore(tmp_path / FILE)
    assert len(store.answers()) == 8
    store.close()


def test_a_commit_reaches_the_disk(store: SQLiteStore) -> None:
    """With NORMAL, SQLite syncs at checkpoints only, and a power failure could lose a confirmed answer."""
    settings = {
        name: store._db.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2}
    store.add(ANSWER, "abc123")
    assert not store._db.in_transaction


def test_only_the_owner_may_read(store: SQLiteStore, tmp_path: Path) -> None:
    store.add(ANSWER, "abc123")
    files = sorted((tmp_path / "data").iterdir())
    assert [path.name for path in files] == [FILE, f"{FILE}-shm", f"{FILE}-wal"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"x" * 4096
    path.write_bytes(content)


def make_newer(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 2")
    db.close()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.write_bytes(b"not a database, but long enough to be one" * 100), "not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "malformed|damaged"),
        (damage, "malformed|damaged"),
        (make_newer, "made by a newer version"),
    ],
    ids=["other file", "cut off", "damaged", "newer"],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, spoil: Callable[[Path], None], message: str) -> None:
    path = tmp_path / FILE
    store = SQLiteStore(path)
    store.add(ANSWER, "abc123")
    store.close()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=message) as error:
        SQLiteStore(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        SQLiteStore(tmp_path / "file" / FILE)


def test_a_busy_file_is_reported_soon_and_works_afterwards(store: SQLiteStore, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "data" / FILE, isolation_level=None)
    other.execute("begin immediate")
    with ThreadPoolExecutor(20) as threads:
        tries = [threads.submit(store.add, an_answer(), "abc123") for _ in range(20)]
    assert {type(attempt.exception()) for attempt in tries} == {StoreError}
    assert store.answers() == []
    other.execute("rollback")
    other.close()
    store.add(ANSWER, "abc123")
    assert len(store.answers()) == 1


def test_nobody_waits_longer_for_another_thread_than_for_the_file(store: SQLiteStore) -> None:
    with store._lock, pytest.raises(StoreError, match="busy"):
        store.add(an_answer(), "abc123")


def test_a_closed_store_raises_an_error(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / FILE)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.add(ANSWER, "abc123")
