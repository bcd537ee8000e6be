"""Markdown of other sites that this one does not show as meant."""

import re
from collections.abc import Iterator

from hallbar.checks.article import Article
from hallbar.checks.rules import Fault, rule
from hallbar.checks.rules.reading import passages, short

BEGINNING = re.compile(r'(?:!!!|\?\?\?)\+? ?\w|===[!+]? "|\[[ xX]\] ')
NOTE = re.compile(r"\[\^[^\]\s]+\]")
"""Left in the text as written: boxes, boxes that fold, tabs, task lists; and footnotes without a text."""
SHOWN = {"tabbed-set": "=== ", "task-list-item": "- [ ]"}
"""Where an extension has made something of it, by class: tabs hide text, and a box to tick has no name."""


@rule("1.3.1")
def markdown_not_supported(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 1.3.1: what one writing tool shows as tabs or boxes is heard here as signs."""
    for passage in passages(article):
        if found := BEGINNING.match(passage.raw) or NOTE.search(passage.raw):
            yield Fault(passage.tag, short(passage.raw[found.start() :]))
    for tag in article.order:
        for name in set(tag.get("class") or ()) & set(SHOWN):
            yield Fault(tag, SHOWN[name])
