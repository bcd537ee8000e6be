"""Upkeep of the cache: its size, its broken files, and pruning.

The setting `cache` may name any folder, so only files with names that the cache gives are ever deleted.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hallbar.readaloud.audio.cache import FOLDERS, Cache

_OURS = re.compile(rf"(?:{'|'.join(FOLDERS)})/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}(?:\.\w+)?")
_NAME = 64
"""Length of the name of a whole file; the name of one that is being written is longer."""
_ABANDONED = 3600  # seconds after which a file that is being written will never be finished


@dataclass(frozen=True)
class Usage:
    """A number of files, and the bytes that they take on the disk."""

    files: int
    bytes: int


def status(folder: Path) -> dict[str, Usage]:
    """Return the usage of each folder of the cache."""
    sizes = {name: [_size(found) for _, found in _files(folder / name)] for name in FOLDERS}
    return {name: Usage(len(each), sum(each)) for name, each in sizes.items()}


def broken(folder: Path) -> list[Path]:
    """Return the files that are truncated, changed or unknown. A build makes those that it needs again."""
    return [file for file, _ in _files(folder) if not _is_intact(folder, file)]


def prune(folder: Path, limit: float, since: float) -> Usage:
    """Delete abandoned files, and the files used longest ago until `limit` bytes are left.

    Files used after `since` (seconds, as of time.time) stay, whatever the limit: a build passes the time of
    its start, so that the files it used stay. Returns the usage of the deleted files.
    """
    files = sorted(
        (found.st_atime, _size(found), file)
        for name in FOLDERS
        for file, found in _files(folder / name)
        if _OURS.fullmatch(file.relative_to(folder).as_posix())
    )
    left, deleted = sum(size for _, size, _ in files), []
    for used, size, file in files:
        abandoned = len(file.name) != _NAME and used < time.time() - _ABANDONED
        if abandoned or (left > limit and used < since):
            file.unlink(missing_ok=True)
            left -= size
            deleted.append(size)
    return Usage(len(deleted), sum(deleted))


def _is_intact(folder: Path, file: Path) -> bool:
    name = file.relative_to(folder).parts[0]
    being_written = len(file.name) > _NAME
    return name in FOLDERS and (being_written or Cache(folder / name).is_intact(file.name))


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield all files below a folder, except those that another build deletes meanwhile."""
    for path, _, names in os.walk(folder):
        for name in sorted(names):
            file = Path(path, name)
            with suppress(FileNotFoundError):
                yield file, file.stat()


def _size(found: os.stat_result) -> int:
    """Return the bytes on the disk, which counts in blocks of 512 bytes."""
    return 512 * found.st_blocks
