"""The page as a whole: its title and description in the front matter, and its first paragraph."""

from collections.abc import Iterator

from bs4.element import Tag

from hallbar.checks.article import Article, text_of
from hallbar.checks.rules import Violation, rule

LEAD = 140
"""Most characters of a lead: two or three lines of its large letters on a phone."""


@rule("2.4.2", "advice")  # without one, MkDocs uses the heading or the file name
def title_missing(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.2: tabs, bookmarks and screen readers name a page by its title."""
    if not str(article.meta.get("title") or "").strip():
        yield Violation(None)


@rule("2.4.2", "advice")
def description_missing(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.2: in search results, the description distinguishes pages with similar titles."""
    if not str(article.meta.get("description") or "").strip():
        yield Violation(None)


@rule("", "advice")
def lead_too_long(article: Article) -> Iterator[Violation]:
    """Design: the first paragraph is shown large, so it should say at a glance what the page is about."""
    first = next(
        (tag for title in article.all("h1") if isinstance(tag := title.find_next_sibling(), Tag)), None
    )
    length = len(text_of(first)) if first and first.name == "p" else 0
    if length > LEAD:
        yield Violation(first, str(length))
