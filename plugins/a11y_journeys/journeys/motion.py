"""Motion: nothing moves by itself for long, and next to nothing for those who asked for less."""

from collections.abc import Iterator

from a11y_journeys.journeys import journey, once_a_width
from a11y_journeys.look import Fault
from a11y_journeys.visit import Visit


@journey("2.2.2", once_a_width)
def moves_by_itself(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.2.2: what moves for more than five seconds keeps some readers from reading anything else."""
    yield from (Fault(one["place"], one["what"]) for one in visit.ask("motion.persistent"))


@journey("2.3.3", once_a_width)
def moves_though_asked_not_to(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.3.3: movement makes some readers ill; they have told their system, and it tells the page."""
    visit.page.emulate_media(reduced_motion="reduce")
    found = visit.ask("motion.unreduced")
    visit.page.emulate_media(reduced_motion="null")
    yield from (Fault(one["place"], one["what"]) for one in found)
