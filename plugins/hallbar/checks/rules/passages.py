"""Passages: the text of each block of an article, as several rules read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from bs4.element import NavigableString, PageElement, Tag

from hallbar.checks.article import HEADINGS, Article, attribute

BLOCKS = frozenset(
    (*HEADINGS, "p", "li", "td", "th", "blockquote", "dd", "dt", "figcaption", "caption", "summary")
)
UNREAD = frozenset("code pre kbd samp script style template textarea svg math".split())
BETWEEN = frozenset("[document] ul ol dl table thead tbody tr div section".split())
"""Elements in which white space only separates blocks."""
Read = TypeVar("Read")


def once(read: Callable[[Article], Read]) -> Callable[[Article], Read]:
    """Cache the result for the latest article, because many rules need the same."""
    cached: list[tuple[Article, Read]] = []

    @wraps(read)
    def read_once(article: Article) -> Read:
        if not cached or cached[0][0] is not article:
            cached[:] = [(article, read(article))]
        return cached[0][1]

    return read_once


@dataclass(slots=True)
class Passage:
    """The text of one block, without the blocks inside it and without code."""

    tag: Tag
    lang: str
    raw: str = ""
    """The text as written, with a line break as a new line."""
    text: str = ""
    """The text with white space folded, and with the explanation of `<abbr title>` in parentheses."""
    own: str = ""
    """The part of the text that is not marked as another language than the block's."""

    def folded(self) -> "Passage":
        """Set `text` and `own` to texts with white space folded."""
        self.text, self.own = " ".join(self.raw.split()), " ".join(self.own.split())
        return self


Owner = tuple[Passage | None, bool]
"""The passage that the text of an element belongs to, and True if the text is in its language."""


@once
def passages(article: Article) -> list[Passage]:
    """Return the passages of the article in text order, found in one walk."""
    found: dict[int, Passage] = {}
    owners: dict[int, Owner] = {}
    node: PageElement | None = article.soup.contents[0] if article.soup.contents else None
    while node is not None:
        if (text := spoken_text(node)) and (parent := node.parent) is not None:
            if id(parent) not in owners:
                owners[id(parent)] = _owner(parent, article, found)
            passage, own = owners[id(parent)]
            if passage:
                passage.raw += text
                passage.own += text if own else ""
        node = node.next_element
    return [passage.folded() for passage in found.values()]


@once
def whole_text(article: Article) -> str:
    """Return all passages in lower case, so that a rule can skip what is nowhere in the article."""
    return "\n".join(passage.text for passage in passages(article)).lower()


def spoken_text(node: PageElement) -> str:
    """Return the text of a node itself, with the explanation of `<abbr title>`; empty for most elements."""
    if type(node) is not NavigableString:  # an element, a comment, a script
        return "\n" if isinstance(node, Tag) and node.name == "br" else ""
    parent = node.parent
    if parent is None or (parent.name in BETWEEN and node.isspace()):
        return ""
    title = attribute(parent, "title") if parent.name == "abbr" else ""
    return f"{node} ({title})" if title else node


def _owner(parent: Tag, article: Article, found: dict[int, Passage]) -> Owner:
    """Find block and language in one climb, because two climbs would cost half a millisecond a page."""
    block, lang, of_block, inside = parent, "", "", True
    tag: Tag | None = parent
    while tag is not None and tag.name not in UNREAD:
        if inside:
            block, inside = tag, tag.name not in BLOCKS
        if marked := tag.attrs.get("lang"):
            lang = lang or str(marked)[:2].lower()
            of_block = of_block if inside else of_block or str(marked)[:2].lower()
        tag = tag.parent
    if tag is not None:
        return None, False
    passage = found.get(id(block)) or found.setdefault(id(block), Passage(block, of_block or article.lang))
    return passage, (lang or article.lang) == passage.lang
