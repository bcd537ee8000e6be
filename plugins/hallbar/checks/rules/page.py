"""The page as a whole: what its front matter tells."""

from collections.abc import Iterator

from hallbar.checks.article import Article
from hallbar.checks.rules import Fault, rule


@rule("2.4.2", "advice")  # MkDocs then takes the heading, or the name of the file
def title_missing(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.2: tabs, bookmarks and screen readers name a page by its title."""
    if not str(article.meta.get("title") or "").strip():
        yield Fault(None)


@rule("2.4.2", "advice")
def description_missing(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.2: in a list of hits, the description tells pages with like titles apart."""
    if not str(article.meta.get("description") or "").strip():
        yield Fault(None)
