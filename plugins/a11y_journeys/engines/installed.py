"""The engines that are installed, and those that are not."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from a11y_journeys.engines import Engine, axe, ibm, packages
from a11y_journeys.engines import markup as html_validate
from a11y_journeys.errors import EngineError

IN_PAGES = (axe, ibm)


@dataclass(frozen=True)
class Engines:
    """The engines of a run."""

    in_pages: Sequence[Engine]
    markup: Path | None
    """The folder `node_modules` with the engine that reads HTML; None if that is absent."""
    absent: Mapping[str, str]
    """Engine → why it does not run."""

    @property
    def names(self) -> list[str]:
        return [*(engine.name for engine in self.in_pages), *([html_validate.NAME] if self.markup else [])]

    @property
    def measures(self) -> bool:
        """True if contrast can be measured."""
        return any(engine.name == axe.NAME for engine in self.in_pages)

    def reading(self, files: Mapping[str, str]) -> AbstractContextManager[html_validate.Reading | None]:
        """Begin to read HTML by path, unless the engine for it is absent."""
        return html_validate.reading(self.markup, files) if self.markup else nullcontext()


def found(
    given: Path | None, places: Sequence[Path], *, all_needed: bool = False, command: str = packages.COMMAND
) -> Engines:
    """Return the engines in the folder `given`, or in the `node_modules` of one of `places`.

    Raises EngineError with the remedy if one is missing and `all_needed`.
    """
    folder = packages.folder(given, places)
    lacking = packages.missing(folder)
    if lacking and all_needed:
        prefix = given or Path(packages.OWN)
        raise EngineError(packages.remedy(lacking, given or folder, prefix, command))
    absent: dict[str, str] = {}
    made: list[Engine] = []
    for kind in IN_PAGES:
        if kind.PACKAGE in lacking:
            absent[kind.NAME] = f"{kind.PACKAGE} is not in {folder}"
        else:
            made.append(kind.engine(folder))
    reads = html_validate.PACKAGE not in lacking
    if not reads:
        absent[html_validate.NAME] = f"{html_validate.PACKAGE} is not in {folder}"
    elif why := "" if all_needed else _problem(html_validate.node):
        reads, absent[html_validate.NAME] = False, why
    return Engines(made, folder if reads else None, absent)


def _problem(call: Callable[[], object]) -> str:
    try:
        call()
    except EngineError as error:
        return str(error)
    return ""
