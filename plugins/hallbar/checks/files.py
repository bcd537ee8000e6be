"""How messages name a file: from the site's folder, or by its package where it is installed."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
INSTALLED = frozenset({"site-packages", "dist-packages"})


def shown(path: Path, root: Path, package: Path = PACKAGE) -> str:
    """Return `path` from `root`, the site's folder.

    An installed file is not edited where it lies, also below `root` (.venv): it is named from its package on,
    as a site's own templates call it.
    """
    path, root = path.resolve(), root.resolve()
    for place, part in enumerate(path.parts):
        if part in INSTALLED:
            return Path(*path.parts[place + 1 :]).as_posix()
    for folder in (root, package.parent):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.as_posix()
