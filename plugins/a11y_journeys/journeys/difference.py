"""Two pictures of the same place: the number of pixels that differ, and of those that differ strongly."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

STRONG = 3.0
"""Contrast that separates parts of a control (WCAG 2.2 1.4.11, 2.4.13)."""
NOTICED = 16
"""Steps of 255 in one colour, below which nobody notices a difference."""


@dataclass(frozen=True)
class Difference:
    """A difference, in pixels."""

    pixels: int
    strong: int


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Compare two RGBA pictures of one size."""
    pairs = Counter(zip(_colours(one), _colours(other), strict=True))
    differing = {pair: number for pair, number in pairs.items() if _noticed(*pair)}
    strong = sum(number for pair, number in differing.items() if contrast(*pair) >= STRONG)
    return Difference(sum(differing.values()), strong)


@lru_cache(maxsize=4096)
def contrast(one: int, other: int) -> float:
    """Return the contrast ratio (WCAG 2.2) of two colours as `_colours` gives them."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _colours(picture: Image.Image) -> Sequence[int]:
    """Return one number a pixel, red in its lowest byte."""
    return memoryview(picture.tobytes()).cast("I")


def _parts(colour: int) -> tuple[int, int, int]:
    return colour & 255, colour >> 8 & 255, colour >> 16 & 255


def _noticed(one: int, other: int) -> bool:
    return any(abs(a - b) > NOTICED for a, b in zip(_parts(one), _parts(other), strict=True))


def _luminance(colour: int) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
