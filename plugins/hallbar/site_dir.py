"""The folder that a site is built into. MkDocs empties it before each build, whatever it holds."""

import json
from collections.abc import Sequence
from pathlib import Path

MANIFEST = "hallbar/manifest.json"
"""Written early in every build; a folder with it holds a site of ours, whole or begun."""


class SiteDirError(Exception):
    """A build would delete what is not ours: one line."""


def check(folder: Path) -> None:
    """Raise SiteDirError if a build into `folder` would delete what no build of ours has made.

    MkDocs leaves hidden entries alone, so they do not count.
    """
    found = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    visible = [name for name in found if not name.startswith(".")]
    if visible and not _is_ours(folder / MANIFEST):
        raise SiteDirError(
            f"{folder} is no site of ours, and a build would delete all in it ({few(visible)}): "
            "build into another folder (--site-dir, or site_dir in mkdocs.yml), or empty this one yourself"
        )


def few(names: Sequence[str]) -> str:
    """Name the first three, and say how many more there are."""
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + rest


def _is_ours(manifest: Path) -> bool:
    try:
        found = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "pages" in found
