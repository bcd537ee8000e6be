"""An element and what contains it, as the browser describes them or as HTML has them."""

from collections.abc import Iterator
from typing import TypedDict

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError


class Element(TypedDict):
    """An element, by the properties that distinguish it."""

    tag: str
    id: str
    classes: list[str]
    attributes: list[str]
    """Their names."""
    inside: list[str]
    """Of an article only: the ids (`#x`) and the custom elements in it."""


def element_of(tag: Tag) -> Element:
    """Return an element of parsed HTML as the page function `ancestry` describes it."""
    return Element(
        tag=tag.name,
        id=str(tag.get("id") or ""),
        classes=[str(name) for name in tag.get_attribute_list("class") if name],
        attributes=list(tag.attrs),
        inside=list(_names(tag)) if tag.name == "article" else [],
    )


def ancestry(tree: BeautifulSoup, place: str) -> list[Element]:
    """Return the element at a place followed by its ancestors; empty if there is none."""
    found = _selected(tree, place) if place else None
    return [element_of(tag) for tag in (found, *found.parents)] if found else []


def _selected(tree: BeautifulSoup, place: str) -> Tag | None:
    try:
        return tree.select_one(place)
    except SelectorSyntaxError:  # an engine that reads files may give `line 12`
        return None


def _names(article: Tag) -> Iterator[str]:
    for tag in article.find_all(True):
        if "-" in tag.name:
            yield tag.name
        if tag.get("id"):
            yield f"#{tag['id']}"
