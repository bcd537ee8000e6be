"""Markdown syntax of other tools that is not supported here."""

import re
from collections.abc import Iterator

from hallbar.checks.article import Article
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import short
from hallbar.checks.rules.passages import passages

BEGINNING = re.compile(r'(?:!!!|\?\?\?)\+? ?\w|===[!+]? "|\[[ xX]\] ')
NOTE = re.compile(r"\[\^[^\]\s]+\]")
"""Syntax left in the text: boxes, collapsible boxes, tabs, task lists, and footnotes without a text."""
SHOWN = {"tabbed-set": "=== ", "task-list-item": "- [ ]"}
"""Class of an element made by an extension -> its syntax. Tabs hide text; a task's checkbox has no name."""


@rule("1.3.1")
def markdown_not_supported(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: tabs or boxes in the syntax of another tool are read aloud as symbols here."""
    for passage in passages(article):
        if found := BEGINNING.match(passage.raw) or NOTE.search(passage.raw):
            yield Violation(passage.tag, short(passage.raw[found.start() :]))
    for tag in article.order:
        for name in set(tag.get("class") or ()) & set(SHOWN):
            yield Violation(tag, SHOWN[name])
