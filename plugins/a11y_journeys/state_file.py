"""A Python file with the states of a site."""

from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from a11y_journeys.errors import SiteError
from a11y_journeys.state import State


def read(path: Path) -> Sequence[State]:
    """Return `STATES` of a Python file. Raises SiteError when it has none."""
    spec = spec_from_file_location("states", path)
    if spec is None or spec.loader is None:
        raise SiteError(f"{path} is not a Python file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    states: Sequence[State] | None = getattr(module, "STATES", None)
    if states is None:
        raise SiteError(f"{path} has no STATES: list the states of the site there")
    return states
