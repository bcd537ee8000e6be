"""The elements of an article: which of them hold text, which only stand in it."""

from collections.abc import Iterator
from typing import Literal

from bs4.element import NavigableString, PreformattedString, Tag

from hallbar.readaloud.text.speakable.markup import hidden, silent

FLOWING = frozenset(
    "a abbr audio b bdi bdo br button canvas cite code data del dfn em i iframe img ins kbd label mark math"
    " object q rp rt ruby s samp script select small span strong style sub sup svg template textarea time u"
    " var video wbr".split()
)
"""Elements that do not end the line they stand in; whatever else holds text is a block."""

LEFT_OUT = {"pre": "code_left_out", "math": "formula_left_out"}
"""What is not read aloud, but told of."""


def walk(article: Tag) -> Iterator[tuple[Literal["enter", "leave", "text"], Tag]]:
    """Enter and leave every element, pass every text; without recursion, pages may be nested deeply."""
    ways = [(article, iter(article.children))]
    while ways:
        tag, children = ways[-1]
        child = next(children, None)
        if isinstance(child, Tag):
            yield "enter", child
            ways.append((child, iter(child.children)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield "text", child  # type: ignore[misc]
        elif child is None:
            ways.pop()
            if ways:
                yield "leave", tag


def blocks(article: Tag) -> list[Tag]:
    """The elements that hold what is said: the nearest block around each text, image and what is left out."""
    entered: list[Tag] = []
    around = [article]
    holding: set[int] = set()
    depth = 0
    for event, element in walk(article):
        if event == "text":
            if not depth and str(element).strip():
                holding.add(id(around[-1]))
            continue
        if event == "enter":
            if element.name not in FLOWING:
                entered.append(element)
                around.append(element)
            told = element.name in LEFT_OUT or str(element.get("alt") or "").strip()
            if told and not depth and not hidden(element):
                holding.add(id(around[-1]))
            depth += silent(element)
        else:
            depth -= silent(element)
            if element.name not in FLOWING:
                around.pop()
    return [tag for tag in entered if id(tag) in holding]


def texts(tag: Tag) -> Iterator[str]:
    """The texts that a browser counts."""
    return (str(text) for text in tag.find_all(string=True) if not isinstance(text, PreformattedString))
