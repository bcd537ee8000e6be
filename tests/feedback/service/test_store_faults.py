"""Trouble under a running service: the file is deleted or replaced, or the disk is full. A long round."""

import dataclasses
import http.client
import json
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from feedback import small_disk
from feedback.service.contract import all_of
from feedback.service.entries import ANSWER, REPORT, another
from feedback.service.loading import Load, loaded
from feedback.stores import SQLite
from hallbar.feedback.service.store import FILE, Entry, StoreError, opened_to_read
from hallbar.feedback.service.store.file import files
from hallbar.feedback.service.store.sqlite import SQLiteStore
from processes import python, wait_until

pytestmark = pytest.mark.usefixtures("long_round", "processes")

LIMIT = 5.0
"""Seconds within which everybody gets a reply."""


@pytest.fixture
def engine(tmp_path: Path) -> SQLite:
    return SQLite(tmp_path / "data")


def posted(load: Load, count: int = 20) -> list[int]:
    """Send answers, one after another; return the statuses, each within the limit."""
    statuses = []
    with closing(load.connection()) as connection:
        for _ in range(count):
            begun = time.monotonic()
            with suppress(http.client.RemoteDisconnected):
                statuses.append(load.post(connection))
            assert time.monotonic() - begun < LIMIT
    return statuses


def ready(load: Load) -> int:
    with closing(load.connection()) as connection:
        connection.request("GET", "/readyz")
        reply = connection.getresponse()
        reply.read()
        return reply.status


def recovers(load: Load) -> None:
    """Fail if it does not become ready, or if anybody who was acknowledged is lost."""
    wait_until(lambda: ready(load) == 200, "it is ready again", 30)
    assert set(posted(load)) == {201}


def nobody_is_lost(load: Load, engine: SQLite) -> None:
    with closing(opened_to_read(engine.data)) as reader:
        assert set(load.acknowledged) <= {entry.what.id for entry in reader.answers()}


def test_a_deleted_file(site: Path, engine: SQLite) -> None:
    with loaded(site, engine) as load:
        assert set(posted(load)) == {201}
        for file in files(engine.path):
            file.unlink()
        assert set(posted(load)) == {503}
        assert ready(load) == 503
        recovers(load)
        nobody_is_lost(load, engine)


def test_a_replaced_file(site: Path, engine: SQLite, tmp_path: Path) -> None:
    """Replaced by hand: nobody is thanked for what goes into the old one."""
    other = tmp_path / "other"
    SQLiteStore(other).close()
    with loaded(site, engine) as load:
        assert set(posted(load)) == {201}
        load.acknowledged.clear()
        other.rename(engine.path)
        assert set(posted(load)) <= {201, 503}
        recovers(load)
        nobody_is_lost(load, engine)


# On a small disk


def fill_the_disk() -> None:
    """Fill it, and then make room. It runs where there is a small disk."""
    path = small_disk.DATA / FILE
    store = SQLiteStore(path, 3.0)
    kept: list[Entry] = []
    with suppress(StoreError):
        while len(kept) < 10_000:
            batch = [another(comment="x" * 500), another(REPORT)]
            store.add(batch)
            kept += batch
    assert 0 < len(kept) < 10_000
    with pytest.raises(StoreError, match="full"):
        store.add([another(comment="x" * 500) for _ in range(500)])
    with pytest.raises(StoreError, match="less than 10 MB is free"):
        store.check()
    assert all_of(store) == kept[::2] + kept[1::2]
    small_disk.remount("size=50m")
    store.check()
    for _ in range(50):
        kept += [another(comment="x" * 500), another(REPORT)]
        store.add(kept[-2:])
    store.close()
    with closing(SQLiteStore(path)) as store:
        assert all_of(store) == kept[::2] + kept[1::2]


def test_a_full_disk_is_reported_and_used_again_when_there_is_room(tmp_path: Path) -> None:
    small_disk.run_on(tmp_path, fill_the_disk)


def read_what_nobody_may_write(with_a_log: bool) -> None:
    """Read from a file system that is read-only, after a service has ended, or was killed."""
    path = small_disk.DATA / FILE
    script = f"""
import os
from feedback.service.entries import ANSWER, entry
from hallbar.feedback.service.store.sqlite import SQLiteStore
from pathlib import Path
store = SQLiteStore(Path({str(path)!r}))
store.add([entry()])
if {with_a_log}:
    os._exit(0)
store.close()
"""
    assert python("-c", script).returncode == 0
    files(path)[2].unlink(missing_ok=True)  # the index, which SQLite cannot create again there
    assert files(path)[1].exists() is with_a_log
    small_disk.remount("ro")
    with closing(opened_to_read(path.parent)) as reader:
        assert [one.what for one in all_of(reader)] == [ANSWER]
    done = python("-m", "hallbar.cli", "feedback", "list", "--data", path.parent, "--format", "json")
    assert [row["id"] for row in json.loads(done.stdout)] == [ANSWER.id]
    with pytest.raises(StoreError) as error:
        SQLiteStore(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("with_a_log", [False, True])
def test_a_file_that_may_only_be_read_is_read(tmp_path: Path, with_a_log: bool) -> None:
    small_disk.run_on(tmp_path, read_what_nobody_may_write, with_a_log)


# Much


def test_years_of_answers_are_listed_in_little_memory(tmp_path: Path) -> None:
    with closing(SQLiteStore(tmp_path / FILE)) as store:
        for _ in range(100):
            store.add([dataclasses.replace(another(), release="r" * 400) for _ in range(500)])
    script = """
import resource, sys
from hallbar.feedback.cli import command
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
command(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, file=sys.stderr)
"""
    for form, lines in (("table", 50_001), ("json", 50_000 * 12 + 2)):
        done = python("-c", script, "list", "--data", tmp_path, "--format", form)
        assert done.stdout.count("\n") == lines
        assert int(done.stderr) < 12_000  # kB, of 50 MB of answers
