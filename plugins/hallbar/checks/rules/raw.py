"""Raw HTML in the text or in the frame."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from hallbar.checks.article import Article, attribute
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import short

FIELDS = ("input", "select", "textarea")
SELF_NAMED = frozenset({"hidden", "submit", "button", "reset", "image"})
NAMING = ("aria-label", "aria-labelledby", "title")
DATA = frozenset({"application/json", "application/ld+json", "speculationrules"})
ALIGNMENT = re.compile(r"\s*text-align:\s*\w+;?\s*")
EVENT = re.compile(r"on[a-z]{3,}")
SCRIPT = re.compile(r"[\s\x00-\x1f]*javascript:", re.I)


@rule("4.1.2", frame=True)
def duplicate_id(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 4.1.2: labels and links refer to an element by its id, and only the first of two is found."""
    seen: set[str] = set()
    for tag in _having(article, "id"):
        name = attribute(tag, "id")
        if name in seen:
            yield Violation(tag, short(name))
        seen.add(name)


@rule("3.3.2", frame=True)
def field_without_label(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 3.3.2: a field without a label is announced without its purpose."""
    labelled = {attribute(label, "for") for label in article.all("label")}
    for tag in article.all(*FIELDS):
        if tag.name == "input" and attribute(tag, "type").lower() in SELF_NAMED:
            continue
        named = any(attribute(tag, name).strip() for name in NAMING)
        if not named and attribute(tag, "id") not in labelled - {""} and tag.find_parent("label") is None:
            yield Violation(tag, short(attribute(tag, "name") or attribute(tag, "id") or tag.name))


@rule("1.4.12", frame=True)
def style_attribute(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.4.12: an inline style overrides the reader's own spacing and colours."""
    for tag in _having(article, "style"):
        style = attribute(tag, "style")
        aligned = tag.name in ("td", "th") and ALIGNMENT.fullmatch(style)  # Markdown itself does that
        if style and not aligned:
            yield Violation(tag, short(style))


@rule("2.1.1", frame=True)
def event_handler(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.1.1: an action bound to the mouse is out of reach of the keyboard."""
    for tag in article.order:
        if found := next(filter(EVENT.fullmatch, tag.attrs), None):
            yield Violation(tag, found)


@rule("4.1.2")
def script_in_text(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 4.1.2: nobody has checked the name and role of controls that a script creates."""
    for tag in article.all("script"):
        if attribute(tag, "type").lower() not in DATA:
            yield Violation(tag, short(attribute(tag, "src")))


@rule("4.1.2", frame=True)
def frame_without_title(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 4.1.2: an embedded page is announced by its title before the reader enters it."""
    for tag in article.all("iframe", "frame"):
        if not any(attribute(tag, name).strip() for name in NAMING):
            yield Violation(tag, short(attribute(tag, "src")))


@rule("1.4.2", frame=True)
def media_that_starts_by_itself(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.4.2: sound that starts by itself drowns out the screen reader."""
    for tag in article.all("audio", "video"):
        if tag.has_attr("autoplay"):
            yield Violation(tag, short(attribute(tag, "src") or tag.name))


@rule("2.1.1", frame=True)
def javascript_address(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 2.1.1: a link that runs a script opens in no new tab, and does nothing without scripts."""
    for tag in article.all("a", "area"):
        if SCRIPT.match(attribute(tag, "href")):
            yield Violation(tag, _text(tag))


def _having(article: Article, name: str) -> list[Tag]:
    return [tag for tag in article.order if tag.attrs.get(name)]


def _text(tag: Tag) -> str:
    return short(tag.get_text() or attribute(tag, "href"))
