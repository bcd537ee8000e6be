"""Links: their text must describe their target."""

import re
from collections.abc import Iterator

from hallbar.checks.article import Article, attribute
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import accessible_name, letters, links, short
from hallbar.checks.rules.vocabulary import VAGUE

ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|csv)(?:[?#]|$)", re.I)
PROGRAMS = {"doc": "word", "xls": "excel", "ppt": "powerpoint"}
SIZE = re.compile(r"\d\s?(?:bytes?|[kmg]i?b)\b", re.I)
SAME_WINDOW = frozenset({"", "_self", "_parent", "_top"})


@rule("2.4.4")
def link_without_text(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.4: a link without text gives no clue to its target."""
    for link, target, name in links(article):
        if not name:
            yield Violation(link, short(target))


@rule("2.4.4")
def link_with_vague_text(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.4: screen readers list the links of a page, and “here” means nothing in a list."""
    for link, _, name in links(article):
        if letters(name) in VAGUE:
            yield Violation(link, short(name))


@rule("2.4.4")
def same_text_different_targets(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.4: links with the same text cannot be distinguished by ear."""
    targets: dict[str, set[str]] = {}
    for link, target, name in links(article):
        text = letters(name)
        if text and text not in VAGUE:
            seen = targets.setdefault(text, set())
            if seen and target not in seen:
                yield Violation(link, short(name))
            seen.add(target)


@rule("2.4.4")
def link_that_only_shows_an_address(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.4: a URL is spelt out letter by letter, and seldom says what is there."""
    for link, _, name in links(article):
        if ADDRESS.fullmatch(name):
            yield Violation(link, short(name))


@rule("2.4.4")
def file_link_without_type_and_size(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.4.4: a file may open another program or be slow to fetch, so the reader decides first."""
    for link, target, name in links(article):
        if found := FILE.search(target):
            kind, text = found[1].lower(), name.lower()
            typed = kind in text or PROGRAMS.get(kind[:3], kind) in text
            if not (typed and SIZE.search(text)):
                yield Violation(link, short(name or target))


@rule("3.2.5")
def link_in_new_window(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 3.2.5: a new window has no way back, so the choice is the reader's."""
    for link in article.all("a", "area", "form"):
        if attribute(link, "target").strip().lower() not in SAME_WINDOW:
            yield Violation(link, short(accessible_name(link)))
