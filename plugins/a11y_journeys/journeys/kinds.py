"""Controls by their kind: one of each is judged in a run."""

from typing import TypedDict

from a11y_journeys.memory import Control
from a11y_journeys.visit import Found, Visit


class Wanted(TypedDict):
    """Elements to be judged besides controls."""

    also: str
    """CSS selector."""
    events: list[str]
    """Events: an element that listens to one of them is wanted too."""


def fresh(visit: Visit, purpose: str, wanted: Wanted, *, coloured: bool = False) -> list[Found]:
    """Return the first control of each kind that was not judged for this purpose yet in the run.

    If `coloured`, each colour scheme is judged by itself.
    """
    view = visit.view
    scheme = view.scheme if coloured else ""
    found = {
        Control(purpose, view.width, scheme, one["kind"]): Found(place=one["place"], what=one["what"])
        for one in visit.ask("firstOfEachKind", wanted)
    }
    return [found[control] for control in visit.memory.fresh(found)]
