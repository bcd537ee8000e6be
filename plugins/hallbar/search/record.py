"""The text of an article as the index reads it: headings with weights and ids, and only what is content.

Pagefind gets a flat document of headings and paragraphs, one for each block: words of different blocks never
touch, and its own rules for elements do not apply. The title is not in the text but in the page's data, as
excerpts would begin with it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from bs4.element import NavigableString, Tag

from hallbar.search import compounds

NOT_CONTENT = frozenset(
    "audio button canvas consent-gate dialog form iframe input math nav noscript object script select style"
    " svg template textarea video".split()
)
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q ruby rp rt s samp small span strong sub"
    " sup time tt u var wbr".split()
)
NOT_CONTENT_CLASSES = frozenset(
    "contents-fold feedback footnote-backref footnote-ref headerlink reviewed".split()
)
"""Classes of the frame, and of signs of Python-Markdown: a note's number, the way back, a permalink."""

WEIGHTS = {"h2": 5.0, "h3": 4.0, "h4": 3.0, "h5": 2.0, "h6": 2.0}
ABBREVIATION = 0.5
"""Weight of an abbreviation's full form, which stands for itself once on a page, after its block."""

LEAST, MOST = 0.1, 10.0
"""Weights that Pagefind knows: its own maximum, and one that it does not round to nothing."""

TELEPHONE = re.compile(r"(?<![\d.,-])\+?\d[\d /()-]{5,}\d(?![\d.,-]\d)")
"""Numbers in groups, which are found without their spaces, too."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Record:
    """One page of the index."""

    url: str
    """Relative to the site's root: `en/lana/`."""
    language: str
    html: str
    """A document of its own, which Pagefind reads."""
    text: str
    """All its text, and its data, compounds marked: the source of the vocabulary."""


def record(
    article: Tag,
    url: str,
    title: str,
    language: str,
    keywords: Sequence[str] = (),
    rank: float = 1.0,
    description: str = "",
) -> Record:
    """Return the record of a page; it weighs `rank` times as much as others. The tree is not changed.

    Raises compounds.DictionaryError.
    """
    marked = compounds.marker(language)
    reader = _Reader(rank, lambda text: marked(_plain(text)))
    reader.read(article)
    reader.end_block()
    meta = {"title": title, "description": description, "keywords": ", ".join(keywords)}
    about = {name: marked(_plain(text)) for name, text in meta.items() if text}
    if numbers := TELEPHONE.findall(" ".join(reader.texts)):
        about["numbers"] = " ".join(re.sub(r"\D", "", number) for number in numbers)
    html = (
        f'<!doctype html><html lang="{language}"><body><main data-pagefind-body{_weight(rank)}>'
        + "".join(_about(name, text) for name, text in about.items())
        + "".join(reader.blocks)
        + "</main></body></html>"
    )
    return Record(url, language, html, "\n".join([*about.values(), *reader.texts]))


def _plain(text: str) -> str:
    """Return a text without signs that hinder a hit, and without that of a compound's parts."""
    return INVISIBLE.sub("", text).replace(compounds.MARKER, "ˆ")


def _about(name: str, text: str) -> str:
    return f'<i data-pagefind-meta="{name}[data-i]" data-i="{escape(text)}"></i>'


def _weight(weight: float) -> str:
    return f' data-pagefind-weight="{min(MOST, max(LEAST, weight)):g}"'


class _Reader:
    """Walks an article once, and collects its blocks."""

    def __init__(self, rank: float, marked: Callable[[str], str]) -> None:
        self.rank = rank
        self.marked = marked
        self.blocks: list[str] = []
        """Elements of the document that Pagefind reads."""
        self.texts: list[str] = []
        self._words: list[str] = []
        """Text of the block being read."""
        self._full_forms: dict[str, str] = {}
        """Abbreviations of the page → their full form."""
        self._fresh: list[str] = []
        """Full forms to be added after this block."""

    def read(self, tag: Tag) -> None:
        """Read what is in an element."""
        for child in tag.contents:
            if isinstance(child, Tag):
                self._read_element(child)
            elif type(child) is NavigableString:  # not a comment, or the text of a script
                self._words.append(child)

    def end_block(self, name: str = "p", attributes: str = "") -> None:
        """End a block: what follows is not of the same sentence."""
        text = self.marked("".join(self._words))
        self._words.clear()
        if text.strip():
            self.texts.append(text)
            self.blocks.append(f"<{name}{attributes}>{escape(text, quote=False)}</{name}>")
        if self._fresh:
            self._words, self._fresh = [", ".join(self._fresh)], []
            self.end_block("p", _weight(self.rank * ABBREVIATION))

    def _read_element(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attrs
        if name in NOT_CONTENT or name == "h1" or (attributes and _is_hidden(attributes)):
            return
        if name == "br":
            self._words.append(" ")
        elif name == "img":
            self._words.append(f" {attributes.get('alt', '')} ")
        elif name in INLINE:
            self.read(tag)
            if name == "abbr" and "title" in attributes:
                self._add_full_form(tag.get_text(), str(attributes["title"]))
        else:
            self.end_block()
            self.read(tag)
            self._end_element(name, str(attributes.get("id", "")))

    def _end_element(self, name: str, identifier: str) -> None:
        if name in WEIGHTS:
            anchor = f' id="{escape(identifier)}"' if identifier else ""
            self.end_block(name, anchor + _weight(self.rank * WEIGHTS[name]))
        else:
            self.end_block()

    def _add_full_form(self, short: str, full: str) -> None:
        if self._full_forms.setdefault(short, "") != full:
            self._full_forms[short] = full
            self._fresh.append(f"{short}: {full}")


def _is_hidden(attributes: Mapping[str, Any]) -> bool:
    """Return True if an element is not shown, or holds a sign that is not content."""
    return (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or "data-search-exclude" in attributes
        or not NOT_CONTENT_CLASSES.isdisjoint(attributes.get("class") or ())
    )
