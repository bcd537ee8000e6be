"""File names in messages: from the site's folder, or from the package of an installed file."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
INSTALLED = frozenset({"site-packages", "dist-packages"})


def shown(path: Path, root: Path, package: Path = PACKAGE) -> str:
    """Return the name of `path` from `root`, the site's folder.

    Installed files are not edited in place, even below `root` (.venv). They are named from their package on,
    as templates of a site refer to them.
    """
    path, root = path.resolve(), root.resolve()
    for index, part in enumerate(path.parts):
        if part in INSTALLED:
            return Path(*path.parts[index + 1 :]).as_posix()
    for folder in (root, package.parent):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.as_posix()
