"""Names: the text by which links and other elements are announced, and texts cut to fit a message."""

import re

from bs4.element import PageElement, Tag

from hallbar.checks.article import Article, attribute
from hallbar.checks.rules.passages import once, spoken_text

NO_LETTERS = re.compile(r"[\W_]+")


@once
def links(article: Article) -> list[tuple[Tag, str, str]]:
    """Return the links: element, target and accessible name."""
    found = (link for link in article.all("a") if link.has_attr("href"))
    return [(link, attribute(link, "href"), accessible_name(link)) for link in found]


def accessible_name(tag: Tag) -> str:
    """Return the label of an element, or else its text with the alternatives of its images."""
    if label := attribute(tag, "aria-label").strip():
        return label
    words = [spoken_text(node) or _alternative(node) for node in tag.descendants]
    return " ".join("".join(words).split())


def letters(text: str) -> str:
    """Return the words alone, in lower case: “Läs mer »” is `läs mer`."""
    return NO_LETTERS.sub(" ", text).strip().lower()


def short(text: str, limit: int = 60) -> str:
    """Return the text with white space folded, cut to fit a message."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def _alternative(node: PageElement) -> str:
    return attribute(node, "alt") if isinstance(node, Tag) and node.name == "img" else ""
