"""Sizes: a small screen, larger text, more space between letters, and targets for a finger."""

from collections.abc import Iterator
from typing import Any

from a11y_journeys.journeys import journey, once_a_width, problems
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import HEIGHT, Visit, once_a_view

NARROW = 320
LOW = 256
"""CSS pixels: 1280 × 1024 at 400 %. The height matters to what is fixed, or as high as the screen."""


def narrow(view: View) -> bool:
    """Return True on the narrow screen."""
    return once_a_width(view) and view.width == NARROW


def wide(view: View) -> bool:
    """Return True at a desk; the narrow screen is the result of zooming."""
    return once_a_width(view) and view.width != NARROW


@journey("1.4.10", narrow)
def page_wider_than_the_screen(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.10: a reader who enlarges 400 % does not scroll sideways for each line."""
    visit.ask("reflow.remember")
    visit.page.set_viewport_size({"width": NARROW, "height": LOW})
    found = visit.ask("reflow.lost")
    visit.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    yield from problems(found)


@journey("1.4.4", wide)
def text_cut_off_when_enlarged(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.4: at 200 % no text is cut off or overlaps another."""
    yield from problems(visit.ask("largerText.enlarged"))


@journey("1.4.12", once_a_width)
def text_cut_off_when_spaced(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 1.4.12: readers with dyslexia set more space between letters, words and lines."""
    yield from problems(visit.ask("largerText.spaced"))


@journey("2.5.8", once_a_width)
def target_under_24_pixels(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.5.8: a reader who trembles, or touches with a thumb, must not press the next target."""
    yield from problems(one for one in _small(visit) if one["least"] == 24)


@journey("2.5.5", once_a_width)
def target_under_44_pixels(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 2.5.5: buttons and fields, a choice together with its label. Links need not."""
    yield from problems(one for one in _small(visit) if one["least"] == 44)


@once_a_view
def _small(visit: Visit) -> list[Any]:
    found: list[Any] = visit.ask("targets.small")
    return found
