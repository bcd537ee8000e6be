"""The text of an article as the index reads it: headings with weights and ids, and only what is content.

Pagefind gets a flat document of headings and paragraphs, one for each block: words of different blocks never
touch, and its own rules for elements do not apply. The title is not in the text but in the page's data, as
excerpts would begin with it. An article is read once, from its HTML: a tree takes six times as long.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from hallbar.search import compounds

NOT_CONTENT = frozenset(
    "audio button canvas consent-gate dialog form iframe input math nav noscript object script select style"
    " svg template textarea video".split()
)
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q ruby rp rt s samp small span strong sub"
    " sup time tt u var wbr".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without content and end tag (HTML 13.1.2)."""

NOT_CONTENT_CLASSES = frozenset(
    "contents-fold feedback footnote-backref footnote-ref headerlink reviewed".split()
)
"""Classes of the frame, and of signs of Python-Markdown: a note's number, the way back, a permalink."""

WEIGHTS = {"h2": 5.0, "h3": 4.0, "h4": 3.0, "h5": 2.0, "h6": 2.0}
ABBREVIATION = 0.5
"""Weight of an abbreviation's full form, which stands for itself once on a page, after its block."""

LEAST, MOST = 0.1, 10.0
"""Weights that Pagefind knows: its own maximum, and one that it does not round to nothing."""

TELEPHONE = re.compile(r"\d(?<![\d.,-]\d)[\d /()-]{5,}\d(?![\d.,-]\d)")
"""Numbers in groups, which are found without their spaces, too. A digit first is what `re` looks for fast."""

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
    article: str,
    url: str,
    title: str,
    language: str,
    keywords: Sequence[str] = (),
    rank: float = 1.0,
    description: str = "",
) -> Record:
    """Return the record of a page from its article as HTML; it weighs `rank` times as much as others.

    Raises compounds.DictionaryError.
    """
    reader = _Reader(rank)
    reader.read(article)
    data = {"title": title, "description": description, "keywords": ", ".join(keywords)}
    meta = {name: " ".join(text.splitlines()) for name, text in data.items() if text}
    text = compounds.marker(language)(_plain("\n".join([*meta.values(), *reader.texts])))
    about = dict(zip(meta, text.split("\n"), strict=False))  # in one go, which is faster than each line
    escaped = escape(text, quote=False).split("\n")[len(meta) :]
    if numbers := TELEPHONE.findall(text):
        about["numbers"] = " ".join(re.sub(r"\D", "", number) for number in numbers)
    html = (
        f'<!doctype html><html lang="{language}"><body><main data-pagefind-body{_weight(rank)}>'
        + "".join(_about(name, text) for name, text in about.items())
        + "".join(
            f"<{name}{attributes}>{line}</{name}>"
            for (name, attributes), line in zip(reader.tags, escaped, strict=False)
            if line
        )
        + "</main></body></html>"
    )
    return Record(url, language, html, text)


def _plain(text: str) -> str:
    """Return a text without signs that hinder a hit, and without that of a compound's parts."""
    return INVISIBLE.sub("", text).replace(compounds.MARKER, "ˆ")


def _about(name: str, text: str) -> str:
    return f'<i data-pagefind-meta="{name}[data-i]" data-i="{escape(text)}"></i>'


def _weight(weight: float) -> str:
    return f' data-pagefind-weight="{min(MOST, max(LEAST, weight)):g}"'


class _Open(NamedTuple):
    """An element that has not ended."""

    name: str
    attributes: Mapping[str, str | None]
    skipped: bool
    """It is not content, or in something that is not."""
    start: int
    """Number of texts of the block before it."""


class _Reader(HTMLParser):
    """Reads an article once, and collects its blocks."""

    def __init__(self, rank: float) -> None:
        super().__init__()
        self.rank = rank
        self.tags: list[tuple[str, str]] = []
        """Name and attributes of each block."""
        self.texts: list[str] = []
        """The text of each block, in one line."""
        self._open = [_Open("", {}, False, 0)]
        self._words: list[str] = []
        """Text of the block being read."""
        self._full_forms: dict[str, str] = {}
        """Abbreviations of the page → their full form."""
        self._fresh: list[str] = []
        """Full forms to be added after this block."""

    def read(self, html: str) -> None:
        """Read an article."""
        self.feed(html)
        self.close()
        while self._open:
            self._end_last()
        self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._open[-1].skipped:
            self._words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        skipped = self._open[-1].skipped or tag in NOT_CONTENT or tag == "h1" or _is_hidden(attributes)
        if not skipped:
            self._begin(tag, attributes)
        if tag not in VOID:
            self._open.append(_Open(tag, attributes, skipped, len(self._words)))

    def handle_endtag(self, tag: str) -> None:
        if any(element.name == tag for element in self._open):
            while self._end_last() != tag:
                pass

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![…>` for a comment, as browsers do (HTML 13.2.5.42); Python 3.11 raises AssertionError."""
        return self.parse_bogus_comment(i, report)

    def _begin(self, name: str, attributes: Mapping[str, str | None]) -> None:
        if name == "br":
            self._words.append(" ")
        elif name == "img":
            self._words.append(f" {attributes.get('alt') or ''} ")
        elif name not in INLINE:
            self._end_block()

    def _end_last(self) -> str:
        """End the last element that is open, and return its name."""
        name, attributes, skipped, start = self._open.pop()
        if skipped:
            pass
        elif name in WEIGHTS:
            identifier = attributes.get("id")
            anchor = f' id="{escape(identifier)}"' if identifier else ""
            self._end_block(name, anchor + _weight(self.rank * WEIGHTS[name]))
        elif name not in INLINE:
            self._end_block()
        elif name == "abbr" and (full := attributes.get("title")):
            self._add_full_form("".join(self._words[start:]), full)
        return name

    def _end_block(self, name: str = "p", attributes: str = "") -> None:
        """End a block: what follows is not of the same sentence."""
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.texts.append(text)
            self.tags.append((name, attributes))
        if self._fresh:
            self._words, self._fresh = [", ".join(self._fresh)], []
            self._end_block("p", _weight(self.rank * ABBREVIATION))

    def _add_full_form(self, short: str, full: str) -> None:
        if self._full_forms.setdefault(short, "") != full:
            self._full_forms[short] = full
            self._fresh.append(f"{short}: {full}")


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Return True if an element is not shown, or holds a sign that is not content."""
    return bool(attributes) and (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or "data-search-exclude" in attributes
        or not NOT_CONTENT_CLASSES.isdisjoint((attributes.get("class") or "").split())
    )
