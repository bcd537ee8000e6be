"""Colours that the reader has chosen: what is drawn with the page's own colours is not shown."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from a11y_journeys.conditions import FORCED
from a11y_journeys.journeys import journey, samples
from a11y_journeys.journeys.kinds import Wanted, fresh
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import Visit

LABELLED = Wanted(also="label", events=[])
"""The label of a field that is not visible itself shows the choice."""


def in_own_colours(view: View) -> bool:
    """Return True on samples, light and dark as contrast themes are; the journey forces the colours."""
    return samples(view) and view.state != FORCED


@journey("1.4.11", in_own_colours)
def control_lost_in_forced_colours(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.11: fields, buttons and ticks stay visible to readers who choose a few strong colours."""
    names = {one["place"]: one["what"] for one in fresh(visit, "forced colours", LABELLED, coloured=True)}
    if not names:
        return
    visit.ask("transitions.limit", "0s")
    visit.ask("forcedColours.remember", list(names))
    visit.page.emulate_media(forced_colors="active")
    lost = visit.ask("forcedColours.lost")
    lost += [
        place
        for place in visit.ask("forcedColours.wordless")
        if place not in lost and _one_colour(visit, place)
    ]
    visit.page.emulate_media(forced_colors="null")
    visit.ask("hover.leave")
    visit.ask("transitions.restore")
    yield from (Problem(place, names[place]) for place in lost)


def _one_colour(visit: Visit, place: str) -> bool:
    """Return True if a picture of it shows nothing."""
    if visit.ask("forcedColours.clip", place) is None:
        return False  # something covers it: other journeys report that
    shot = visit.picture(place)
    return bool(shot) and Image.open(BytesIO(shot)).convert("RGB").getcolors(1) is not None
