"""Dragging: a reader who cannot hold a finger down and move it must get as far by pressing."""

from collections.abc import Iterator

from a11y_journeys.journeys import journey, once_a_width, problems
from a11y_journeys.view import Problem
from a11y_journeys.visit import Visit


@journey("2.5.7", once_a_width)
def only_by_dragging(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.5.7: a button in what is dragged, or beside it, counts as the other way.

    Scrolling and native sliders are the browser's own. Listeners of the whole page belong to no element, and
    many are there only to stop a touch.
    """
    yield from problems(visit.ask("dragging.only"))
