"""The engines' npm packages: the versions tested, the folders searched, the command that installs them."""

from collections.abc import Iterable
from pathlib import Path

from a11y_journeys.errors import EngineError

VERSIONS = {"axe-core": "4.14.1", "accessibility-checker-engine": "4.0.34", "html-validate": "10.17.0"}
"""Tested with the sentinels; others may work. As in package.json."""
MODULES = "node_modules"
OWN = "engines"
"""The folder that the message proposes."""
COMMAND = "a11y-journeys"


def folder(given: Path | None, places: Iterable[Path]) -> Path:
    """Return the folder with the most packages: `given`, or the `node_modules` in one of `places`.

    `given` may also be npm's prefix, with `node_modules` in it.
    """
    searched = [given / MODULES, given] if given else [place / MODULES for place in places]
    return min(searched, key=lambda one: len(missing(one)))


def missing(packages: Path) -> list[str]:
    """Return the names of the packages that the folder lacks."""
    return [name for name in VERSIONS if not (packages / name / "package.json").is_file()]


def source(packages: Path, script: str) -> str:
    """Return an engine's script. Raises EngineError when it is not there."""
    path = packages / script
    if not path.is_file():
        raise EngineError(remedy([script], packages, packages))
    return path.read_text("utf-8")


def remedy(lacking: Iterable[str], searched: Path, prefix: Path, command: str = COMMAND) -> str:
    """Return one line: what is missing where, and the command that installs it anywhere."""
    prefix = prefix.parent if prefix.name == MODULES else prefix
    named = " ".join(f"{name}@{version}" for name, version in VERSIONS.items())
    return (
        f"{', '.join(lacking)} missing in {searched}: npm install --prefix {prefix} {named}, "
        f"then {command} --engines {prefix}"
    )
