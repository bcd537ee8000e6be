"""Upkeep of the cache: its size, pruning, broken files."""

import os
import time
from pathlib import Path

import pytest

from hallbar.readaloud.audio.cache import Cache, key_of
from hallbar.readaloud.audio.upkeep import broken, prune, status

BLOCK = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache of ten clips, used one after the other, the last one now; each takes one block."""
    cache = Cache(tmp_path / "sentences")
    for number in range(10):
        cache.put(key_of(number), bytes(100))
        used(path(tmp_path, number), time.time() - 100 * (9 - number))
    return tmp_path


def path(folder: Path, number: int) -> Path:
    (found,) = folder.glob(f"sentences/*/{key_of(number)}")
    return found


def used(file: Path, at: float) -> None:
    os.utime(file, (at, file.stat().st_mtime))


def left(folder: Path) -> list[int]:
    return [number for number in range(10) if list(folder.glob(f"sentences/*/{key_of(number)}"))]


def test_status_counts_files_and_what_they_take_on_the_disk(folder: Path) -> None:
    found = status(folder)

    assert found["sentences"].files == 10
    assert 10 * 100 < found["sentences"].bytes <= 10 * BLOCK
    assert (found["sounds"].files, found["editions"].files) == (0, 0)
    assert sum(stock.files for stock in status(folder / "none").values()) == 0


def test_files_used_longest_ago_are_deleted_first(folder: Path) -> None:
    size = status(folder)["sentences"].bytes
    gone = prune(folder, 0.35 * size, time.time() + 1)

    assert left(folder) == [7, 8, 9]
    assert gone.files == 7
    assert prune(folder, size, time.time() + 1).files == 0


def test_files_used_since_a_time_stay_whatever_the_limit(folder: Path) -> None:
    prune(folder, 0, time.time() - 250)

    assert left(folder) == [7, 8, 9]


@pytest.mark.parametrize("use", ["get", "file_state"])
def test_reading_counts_as_use_and_checking_does_not(folder: Path, use: str) -> None:
    cache = Cache(folder / "sentences")
    assert getattr(cache, use)(key_of(0)) is not None
    assert cache.is_intact(key_of(1))
    prune(folder, 0, time.time() - 50)

    assert left(folder) == [0, 9]


def test_abandoned_files_are_deleted_and_files_being_written_stay(folder: Path) -> None:
    for age, name in [(7200, "abandoned"), (5, "fresh")]:
        file = path(folder, 9).with_name(f"{key_of(9)}.{name}")
        file.write_bytes(b"half")
        used(file, time.time() - age)
    prune(folder, 1e9, time.time())

    assert [file.name for file in path(folder, 9).parent.glob("*.*")] == [f"{key_of(9)}.fresh"]
    assert len(left(folder)) == 10


STRANGERS = (
    "notes.txt",
    "docs/sv/index.md",
    ".git/objects/ab/" + 62 * "c",
    ".git/objects/ab/" + 64 * "c",
    "sentences/notes.txt",
    "sentences/ab/notes.txt",
    "sentences/ab/" + 64 * "c",
    "sentences/" + 64 * "a",
    "sentences/aa/" + 64 * "a" + "/notes.txt",
    "photos/aa/" + 64 * "a",
    "sounds/zz/" + 64 * "z",
)


@pytest.mark.parametrize("name", STRANGERS)
def test_other_files_stay(folder: Path, name: str) -> None:
    """The setting `cache` may name any folder, even that of the site or a home folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    used(file, time.time() - 7200)
    gone = prune(folder, 0, time.time() + 1)

    assert file.read_text() == "mine"
    assert left(folder) == []
    assert gone.files == 10


def test_files_behind_a_link_stay(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    theirs = tmp_path_factory.mktemp("theirs") / ("a" * 64)
    theirs.write_text("mine")
    (folder / "sounds").mkdir()
    (folder / "sounds/aa").symlink_to(theirs.parent)
    used(theirs, time.time() - 7200)
    prune(folder, 0, time.time() + 1)

    assert theirs.read_text() == "mine"


def test_broken_files_are_found(folder: Path) -> None:
    assert broken(folder) == []
    truncated, changed, renamed = path(folder, 1), path(folder, 2), path(folder, 3)
    truncated.write_bytes(truncated.read_bytes()[:-1])
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    renamed = renamed.rename(renamed.with_name(key_of("other")))
    stranger = folder / "notes.txt"
    stranger.write_text("what is this?")

    assert set(broken(folder)) == {truncated, changed, renamed, stranger}


def test_the_state_of_a_file_changes_when_it_is_written(folder: Path) -> None:
    cache, file = Cache(folder / "sentences"), path(folder, 1)
    before = cache.file_state(key_of(1))
    assert cache.get(key_of(1)) is not None
    assert before == cache.file_state(key_of(1)) is not None
    content = bytearray(file.read_bytes())
    content[50] ^= 1
    file.write_bytes(content)

    assert cache.file_state(key_of(1)) != before
    file.unlink()
    assert cache.file_state(key_of(1)) is None
