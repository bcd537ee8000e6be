"""A source map: from an element of the article to its line in the Markdown.

Markdown renderers record no positions, but they preserve the order of words. So the words of the article are
aligned with those of the source. An element without words lies between its neighbours, on the line with its
URL or tag.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from hallbar.checks.article import Article, attribute
from hallbar.checks.source import Line

WORD = re.compile(r"\w+")
MANY = 3000
"""Number of words above which the most frequent ones are not aligned, because that would take seconds."""

HINTS = ("src", "href", "id", "name", "style", "class")
"""Attributes whose value is found in the source."""


class SourceMap:
    """The lines of an article's elements. `lines` is the source without its front matter."""

    def __init__(self, lines: Sequence[Line], article: Article) -> None:
        self._lines = lines
        self._begins: dict[int, int] = {}
        words = list(self._words_of(article.soup))
        source = [(word, number) for number, line in enumerate(lines) for word in _words(line.text)]
        self._aligned = _align(words, source)

    def line_of(self, tag: Tag) -> Line:
        """Return the line where the element begins."""
        begin = self._begins.get(id(tag), 0)  # text outside all elements belongs to the article itself
        end = begin + len(list(self._words_of(tag)))
        own = next((line for index, line in self._aligned if begin <= index < end), None)
        before = max((line for index, line in self._aligned if index < begin), default=0)
        after = min((line for index, line in self._aligned if index >= end), default=len(self._lines) - 1)
        return self._lines[self._between(tag, before, own, after)]

    def _between(self, tag: Tag, before: int, own: int | None, after: int) -> int:
        """Return the likeliest line from the word before the element to its first word, or else the next."""
        last = own if own is not None else max(after, before)
        texts = {number: self._lines[number].text for number in range(before, last + 1)}
        written = re.compile(rf"<{tag.name}\b", re.IGNORECASE)
        tags = [number for number, text in texts.items() if written.search(text)]
        if own is not None:
            return tags[-1] if tags else own
        hinted = [number for number, text in texts.items() if any(hint in text for hint in _hints(tag))]
        marked = [number for number, text in texts.items() if _is_written_as(tag, text)]
        filled = [number for number, text in texts.items() if text.strip() and number != before]
        return next(iter([*hinted, *tags, *marked, *filled]), before)

    def _words_of(self, root: Tag) -> Iterator[str]:
        count = 0
        for node in root.descendants:
            if isinstance(node, Tag):
                self._begins.setdefault(id(node), count)
            for word in _words(_text(node)):
                count += 1
                yield word


def _text(node: PageElement) -> str:
    if isinstance(node, Tag):
        return attribute(node, "alt") if node.name == "img" else ""
    is_text = isinstance(node, NavigableString) and not isinstance(node, PreformattedString)
    return str(node) if is_text else ""


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _align(words: list[str], source: list[tuple[str, int]]) -> list[tuple[int, int]]:
    """Return pairs of a word's index in the article and its line, in ascending order."""
    many = max(len(words), len(source)) > MANY
    matcher = SequenceMatcher(None, words, [word for word, _ in source], autojunk=many)
    return [
        (block.a + step, source[block.b + step][1])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def _hints(tag: Tag) -> list[str]:
    """Return the attribute values to look for in the source; of a URL, its last part without the suffix."""
    values = [attribute(tag, name) for name in HINTS]
    stems = [PurePosixPath(value.rstrip("/")).stem if "/" in value else value for value in values]
    return [hint for hint in stems if len(hint) > 1]


def _is_written_as(tag: Tag, text: str) -> bool:
    """Return True if the line is Markdown for such an element without content."""
    if re.fullmatch("h[1-6]", tag.name):
        return re.match(rf"\s{{0,3}}#{{{tag.name[1]}}}(?!#)", text) is not None
    return {"a": "](", "img": "![", "table": "|", "li": "-"}.get(tag.name, "\0") in text
