"""Sizes: a small screen, larger text, more space between letters, and room for a finger."""

from collections.abc import Iterator
from typing import Any

from a11y_journeys.journeys import journey, once_a_width
from a11y_journeys.look import Fault, Look
from a11y_journeys.visit import HEIGHT, Visit

NARROW = 320
LOW = 256
"""CSS pixels: 1280 × 1024 at 400 %. The height matters to what is fixed, or as high as the screen."""


def narrow(look: Look) -> bool:
    """On the narrow screen."""
    return once_a_width(look) and look.width == NARROW


def wide(look: Look) -> bool:
    """On a desk; the narrow screen is what zooming leads to."""
    return once_a_width(look) and look.width != NARROW


@journey("1.4.10", narrow)
def page_wider_than_the_screen(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.10: who enlarges 400 % reads line by line, and must not move sideways for each."""
    visit.ask("reflow.remember")
    visit.page.set_viewport_size({"width": NARROW, "height": LOW})
    found = visit.ask("reflow.lost")
    visit.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    yield from _faults(found)


@journey("1.4.4", wide)
def text_cut_off_when_enlarged(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.4: at 200 % no text is cut off or lies on another."""
    yield from _faults(visit.ask("largerText.enlarged"))


@journey("1.4.12", once_a_width)
def text_cut_off_when_spaced(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 1.4.12: readers with dyslexia set more space between letters, words and lines."""
    yield from _faults(visit.ask("largerText.spaced"))


@journey("2.5.8", once_a_width)
def target_under_24_pixels(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.5.8: who trembles, or touches with a thumb, presses what is beside it."""
    yield from _faults(one for one in _small(visit) if one["least"] == 24)


@journey("2.5.5", once_a_width)
def target_under_44_pixels(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 2.5.5: buttons and fields, a choice together with its label. Links need not."""
    yield from _faults(one for one in _small(visit) if one["least"] == 44)


def _small(visit: Visit) -> list[dict[str, Any]]:
    if "small targets" not in visit.notes:
        visit.notes["small targets"] = visit.ask("targets.small")
    found: list[dict[str, Any]] = visit.notes["small targets"]
    return found


def _faults(found: Any) -> Iterator[Fault]:
    return (Fault(one["place"], one["what"]) for one in found)
