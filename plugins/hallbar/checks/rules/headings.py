"""Headings: the outline of a page, for navigation by eye and by screen reader."""

from collections.abc import Iterator
from itertools import takewhile

from hallbar.checks.article import HEADINGS, Article, text_of
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import accessible_name, short


@rule("1.3.1")
def heading_skips_level(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: a skipped level suggests that a part of the page is missing."""
    before = 1  # the title, which the theme adds where the text has none
    for heading in article.all(*HEADINGS):
        level = int(heading.name[1])
        if level > before + 1:
            yield Violation(heading, short(text_of(heading)))
        before = level


@rule("1.3.1")
def heading_before_title(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: a heading above the title seems to belong to no page."""
    if article.all("h1"):
        for heading in takewhile(lambda tag: tag.name != "h1", article.all(*HEADINGS)):
            yield Violation(heading, short(text_of(heading)))


@rule("2.4.6")
def several_titles(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.6: a page has one subject, and its title names it."""
    for heading in article.all("h1")[1:]:
        yield Violation(heading, short(text_of(heading)))


@rule("2.4.6")
def heading_without_text(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.6: a screen reader that jumps between headings announces nothing for an empty one."""
    for heading in article.all(*HEADINGS):
        if not accessible_name(heading):
            yield Violation(heading, "#" * int(heading.name[1]))
