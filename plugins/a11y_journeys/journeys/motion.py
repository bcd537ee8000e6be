"""Motion: nothing moves by itself for long, and next to nothing for readers who asked for less."""

from collections.abc import Iterator

from a11y_journeys.journeys import journey, once_a_width, problems
from a11y_journeys.view import Problem
from a11y_journeys.visit import Visit


@journey("2.2.2", once_a_width)
def moves_by_itself(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.2.2: motion of more than five seconds keeps some readers from reading anything else."""
    yield from problems(visit.ask("motion.persistent"))


@journey("2.3.3", once_a_width)
def moves_though_asked_not_to(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.3.3: motion makes some readers ill; the page follows the setting of their system."""
    visit.page.emulate_media(reduced_motion="reduce")
    found = visit.ask("motion.unreduced")
    visit.page.emulate_media(reduced_motion="null")
    yield from problems(found)
