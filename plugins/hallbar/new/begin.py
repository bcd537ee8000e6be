"""Writes the files of a new site. What is there already is never touched."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hallbar.messages import Messages, reason
from hallbar.site_dir import few

message = Messages(__file__)

SITE = Path(__file__).with_name("site")
"""The files, as they will be; `dot-` stands for the dot that would hide them here."""
VERSION = "{{ version }}"


class BeginError(Exception):
    """A site cannot begin there: one line."""


def begin(folder: Path, version: str) -> list[Path]:
    """Write a site for this version of the package into a new or empty folder; return its files.

    Raises BeginError; then nothing has changed.
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
        _take_back(made)
        where = error.filename or folder
        raise BeginError(message("not_written", file=where, error=reason(error))) from error
    return [path for path in made if path.is_file()]


def _files() -> Iterator[tuple[Path, str]]:
    for source in sorted(SITE.rglob("*")):
        if source.is_file():
            parts = source.relative_to(SITE).parts
            yield source, "/".join(part.replace("dot-", ".", 1) for part in parts)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing; note each."""
    if not folder.exists():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _take_back(made: list[Path]) -> None:
    """Remove what was made, the last first."""
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
