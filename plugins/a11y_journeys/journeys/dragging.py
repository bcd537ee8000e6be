"""Dragging: whoever cannot hold a finger down and move it must get as far by pressing."""

from collections.abc import Iterator

from a11y_journeys.journeys import journey, once_a_width
from a11y_journeys.look import Fault
from a11y_journeys.visit import Visit


@journey("2.5.7", once_a_width)
def only_by_dragging(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.5.7: a button in what is dragged, or beside it, is taken for the other way.

    Scrolling and native sliders are the browser's own. Listeners of the whole page belong to no element, and
    many are there only to stop a touch.
    """
    yield from (Fault(one["place"], one["what"]) for one in visit.ask("dragging.only"))
