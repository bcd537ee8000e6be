"""What several rules read an article by: its passages, its links, and texts cut to fit a message."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from bs4.element import NavigableString, PageElement, Tag

from hallbar.checks.article import Article, attribute

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (*HEADINGS, "p", "li", "td", "th", "blockquote", "dd", "dt", "figcaption", "caption", "summary")
)
UNREAD = frozenset("code pre kbd samp script style template textarea svg math".split())
BETWEEN = frozenset("[document] ul ol dl table thead tbody tr div section".split())
"""White space in these stands between blocks."""
NO_LETTERS = re.compile(r"[\W_]+")


Read = TypeVar("Read")


def once(read: Callable[[Article], Read]) -> Callable[[Article], Read]:
    """Keep what was read of the latest article: many rules ask for the same."""
    kept: list[tuple[Article, Read]] = []

    @wraps(read)
    def ask(article: Article) -> Read:
        if not kept or kept[0][0] is not article:
            kept[:] = [(article, read(article))]
        return kept[0][1]

    return ask


@dataclass(slots=True)
class Passage:
    """The text of one block, without the blocks inside it and without code."""

    tag: Tag
    lang: str
    raw: str = ""
    """As written, a line break as a new line."""
    text: str = ""
    """White space folded; `<abbr title>` with what it explains in a parenthesis."""
    own: str = ""
    """What of it is not marked as another language than the block."""

    def folded(self) -> "Passage":
        self.text, self.own = " ".join(self.raw.split()), " ".join(self.own.split())
        return self


Home = tuple[Passage | None, bool]
"""Where the text of an element belongs, and whether it is in the language of that block."""


@once
def passages(article: Article) -> list[Passage]:
    """The article's passages in the order of the text, in one walk."""
    found: dict[int, Passage] = {}
    homes: dict[int, Home] = {}
    node: PageElement | None = article.soup.contents[0] if article.soup.contents else None
    while node is not None:
        if (said := _said(node)) and (parent := node.parent) is not None:
            if id(parent) not in homes:
                homes[id(parent)] = _home(parent, article, found)
            passage, own = homes[id(parent)]
            if passage:
                passage.raw += said
                passage.own += said if own else ""
        node = node.next_element
    return [passage.folded() for passage in found.values()]


@once
def whole_text(article: Article) -> str:
    """All passages in lower case: what is not there need not be looked for in each."""
    return "\n".join(passage.text for passage in passages(article)).lower()


def _said(node: PageElement) -> str:
    if type(node) is not NavigableString:  # an element, a comment, a script
        return "\n" if isinstance(node, Tag) and node.name == "br" else ""
    parent = node.parent
    if parent is None or (parent.name in BETWEEN and node.isspace()):
        return ""
    title = attribute(parent, "title") if parent.name == "abbr" else ""
    return f"{node} ({title})" if title else node


def _home(parent: Tag, article: Article, found: dict[int, Passage]) -> Home:
    """One climb for block and language: `language_of` takes half a millisecond for the blocks of a page."""
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


@once
def links(article: Article) -> list[tuple[Tag, str, str]]:
    """The links, where each leads, and what it is called."""
    return [
        (link, attribute(link, "href"), name_of(link)) for link in article.all("a") if link.has_attr("href")
    ]


def name_of(tag: Tag) -> str:
    """What an element is called aloud: its label, or its text with the alternatives of its images."""
    if label := attribute(tag, "aria-label").strip():
        return label
    words = [_said(node) or _alternative(node) for node in tag.descendants]
    return " ".join("".join(words).split())


def _alternative(node: PageElement) -> str:
    return attribute(node, "alt") if isinstance(node, Tag) and node.name == "img" else ""


def letters(text: str) -> str:
    """The words alone, in lower case: “Läs mer »” is `läs mer`."""
    return NO_LETTERS.sub(" ", text).strip().lower()


def short(text: str, limit: int = 60) -> str:
    """White space folded, and cut to fit a message."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"
