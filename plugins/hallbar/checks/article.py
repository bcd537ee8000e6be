"""An article as the rules read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.checks.options import Vocabulary


@dataclass(frozen=True)
class Article:
    """The text of a page, without its frame; walked once, for `find_all` in each rule would be dear."""

    soup: BeautifulSoup
    lang: str
    """The language it is written in: `sv`."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The front matter."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """The words that its site adds to those of the rules."""
    order: list[Tag] = field(init=False, default_factory=list)
    """Every element, in the order of the text."""
    _named: dict[str, list[tuple[int, Tag]]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.order.extend(node for node in self.soup.descendants if isinstance(node, Tag))
        for place, tag in enumerate(self.order):
            self._named.setdefault(tag.name, []).append((place, tag))

    def all(self, *names: str) -> list[Tag]:
        """The elements of these names, in the order of the text."""
        found = [pair for name in names for pair in self._named.get(name, ())]
        if len(names) > 1:
            found.sort(key=itemgetter(0))
        return [tag for _, tag in found]


def text_of(tag: Tag) -> str:
    """The text inside an element, white space folded."""
    return " ".join(tag.get_text().split())


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text; empty where it is missing."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")


def language_of(tag: Tag, article: Article) -> str:
    """The language that an element is marked as: of the nearest `lang`, or the article's."""
    marked = tag if tag.get("lang") else tag.find_parent(lang=True)
    return attribute(marked, "lang")[:2].lower() if marked else article.lang
