"""Writes the files of a new site. Existing files are never changed."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hallbar.messages import Messages, reason
from hallbar.site_dir import few

message = Messages(__file__)

SITE = Path(__file__).with_name("site")
"""The files of a new site. `dot-` in a name becomes the dot of a hidden file."""
VERSION = "{{ version }}"


class BeginError(Exception):
    """A site cannot be created in the folder: one line."""


def begin(folder: Path, version: str) -> list[Path]:
    """Write a site for this version of the package into a new or empty folder, and return its files.

    Raises BeginError; in that case nothing has changed.
    """
    if folder.is_dir() and (there := sorted(path.name for path in folder.iterdir())):
        raise BeginError(message("not_empty", folder=folder, names=few(there)))
    made: list[Path] = []
    try:
        for source, name in _files():
            path = folder / name
            _make_folder(path.parent, made)
            with path.open("x", encoding="utf-8") as file:
                made.append(path)
                file.write(source.read_text("utf-8").replace(VERSION, version))
    except OSError as error:
        _remove(made)
        where = error.filename or folder
        raise BeginError(message("not_written", file=where, error=reason(error))) from error
    return [path for path in made if path.is_file()]


def _files() -> Iterator[tuple[Path, str]]:
    for source in sorted(SITE.rglob("*")):
        if source.is_file():
            parts = source.relative_to(SITE).parts
            yield source, "/".join(part.replace("dot-", ".", 1) for part in parts)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Create a folder and its missing parents, and add each to `made`."""
    if not folder.exists():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _remove(made: list[Path]) -> None:
    """Remove the files and folders in `made`, the last first."""
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
