"""A folder of releases: what in it is a release, what may be dropped, and what is somebody else's.

A release is a folder, not a link, that carries our manifest and lies directly in the folder. Old ones may be
dropped only where the folder is marked as ours; everything else in it is somebody's.
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
"""The link beside the releases that the web server shows."""

MARKER = ".hallbar-releases"
"""The file that marks a folder as ours."""

MARK = "Releases of a site: `hallbar release` shows one of them by the link `current`, and drops old ones.\n"


class FolderError(Exception):
    """Nothing can be released into the folder: one line."""


@dataclass(frozen=True)
class Contents:
    """The entries of a folder of releases."""

    marked: bool
    releases: tuple[Path, ...]
    """The newest first."""
    linked: frozenset[Path]
    """Where links other than `current` lead."""
    others: tuple[str, ...]
    """Names of what is neither a release nor ours."""

    def old(self, shown: Path, keep: int) -> list[Path]:
        """Return the releases beyond the newest `keep`, if `shown` is shown, except those linked to."""
        held = self.linked | {shown}
        ranked = sorted(self.releases, key=lambda release: release not in held)  # stable: else by age
        return [release for release in ranked[keep:] if release not in held]


def contents(folder: Path) -> Contents:
    """Look through a folder, which is given resolved."""
    entries, mark = sorted(folder.iterdir()), folder / MARKER
    marked = mark.is_file() and not mark.is_symlink()
    times = {entry: time for entry in entries if (time := built(entry)) is not None}
    own = {*times, folder / CURRENT} | ({mark} if marked else set())
    return Contents(
        marked,
        tuple(sorted(times, key=lambda release: (times[release], release), reverse=True)),
        frozenset(
            Path(os.path.realpath(link)) for link in entries if link.is_symlink() and link.name != CURRENT
        ),
        tuple(entry.name for entry in entries if entry not in own),
    )


def built(path: Path) -> int | None:
    """Return when a release was built; None for what is none: a link, say, or a folder with a linked one."""
    file = path / manifest.FILE
    if os.path.realpath(file) == str(file):
        with suppress(manifest.ManifestError):
            manifest.read(path)
            return file.stat().st_mtime_ns
    return None


def is_only_ours(release: Path) -> bool:
    """Tell if nothing in it shows that it is somebody's too: a repository, another file system."""
    return not any(
        os.path.ismount(folder) or ".git" in (*folders, *files) for folder, folders, files in os.walk(release)
    )


def check_current(folder: Path, marked: bool) -> None:
    """Raise FolderError if the link `current` can only be made by overwriting what is not ours."""
    current = folder / CURRENT
    if not os.path.lexists(current) or (current.is_symlink() and _is_ours(current, marked)):
        return
    if current.is_symlink():
        raise FolderError(message("in_the_way_link", current=current, target=current.readlink()))
    raise FolderError(message(f"in_the_way_{'folder' if current.is_dir() else 'file'}", current=current))


def _is_ours(link: Path, marked: bool) -> bool:
    """Tell if a link leads to a release beside it, or, in a folder of ours, to one that is lost."""
    target = Path(os.path.realpath(link))
    lost = marked and not target.exists()
    return target.parent == link.parent and (lost or built(target) is not None)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other releases out of the folder meanwhile. Raises FolderError when one is at work in it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise FolderError(message("another_release", folder=folder)) from None
    except OSError:  # a file system without locks is no fault
        pass
    try:
        yield
    finally:
        os.close(descriptor)
