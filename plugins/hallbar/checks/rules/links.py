"""Links: where they lead, told by their own text."""

import re
from collections.abc import Iterator

from hallbar.checks.article import Article, attribute
from hallbar.checks.rules import Fault, rule
from hallbar.checks.rules.reading import letters, links, name_of, short
from hallbar.checks.rules.vocabulary import VAGUE

ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|csv)(?:[?#]|$)", re.I)
PROGRAMS = {"doc": "word", "xls": "excel", "ppt": "powerpoint"}
SIZE = re.compile(r"\d\s?(?:bytes?|[kmg]i?b)\b", re.I)
SAME_WINDOW = frozenset({"", "_self", "_parent", "_top"})


@rule("2.4.4")
def link_without_text(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.4: a link that says nothing leads nowhere that anyone knows of."""
    for link, target, name in links(article):
        if not name:
            yield Fault(link, short(target))


@rule("2.4.4")
def link_with_vague_text(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.4: screen readers list the links of a page, and “here” means nothing in a list."""
    for link, _, name in links(article):
        if letters(name) in VAGUE:
            yield Fault(link, short(name))


@rule("2.4.4")
def same_text_different_targets(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.4: of two links that sound alike, nobody hears which is which."""
    targets: dict[str, set[str]] = {}
    for link, target, name in links(article):
        told = letters(name)
        if told and told not in VAGUE:
            seen = targets.setdefault(told, set())
            if seen and target not in seen:
                yield Fault(link, short(name))
            seen.add(target)


@rule("2.4.4")
def link_that_only_shows_an_address(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.4: an address is spelt out letter by letter, and seldom says what is there."""
    for link, _, name in links(article):
        if ADDRESS.fullmatch(name):
            yield Fault(link, short(name))


@rule("2.4.4")
def file_link_without_type_and_size(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 2.4.4: a file may open another program, or be dear to fetch; the reader decides."""
    for link, target, name in links(article):
        if found := FILE.search(target):
            kind, told = found[1].lower(), name.lower()
            typed = kind in told or PROGRAMS.get(kind[:3], kind) in told
            if not (typed and SIZE.search(told)):
                yield Fault(link, short(name or target))


@rule("3.2.5")
def link_in_new_window(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 3.2.5: a new window takes the way back away, so the reader chooses it, not the page."""
    for link in article.all("a", "area", "form"):
        if attribute(link, "target").strip().lower() not in SAME_WINDOW:
            yield Fault(link, short(name_of(link)))
