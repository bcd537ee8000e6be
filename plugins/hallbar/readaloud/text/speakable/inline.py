"""Inline elements that change how their text is said: abbreviations, footnote references, raised numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4.element import Tag

from hallbar.readaloud.text.spoken import Override

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIBILANT = ("s", "x", "z")


@dataclass
class InlineElement:
    """An element within a line, and the place of its text in the segment."""

    tag: Tag
    start: int
    end: int


def overrides(line: str, elements: list[InlineElement], note: Callable[[str], str]) -> list[Override]:
    """Return what is said instead of the text of elements; `note` puts a footnote's number into words."""
    found = []
    for element in elements:
        text = line[element.start : element.end]
        if element.tag.name == "abbr":
            found += _abbreviation(element, line)
        elif _refers_to_a_footnote(element.tag):
            found.append((element.start, element.end, note(text.strip())))
        elif text.isdecimal() and text.isascii():
            found.append((element.start, element.end, text.translate(_RAISED)))
    return found


def _refers_to_a_footnote(tag: Tag) -> bool:
    return bool(tag.find("a", class_="footnote-ref")) or str(tag.get("id") or "").startswith("fnref")


def _abbreviation(element: InlineElement, line: str) -> list[Override]:
    """Return the title of an `<abbr>` with the ending of a genitive: “EU:s” is said “Europeiska unionens”.

    Nothing is replaced directly after the title itself: “World Health Organization (WHO)”.
    """
    title = " ".join(str(element.tag.get("title") or "").split())
    before, after = " ".join(line[: element.start].split()), line[element.end :]
    repeated = before.lower().endswith(f"{title.lower()} (") and after.startswith(")")
    if not title or element.start == element.end or repeated:
        return []
    ending = re.match(r":?s(?!\w)", after)
    if ending and not title.lower().endswith(_SIBILANT):
        title += "s"
    return [(element.start, element.end + (ending.end() if ending else 0), title)]
