"""The pages of all retained releases, since a citizen may answer on one that the current release lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from hallbar import manifest
from hallbar.manifest import Manifest, ManifestError

MOST = 50
"""Largest number of older releases that are read, the newest first."""


@dataclass(frozen=True)
class Known:
    """The current release with the pages of all retained ones."""

    manifest: Manifest
    """Of the current release, with the pages that only older ones have."""
    older: Mapping[str, str]
    """Page that only older releases have → the newest release with it."""

    def release_of(self, page: str) -> str:
        return self.older.get(page, self.manifest.release)


def known(site: Path) -> Known:
    """Return the site in a folder, or at a link to it (`hallbar release`), with the pages of those beside it.

    Files are read only when something has changed. Raises ManifestError if the current release has no usable
    manifest; an older one without is left out.
    """
    try:
        folder = _folder(site, site.readlink())
    except OSError:  # no link
        return Known(manifest.read(site), {})
    return _known(folder, _state(folder.parent), _state(folder / manifest.FILE))


@lru_cache(maxsize=1)
def _folder(site: Path, target: Path) -> Path:
    return (site.parent / target).resolve()


State = tuple[int, int, int]
"""Time of the last change, inode and size of a file or folder: another one means that it has changed."""


def _state(path: Path) -> State:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0, 0
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


@lru_cache(maxsize=1)
def _known(folder: Path, *_states: State) -> Known:
    current = manifest.read(folder)
    pages, older = dict(current.pages), dict[str, str]()
    for release in _beside(folder):
        for page, about in release.pages.items():
            if page not in pages:
                pages[page], older[page] = about, release.release
    return Known(msgspec.structs.replace(current, pages=pages), older)


def _beside(folder: Path) -> list[Manifest]:
    """Return the manifests of the releases beside a folder, the newest first."""
    files = [file for file in folder.parent.glob(f"*/{manifest.FILE}") if file.parents[1].resolve() != folder]
    return list(filter(None, map(_read, sorted(files, key=_state, reverse=True)[:MOST])))


def _read(file: Path) -> Manifest | None:
    try:
        return manifest.parsed(file.read_bytes(), str(file))
    except (OSError, ManifestError):
        return None
