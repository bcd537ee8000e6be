"""The parts of an article that the page places one by one: heading, lead and text; the headings in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bs4.element import NavigableString, PageElement, Tag

from hallbar.parsing import parsed

PARAGRAPH = re.compile(r'\s*<p(?: data-speech="\d+")?>((?:(?!</p>).)*)</p>', re.DOTALL)
"""A paragraph without attributes but that of read-aloud."""
TAG = re.compile(r"<[^>]*>")
NO_LABEL = "sup, .headerlink"
"""Parts of a heading that its link in the contents leaves out: footnotes, the heading's link to itself."""


@dataclass(frozen=True)
class Article:
    """An article in three parts, which together are its whole HTML."""

    heading: str
    """The `<h1>`, and all before it."""
    lead: str
    """The first paragraph after the heading; empty if something else comes first."""
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading of an article, for a link to it."""

    id: str
    label: str
    """Its text as HTML, with the languages of its parts (WCAG 2.2 3.1.2)."""


def divided(html: str, title: str) -> Article:
    """Return the parts of an article; one without a heading gets `title`, which is plain text."""
    if "</h1>" not in html:
        html = f"<h1>{escape(title, quote=False)}</h1>{html}"
    before, end, after = html.partition("</h1>")
    found = PARAGRAPH.match(after)
    lead = found[0] if found and _leads(found[1]) else ""
    return Article(before + end, lead, after[len(lead) :])


def _leads(paragraph: str) -> bool:
    """Return True if a paragraph is a text of its own, not a picture or the introduction of a list."""
    text = TAG.sub("", paragraph).strip()
    return bool(text) and not text.endswith(":")


def headings(html: str) -> list[Heading]:
    """Return the headings of the second level that can be linked to."""
    found = parsed(html).select("h2[id]")
    return [Heading(str(heading["id"]), "".join(_label(heading)).strip()) for heading in found]


def _label(node: PageElement) -> Iterator[str]:
    if type(node) is NavigableString:  # not a comment
        yield escape(node, quote=False)
    elif isinstance(node, Tag) and not node.css.match(NO_LABEL):
        inner = "".join(part for child in node.children for part in _label(child))
        lang = node.get("lang") if node.name != "h2" else None
        yield f'<span lang="{lang}">{inner}</span>' if lang else inner
