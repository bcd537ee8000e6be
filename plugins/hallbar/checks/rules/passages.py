"""Passages: the text of each block of an article, as several rules read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple, TypeVar

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


class _Context(NamedTuple):
    """An element as the text in it is read."""

    block: Tag
    lang: str
    """The language that the element or the nearest one around it is marked with; empty without a mark."""
    lang_of_block: str
    read: bool


@once
def passages(article: Article) -> list[Passage]:
    """Return the passages of the article in text order, found in one walk."""
    found: dict[int, Passage] = {}
    contexts = {id(article.soup): _Context(article.soup, "", "", read=True)}
    node: PageElement | None = article.soup.contents[0] if article.soup.contents else None
    while node is not None:
        around = contexts[id(node.parent)]
        if isinstance(node, Tag):
            contexts[id(node)] = _context(node, around)
        if around.read and (text := spoken_text(node)):
            passage = found.get(id(around.block)) or found.setdefault(
                id(around.block), Passage(around.block, around.lang_of_block or article.lang)
            )
            passage.raw += text
            passage.own += text if (around.lang or article.lang) == passage.lang else ""
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


def _context(tag: Tag, around: _Context) -> _Context:
    marked, block, unread = tag.attrs.get("lang"), tag.name in BLOCKS, tag.name in UNREAD
    if not (marked or block or unread):
        return around  # as most elements are
    lang = str(marked)[:2].lower() if marked else around.lang
    read = around.read and not unread
    if block:
        return _Context(tag, lang, lang, read)
    return _Context(around.block, lang, around.lang_of_block, read)
