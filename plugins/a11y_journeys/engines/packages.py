"""The engines' npm packages: the versions that we know, where they are looked for, how to install them."""

from collections.abc import Iterable
from pathlib import Path

from a11y_journeys.look import EngineError

VERSIONS = {"axe-core": "4.14.1", "accessibility-checker-engine": "4.0.34", "html-validate": "10.17.0"}
"""Tried with the sentinels; others may work. As in package.json."""
MODULES = "node_modules"
OWN = "engines"
"""The folder that the message proposes."""


def folder(given: Path | None, places: Iterable[Path]) -> Path:
    """Return the folder with the packages: `given`, or the `node_modules` in one of `places`.

    `given` may also be npm's prefix, with `node_modules` in it. Raises EngineError when a package is missing.
    """
    looked = [given / MODULES, given] if given else [place / MODULES for place in places]
    fullest = min(looked, key=lambda one: len(missing(one)))
    if lacking := missing(fullest):
        raise EngineError(_told(lacking, given or fullest, given or Path(OWN)))
    return fullest


def missing(packages: Path) -> list[str]:
    """Return the names of the packages that the folder lacks."""
    return [name for name in VERSIONS if not (packages / name / "package.json").is_file()]


def source(packages: Path, script: str) -> str:
    """Return an engine's script. Raises EngineError when it is not there."""
    path = packages / script
    if not path.is_file():
        raise EngineError(_told([script], packages, packages))
    return path.read_text("utf-8")


def _told(lacking: Iterable[str], looked: Path, proposed: Path) -> str:
    """Say what is missing, and the one command that anybody can give anywhere."""
    prefix = proposed.parent if proposed.name == MODULES else proposed
    named = " ".join(f"{name}@{version}" for name, version in VERSIONS.items())
    return (
        f"{', '.join(lacking)} missing in {looked}: npm install --prefix {prefix} {named}, "
        f"then hallbar check browser --engines {prefix}"
    )
