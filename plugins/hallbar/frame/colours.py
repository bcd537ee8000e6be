"""The colours of a site: read from mkdocs.yml, checked against WCAG, written as a style sheet."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import structs

from hallbar.messages import Messages, decimal
from hallbar.schema import Record

message = Messages(__file__)
FILE = "hallbar/frame/colours.css"
TOKENS = Path(__file__).with_name("tokens.css")
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
CONTRASTS = (
    ("text", "background", 7),
    ("text", "soft", 7),
    ("text", "highlight", 7),
    ("accent", "background", 7),
    ("accent", "soft", 7),
    ("on_accent", "accent", 7),
    ("danger", "background", 7),
    ("border", "background", 3),
    ("border", "soft", 3),
)
"""Foreground, background and least contrast: text 7:1 (WCAG 2.2 1.4.6), edges of fields 3:1 (1.4.11)."""


class Palette(Record, frozen=True):
    """Colours of one scheme, as `#004b75`. An empty one is as in tokens.css."""

    text: str = ""
    background: str = ""
    soft: str = ""
    border: str = ""
    accent: str = ""
    on_accent: str = ""
    highlight: str = ""
    danger: str = ""


class Colours(Record, frozen=True):
    """Colours for readers whose system is set to light, and to dark."""

    light: Palette = Palette()
    dark: Palette = Palette()


def mistakes(colours: Colours) -> Iterator[tuple[list[str], str]]:
    """Yield each value that is no colour, and each pair with too little contrast, with its path."""
    for scheme, shipped in zip(("light", "dark"), _shipped(), strict=True):
        own = _given(getattr(colours, scheme))
        wrong = [name for name, value in own.items() if not HEX.fullmatch(value)]
        for name in wrong:
            yield [scheme, name], message("not_a_colour", colour=own[name])
        for front, behind, least in [] if wrong else CONTRASTS:
            name = front if front in own else behind
            found = contrast((shipped | own)[front], (shipped | own)[behind])
            if name in own and found < least:
                what = {"front": front, "behind": behind, "contrast": decimal(found, 1), "least": least}
                yield [scheme, name], message("too_little_contrast", **what)


def stylesheet(colours: Colours) -> str:
    """Return the style sheet, in which each scheme sets its own colours only; empty if no colour is set."""
    rules = []
    for scheme in ("light", "dark"):
        own = _given(getattr(colours, scheme))
        tokens = "".join(f"--hallbar-{name.replace('_', '-')}:{value};" for name, value in own.items())
        rules += [f"@media (prefers-color-scheme: {scheme}){{:root{{{tokens}}}}}\n"] if tokens else []
    return "".join(rules)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (as WCAG 2.2 defines it)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _given(palette: Palette) -> dict[str, str]:
    return {name: value for name, value in structs.asdict(palette).items() if value}


@cache
def _shipped() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of tokens.css, light and dark."""
    light, dark, *_ = TOKENS.read_text("utf-8").split("@media")
    found = [re.findall(r"--hallbar-([\w-]+): (#\w+);", part) for part in (light, dark)]
    bright, dim = ({name.replace("-", "_"): value for name, value in part} for part in found)
    return bright, bright | dim
