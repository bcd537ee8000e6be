"""What HTML says of its text besides the letters: lists, footnotes, abbreviations, raised numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4.element import PreformattedString, Tag

from hallbar.readaloud.text.spoken import Given

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIBILANT = ("s", "x", "z")

SILENT = frozenset(
    "audio button canvas datalist form iframe math nav object pre rp script select style svg template"
    " textarea video".split()
)
"""Elements that are not read aloud."""


@dataclass
class Mark:
    """An element within a line, and where its text stands in the segment."""

    tag: Tag
    start: int
    end: int


def silent(tag: Tag) -> bool:
    """Whether an element is not read aloud, nor anything in it."""
    return tag.name in SILENT or hidden(tag)


def hidden(tag: Tag) -> bool:
    """Whether an element is not there for a listener, not even as something left out."""
    classes = tag.get("class") or ""
    return (
        "hidden" in tag.attrs
        or tag.get("aria-hidden") == "true"
        or "headerlink" in classes
        or "footnote-backref" in classes
    )


def plain(tag: Tag) -> str:
    """What is heard of a short text, on one line."""
    heard = ""
    for child in tag.children:
        if isinstance(child, Tag):
            heard += (
                ""
                if silent(child)
                else str(child.get("title") or "")
                if child.name == "abbr"
                else plain(child)
            )
        elif not isinstance(child, PreformattedString):
            heard += str(child)
    return " ".join(heard.split())


def footnote(tag: Tag) -> str | None:
    """The number of a footnote (`li id="fn:1"`), as it is shown."""
    if not str(tag.get("id") or "").startswith("fn:") or tag.parent is None:
        return None
    return str(_items(tag.parent).index(tag) + 1)


def item(tag: Tag) -> tuple[str, str] | None:
    """Number and last number of a list's item, as they are shown; None where order says nothing."""
    around = tag.parent
    if around is None or around.name != "ol" or len(items := _items(around)) < 2:
        return None
    numbers = _numbers(around, items)
    kind = str(around.get("type") or "1")
    place = next(place for place, one in enumerate(items) if one is tag)
    return _shown(numbers[place], kind), _shown(numbers[-1], kind)


def given_of(line: str, marks: list[Mark], note: Callable[[str], str]) -> list[Given]:
    """What is said for the marks of a line; `note` puts a footnote's number into words."""
    found = []
    for mark in marks:
        text = line[mark.start : mark.end]
        if mark.tag.name == "abbr":
            found += _abbreviation(mark, line)
        elif mark.tag.find("a", class_="footnote-ref") or str(mark.tag.get("id") or "").startswith("fnref"):
            found.append((mark.start, mark.end, note(text.strip())))
        elif text.isdecimal() and text.isascii():
            found.append((mark.start, mark.end, text.translate(_RAISED)))
    return found


def _abbreviation(mark: Mark, text: str) -> list[Given]:
    """The title for the letters, with the genitive's ending; not right after the title itself: “T (A)”."""
    title = " ".join(str(mark.tag.get("title") or "").split())
    before, after = " ".join(text[: mark.start].split()), text[mark.end :]
    if not title or mark.start == mark.end:
        return []
    if before.lower().endswith(f"{title.lower()} (") and after.startswith(")"):
        return []
    ending = re.match(r":?s(?!\w)", after)
    if ending:
        title += "" if title.lower().endswith(_SIBILANT) else "s"
    return [(mark.start, mark.end + (ending.end() if ending else 0), title)]


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
    """The number in the list's own signs: letters by `type`; Roman ones are said as numbers."""
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    return str(number)
