"""The layers of a theme: the site's own folder, then the frame, then Material and any others."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Protocol, TypeVar

from jinja2 import Environment, FileSystemLoader

THEME = Path(__file__).parent / "theme"
"""The frame's templates."""
STYLE = "assets/stylesheets/main.*.min.css"
UNUSED = (
    "assets/images/favicon.png",
    "assets/javascripts/*",
    "assets/stylesheets/*.map",
    "assets/stylesheets/palette.*",
)
"""Files of Material that no page of the frame loads."""


class _File(Protocol):
    """A file of the site, with the attributes of MkDocs' File."""

    src_uri: str
    src_dir: str | None


F = TypeVar("F", bound=_File)


def with_frame(own: str | None, frame: Path, folders: Sequence[str]) -> list[str]:
    """Return theme folders with the frame after the site's `own` folder and before all others."""
    first = [own] if own else []
    return [*first, str(frame), *(folder for folder in folders if folder not in (own, str(frame)))]


def material_style(folders: Iterable[str]) -> str:
    """Return the path of Material's style sheet (named by version); empty if there is none."""
    found = (path.relative_to(folder) for folder in folders for path in sorted(Path(folder).glob(STYLE)))
    return next((path.as_posix() for path in found), "")


def unused(files: Iterable[F], docs: str) -> Iterator[F]:
    """Yield the files of the theme that no page loads, but never a file of the site below `docs`."""
    for file in files:
        if file.src_dir != docs and any(fnmatch(file.src_uri, pattern) for pattern in UNUSED):
            yield file


class Visible(FileSystemLoader):
    """A loader that lists no templates in hidden folders, such as that of Material's 14,000 icons."""

    def list_templates(self) -> list[str]:
        """Return the names of the templates in all folders, sorted."""
        found = set[str]()
        for top in self.searchpath:
            for folder, below, files in os.walk(top):
                below[:] = [name for name in below if not name.startswith(".")]
                path = Path(folder).relative_to(top)
                found.update((path / name).as_posix() for name in files)
        return sorted(found)


def visible(get_env: Callable[[], Environment], folders: Sequence[str]) -> Callable[[], Environment]:
    """Return a function like `get_env` whose environment lists no hidden templates."""

    def made() -> Environment:
        env = get_env()
        env.loader = Visible(folders)
        return env

    return made
