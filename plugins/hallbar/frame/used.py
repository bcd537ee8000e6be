"""The names that built pages use: elements, classes, ids, attributes, and every word of their scripts.

Pages are read with regular expressions, because a parser takes ten times as long. They follow the HTML
standard (13.2.5): comments, scripts and quoted values hold no tags. A name too many only keeps a rule.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

TAG = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^>"'=]|=\s*"[^"]*"|=\s*'[^']*'|=|["'])*)>""")
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
RAW = re.compile(r"<!--.*?-->|(<(script|style)\b[^>]*>)(.*?)(</\2\s*>)", re.DOTALL | re.IGNORECASE)
WORD = re.compile(r"[\w-]+")

PARSED = ("html", "head", "body", "tbody", "colgroup")
"""Elements that a browser adds to a page that leaves out their tags."""
SET_BY_BROWSERS = ("open",)
"""Attributes that a browser sets when a reader opens or closes something."""


@dataclass
class Used:
    """Names that a selector can match. Elements and attributes are in lower case, as in HTML."""

    elements: set[str] = field(default_factory=lambda: {*PARSED})
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: dict[str, set[str]] = field(default_factory=dict)
    """Attribute → its values, in lower case: some are compared so (HTML 4.16.2)."""
    words: set[str] = field(default_factory=lambda: {*SET_BY_BROWSERS})
    """Words of scripts and of styles in the page: names that may come into a page later."""

    def element(self, name: str) -> bool:
        """Return True if a page has, or may get, an element."""
        return name.lower() in self.elements or name.lower() in self.words

    def has_class(self, name: str) -> bool:
        """Return True if an element has, or may get, a class."""
        return name in self.classes or name in self.words

    def has_id(self, name: str) -> bool:
        """Return True if an element has, or may get, an id."""
        return name in self.ids or name in self.words

    def attribute(self, name: str, value: str | None = None) -> bool:
        """Return True if an element has, or may get, an attribute; with a value: exactly that one."""
        name = name.lower()
        if name in self.words or name == "class":
            return True
        return name in self.attributes and (value is None or value.lower() in self.attributes[name])


def used(pages: Iterable[str], scripts: Iterable[str]) -> Used:
    """Return the names in HTML pages and in the scripts that run in them."""
    found, tags = Used(), set[tuple[str, str]]()
    for page in pages:
        texts = [match[3] for match in RAW.finditer(page) if match[3]]
        tags.update(TAG.findall(RAW.sub(r"\1", page)))
        for text in texts:
            found.words |= words(text)
    for script in scripts:
        found.words |= words(script)
    for name, attributes in tags:
        found.elements.add(name.lower())
        for key, *values in ATTRIBUTE.findall(attributes):
            _add(found, key.lower(), unescape("".join(values)))
    return found


def _add(found: Used, name: str, value: str) -> None:
    found.attributes.setdefault(name, set()).add(value.lower())
    if name == "class":
        found.classes.update(value.split())
    elif name == "id":
        found.ids.add(value)
    elif name == "style" or name.startswith("on"):
        found.words |= words(value)


def words(text: str) -> set[str]:
    """Return the words of a script, with those that stand for attributes: `ariaBusy`, `dataset.place`."""
    whole = {*WORD.findall(text)}
    parts = whole | {part for word in whole for part in word.split("-")}
    dashed = {re.sub(r"([A-Z])", r"-\1", part).lower() for part in parts}
    return parts | {part.lower() for part in parts} | dashed | {f"data-{part}" for part in dashed}
