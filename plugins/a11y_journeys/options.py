"""The options of a run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from a11y_journeys.adapter import Adapter
from a11y_journeys.engines.packages import COMMAND
from a11y_journeys.known import Known
from a11y_journeys.plan import WHOLE, Share
from a11y_journeys.state import State
from a11y_journeys.windows import WINDOWS


@dataclass(frozen=True)
class Options:
    """The part of the work to do, and what the caller knows of the site."""

    pages: Sequence[str] = ()
    """Paths of the only pages to check; empty for all."""
    states: Sequence[State] = ()
    """States of the site, besides those that it lists itself."""
    without: Sequence[str] = ()
    """Names of states that the site does not have."""
    known: Sequence[Known] = ()
    """The dated list of findings that are not fixed yet."""
    share: Share = WHOLE
    """The part of the run to make: `Share(1, of=4)` is a quarter of the tasks."""
    windows: int = WINDOWS
    proved: bool = False
    """True if another share proves that all sentinels are found: then this one need not."""
    brief: bool = False
    """True if all is dark only when narrow, and states in languages other than the first narrow and light."""
    engines: Path | None = None
    """The folder with the engines' packages; None to search `engine_places`."""
    engine_places: Sequence[Path] = (Path(),)
    """Folders that may hold a `node_modules` with the engines."""
    all_engines: bool = False
    """True if a missing engine is an error; otherwise the report names it and the others run."""
    command: str = COMMAND
    """The command that messages propose."""
    adapter: Adapter = field(default_factory=Adapter)
