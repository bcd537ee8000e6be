"""Announcements: texts that are said but do not appear on the page, such as “Point 1 of 3”."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bs4.element import Tag

from hallbar import words

Announcements = Mapping[str, Mapping[str, str]]
"""Language -> key of words.toml -> text."""


@cache
def defaults() -> Announcements:
    """Return the announcements of words.toml, in Swedish and English."""
    loaded = words.load(Path(__file__).parents[2] / "words.toml")
    return {lang: words.in_language(loaded, lang) for lang in ("sv", "en")}


def footnote_number(tag: Tag) -> str | None:
    """Return the number of a footnote (`li id="fn:1"`) as it is shown; None for any other item."""
    if not str(tag.get("id") or "").startswith("fn:") or tag.parent is None:
        return None
    return str(_items(tag.parent).index(tag) + 1)


def item_number(tag: Tag) -> tuple[str, str] | None:
    """Return the number of a list item and that of the last item, as they are shown.

    None where the order says nothing: in an unordered list, and in a list of one item.
    """
    around = tag.parent
    if around is None or around.name != "ol" or len(items := _items(around)) < 2:
        return None
    numbers = _numbers(around, items)
    kind = str(around.get("type") or "1")
    place = next(place for place, one in enumerate(items) if one is tag)
    return _shown(numbers[place], kind), _shown(numbers[-1], kind)


def _items(around: Tag) -> list[Tag]:
    return [child for child in around.children if isinstance(child, Tag) and child.name == "li"]


def _numbers(around: Tag, items: list[Tag]) -> list[int]:
    step = -1 if around.has_attr("reversed") else 1
    number = _integer(around.get("start"), len(items) if step < 0 else 1)
    found = []
    for one in items:
        number = _integer(one.get("value"), number)
        found.append(number)
        number += step
    return found


def _integer(value: object, otherwise: int) -> int:
    return int(str(value)) if re.fullmatch(r"-?\d{1,6}", str(value)) else otherwise


def _shown(number: int, kind: str) -> str:
    """Return the number as the list shows it: a letter by `type`, but Roman numerals as digits."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    return str(number)
