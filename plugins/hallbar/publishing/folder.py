"""A folder of releases: those that may be dropped, and everything else, which is left alone.

A release is a directory (not a link) directly in the folder, and holds our manifest. Old releases may be
dropped only if the folder is marked as ours.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hallbar import manifest
from hallbar.messages import Messages

message = Messages(__file__)
CURRENT = "current"
"""Name of the link to the current release, which the web server follows."""

MARKER = ".hallbar-releases"
"""Name of the file that marks a folder as ours."""

MARK = "Releases of a site: `hallbar release` shows one of them by the link `current`, and drops old ones.\n"


class FolderError(Exception):
    """The folder cannot take a release: one line."""


@dataclass(frozen=True)
class Contents:
    """The entries of a folder of releases."""

    marked: bool
    releases: tuple[Path, ...]
    """The newest first."""
    linked: frozenset[Path]
    """Targets of links other than `current`."""
    others: tuple[str, ...]
    """Names of all other entries."""

    def old(self, shown: Path, keep: int) -> list[Path]:
        """Return the releases beyond the newest `keep`, except `shown` and the targets of other links."""
        protected = self.linked | {shown}
        ranked = sorted(
            self.releases, key=lambda release: release not in protected
        )  # a stable sort: then by age
        return [release for release in ranked[keep:] if release not in protected]


def contents(folder: Path) -> Contents:
    """Return the contents of a folder, given by its resolved path."""
    entries, mark = sorted(folder.iterdir()), folder / MARKER
    marked = mark.is_file() and not mark.is_symlink()
    times = {entry: time for entry in entries if (time := build_time(entry)) is not None}
    own = {*times, folder / CURRENT} | ({mark} if marked else set())
    return Contents(
        marked,
        tuple(sorted(times, key=lambda release: (times[release], release), reverse=True)),
        frozenset(
            Path(os.path.realpath(link)) for link in entries if link.is_symlink() and link.name != CURRENT
        ),
        tuple(entry.name for entry in entries if entry not in own),
    )


def build_time(path: Path) -> int | None:
    """Return the time when a release was built (ns); None if `path` is no release, such as a link to one."""
    file = path / manifest.FILE
    if os.path.realpath(file) == str(file):
        with suppress(manifest.ManifestError):
            manifest.read(path)
            return file.stat().st_mtime_ns
    return None


def is_only_ours(release: Path) -> bool:
    """Return True if a release holds nothing of anybody else: no repository, no mounted file system."""
    return not any(
        os.path.ismount(folder) or ".git" in (*folders, *files) for folder, folders, files in os.walk(release)
    )


def check_current(folder: Path, marked: bool) -> None:
    """Raise FolderError if setting the link `current` would overwrite something that is not ours."""
    current = folder / CURRENT
    if not os.path.lexists(current) or (current.is_symlink() and _is_ours(current, marked)):
        return
    if current.is_symlink():
        raise FolderError(message("in_the_way_link", current=current, target=current.readlink()))
    raise FolderError(message(f"in_the_way_{'folder' if current.is_dir() else 'file'}", current=current))


def _is_ours(link: Path, marked: bool) -> bool:
    """Return True if a link leads to a release beside it or, in a marked folder, to nothing."""
    target = Path(os.path.realpath(link))
    lost = marked and not target.exists()
    return target.parent == link.parent and (lost or build_time(target) is not None)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock the folder against other releases. Raises FolderError if one is running."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise FolderError(message("another_release", folder=folder)) from None
    except OSError:  # a file system without locks is no error
        pass
    try:
        yield
    finally:
        os.close(descriptor)
