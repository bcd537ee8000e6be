"""An article, as the rules read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.checks.options import Vocabulary

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Article:
    """The text of a page, without its frame. Walked once, because `find_all` in every rule would be slow."""

    soup: BeautifulSoup
    lang: str
    """Language that it is written in: `sv`."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The front matter."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """Words that the site adds to those of the rules."""
    order: list[Tag] = field(init=False, default_factory=list)
    """All elements, in text order."""
    _named: dict[str, list[tuple[int, Tag]]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.order.extend(node for node in self.soup.descendants if isinstance(node, Tag))
        for index, tag in enumerate(self.order):
            self._named.setdefault(tag.name, []).append((index, tag))

    def all(self, *names: str) -> list[Tag]:
        """Return the elements with these names, in text order."""
        found = [pair for name in names for pair in self._named.get(name, ())]
        if len(names) > 1:
            found.sort(key=itemgetter(0))
        return [tag for _, tag in found]


def text_of(tag: Tag) -> str:
    """Return the text inside an element, with white space folded."""
    return " ".join(tag.get_text().split())


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as text; empty if it is missing."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")
