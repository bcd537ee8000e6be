"""The folder that a site is built into. MkDocs empties it before each build, whatever it holds."""

from collections.abc import Sequence
from pathlib import Path

from hallbar import manifest
from hallbar.messages import Messages

message = Messages(__file__)


class SiteDirError(Exception):
    """A build would delete files that no build of ours has made: one line."""


def check(folder: Path) -> None:
    """Raise SiteDirError if `folder` holds anything but a site built by us, because a build empties it.

    Hidden entries do not count: MkDocs does not delete them.
    """
    found = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    visible = [name for name in found if not name.startswith(".")]
    if visible and not _is_ours(folder):
        raise SiteDirError(message("not_our_site", folder=folder, names=few(visible)))


def few(names: Sequence[str]) -> str:
    """Return the first three names, and how many more there are."""
    rest = message("and_more", count=len(names) - 3) if len(names) > 3 else ""
    return ", ".join(names[:3]) + rest


def _is_ours(folder: Path) -> bool:
    try:
        manifest.read(folder)
    except manifest.ManifestError:
        return False
    return True
