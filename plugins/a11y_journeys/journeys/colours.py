"""Colours that the reader has chosen: what is drawn with the page's own goes away."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from a11y_journeys.conditions import FORCED
from a11y_journeys.journeys import journey, samples
from a11y_journeys.journeys.hover import fresh
from a11y_journeys.look import Fault, Look
from a11y_journeys.visit import Visit

LABELLED = {"also": "label", "events": []}
"""Of a field that is not seen itself, its label shows what is chosen."""


def in_own_colours(look: Look) -> bool:
    """On samples, light and dark, as Windows' contrast themes are; the journey forces the colours itself."""
    return samples(look) and look.state != FORCED


@journey("1.4.11", in_own_colours)
def control_lost_in_forced_colours(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.11: who chooses a few strong colours must still see fields, buttons and what is ticked."""
    names = {one["place"]: one["what"] for one in fresh(visit, f"forced {visit.look.scheme}", LABELLED)}
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
    yield from (Fault(place, names[place]) for place in lost)


def _one_colour(visit: Visit, place: str) -> bool:
    """Whether a picture of it shows nothing."""
    if visit.ask("forcedColours.clip", place) is None:
        return False  # something lies on it: others tell that
    shot = visit.picture(place)
    return bool(shot) and Image.open(BytesIO(shot)).convert("RGB").getcolors(1) is not None
