"""The folder of recordings: how large it is, what of it is broken, what may go.

The setting `cache` may name any folder, so only files that are named as the cache names its own may go.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hallbar.readaloud.audio.cache import Cache

KINDS = ("sentences", "sounds", "editions")
"""Folders: each sentence's samples, each page's MP3, and what was made of each page."""

_OURS = re.compile(rf"(?:{'|'.join(KINDS)})/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}(?:\.\w+)?")
_NAME = 64
"""Letters in the name of a whole file; one that is being written has more."""
_ABANDONED = 3600  # seconds after which what is being written never will be


@dataclass(frozen=True)
class Stock:
    """How many files, and how many bytes of the disk they take."""

    files: int
    bytes: int


def status(folder: Path) -> dict[str, Stock]:
    """What there is of each kind."""
    sizes = {kind: [_size(found) for _, found in _files(folder / kind)] for kind in KINDS}
    return {kind: Stock(len(each), sum(each)) for kind, each in sizes.items()}


def broken(folder: Path) -> list[Path]:
    """The files that are truncated, changed or unknown. A build makes again what it needs of them."""
    return [file for file, _ in _files(folder) if not _whole(folder, file)]


def prune(folder: Path, limit: float, since: float) -> Stock:
    """Drop what is left over, and of what was not used after `since` the oldest until `limit` bytes are left.

    `since` is in seconds as of time.time. What a build used is younger than its beginning, so it stays
    whatever the limit. Returns what went.
    """
    files = sorted(
        (found.st_atime, _size(found), file)
        for kind in KINDS
        for file, found in _files(folder / kind)
        if _OURS.fullmatch(file.relative_to(folder).as_posix())
    )
    left, gone = sum(size for _, size, _ in files), []
    for used, size, file in files:
        abandoned = len(file.name) != _NAME and used < time.time() - _ABANDONED
        if abandoned or (left > limit and used < since):
            file.unlink(missing_ok=True)
            left -= size
            gone.append(size)
    return Stock(len(gone), sum(gone))


def _whole(folder: Path, file: Path) -> bool:
    kind = file.relative_to(folder).parts[0]
    being_written = len(file.name) > _NAME
    return kind in KINDS and (being_written or Cache(folder / kind).holds(file.name))


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """All files below; not those that another build takes away meanwhile."""
    for path, _, names in os.walk(folder):
        for name in sorted(names):
            file = Path(path, name)
            with suppress(FileNotFoundError):
                yield file, file.stat()


def _size(found: os.stat_result) -> int:
    """On the disk, which counts in blocks of 512 bytes."""
    return 512 * found.st_blocks
