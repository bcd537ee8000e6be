"""Headings: the outline by which screen readers and eyes find their way."""

from collections.abc import Iterator
from itertools import takewhile

from hallbar.checks.article import Article, text_of
from hallbar.checks.rules import Fault, rule
from hallbar.checks.rules.reading import HEADINGS, name_of, short


@rule("1.3.1")
def heading_skips_level(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 1.3.1: a missing level makes the outline seem to lack a part."""
    before = 1  # the title, which the theme adds where the text has none
    for heading in article.all(*HEADINGS):
        level = int(heading.name[1])
        if level > before + 1:
            yield Fault(heading, short(text_of(heading)))
        before = level


@rule("1.3.1")
def heading_before_title(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 1.3.1: what stands above the title seems to belong to no page."""
    if article.all("h1"):
        for heading in takewhile(lambda tag: tag.name != "h1", article.all(*HEADINGS)):
            yield Fault(heading, short(text_of(heading)))


@rule("2.4.6")
def several_titles(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.6: a page is about one thing, and its title says what."""
    for heading in article.all("h1")[1:]:
        yield Fault(heading, short(text_of(heading)))


@rule("2.4.6")
def heading_without_text(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.6: who jumps from heading to heading hears nothing where one is empty."""
    for heading in article.all(*HEADINGS):
        if not name_of(heading):
            yield Fault(heading, "#" * int(heading.name[1]))
