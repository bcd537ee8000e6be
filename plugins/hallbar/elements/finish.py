"""Tables, footnotes and boxes made accessible: captions, names and regions are added to an article's HTML."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.element import Tag
from bs4.formatter import HTMLFormatter

from hallbar.elements.tables import finish_table

UNFINISHED = re.compile(r"<table|footnote-|admonition")
AS_WRITTEN = HTMLFormatter(EntitySubstitution.substitute_xml, "", empty_attributes_are_booleans=True)


def finished(html: str, words: Mapping[str, str]) -> str:
    """Return the article with its tables, footnotes and boxes finished; `words` are in its language."""
    if not UNFINISHED.search(html):
        return html
    article = BeautifulSoup(html, "html.parser")
    for number, table in enumerate(article.select("table:not([class], [role])"), start=1):
        finish_table(article, table, number, words)
    for notes in article.select("div.footnote"):
        _finish_footnotes(article, notes, words)
    for title in article.select(".admonition > .admonition-title"):
        _finish_box(title, words)
    return article.decode(formatter=AS_WRITTEN)


def _finish_footnotes(article: BeautifulSoup, notes: Tag, words: Mapping[str, str]) -> None:
    """Name the links of footnotes by their target (WCAG 2.2 2.4.4), in the language of the text (3.1.2)."""
    notes.attrs |= {"role": "doc-endnotes", "aria-label": words["footnotes"]}
    for link in article.select("a.footnote-ref"):
        link["aria-label"] = words["footnote"].format(number=link.get_text())
    for number, note in enumerate(notes.select(":scope > ol > li"), start=1):
        for link in note.select("a.footnote-backref"):
            link.attrs.pop("title", None)
            link["aria-label"] = words["back"].format(number=number)


def _finish_box(title: Tag, words: Mapping[str, str]) -> None:
    """Translate the default title of a box, "Note", to the language of the text (WCAG 2.2 3.1.2)."""
    kind = title.get_text()
    key = f"box_{kind.lower()}"
    if title.parent and kind.lower() in (title.parent.get("class") or ()) and key in words:
        title.string = words[key]
