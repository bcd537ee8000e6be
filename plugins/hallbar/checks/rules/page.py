"""The page as a whole: its title and description in the front matter."""

from collections.abc import Iterator

from hallbar.checks.article import Article
from hallbar.checks.rules import Violation, rule


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
