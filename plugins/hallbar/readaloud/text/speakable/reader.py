"""Reads an article in order: collects its text in segments, and adds the announcements of its structure."""

from collections import defaultdict

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.readaloud.text.speakable.announcements import (
    Announcements,
    defaults,
    footnote_number,
    item_number,
)
from hallbar.readaloud.text.speakable.audible import (
    LEFT_OUT,
    alternative,
    is_block,
    is_hidden,
    is_text,
    walk,
)
from hallbar.readaloud.text.speakable.blocks import blocks
from hallbar.readaloud.text.speakable.inline import overrides
from hallbar.readaloud.text.speakable.segment import Segment
from hallbar.readaloud.text.speakable.sentence import Pause, Sentence, utf16
from hallbar.readaloud.text.speakable.table_headers import headers

NO_BLOCK = -1
"""The block of text directly in the article: it is heard, but never highlighted."""


class Reader:
    """Visits an article once. `blocks` are the elements that hold what is said, in order."""

    def __init__(self, article: BeautifulSoup | Tag, lang: str, announcements: Announcements | None) -> None:
        self.blocks = blocks(article)
        self._article = article
        self._announcements = announcements or defaults()
        self._numbers = {id(article): NO_BLOCK} | {id(tag): place for place, tag in enumerate(self.blocks)}
        self._langs = [lang]
        self._around: list[Tag] = [article]  # the blocks around the current place, with text or without
        self._offsets: dict[int, int] = defaultdict(int)  # UTF-16 units passed in each block
        self._waiting: list[tuple[Tag, str, str]] = []  # announced before the next sentence in the element
        self._headers: dict[int, str] = {}
        self._segment: Segment | None = None
        self._sentences: list[Sentence] = []

    def read(self) -> list[Sentence]:
        walk(self._article, self)
        self._close("block")
        return self._sentences

    def enter(self, tag: Tag, heard: bool) -> None:
        if tag.get("lang"):
            self._langs.append(str(tag["lang"])[:2].lower())
        if is_block(tag):
            self._around.append(tag)
        if heard:
            self._end_line(tag)
        if heard and not is_hidden(tag):
            self._announce(tag)

    def text(self, text: str, heard: bool) -> None:
        owner = next(tag for tag in reversed(self._around) if id(tag) in self._numbers)
        heard = heard and owner is self._around[-1]
        if heard and text.strip():
            self._open()
        if self._segment:
            self._segment.add(text, self._langs[-1] if heard else None)
        self._offsets[id(owner)] += utf16(text)

    def leave(self, tag: Tag, heard: bool) -> None:
        if self._segment:
            self._segment.end_inline(tag)
        if heard:
            self._end_line(tag)
        if is_block(tag):
            self._around.pop()
        self._waiting = [one for one in self._waiting if one[0] is not tag]
        if tag.get("lang"):
            self._langs.pop()

    def _end_line(self, tag: Tag) -> None:
        if tag.name == "br" or is_block(tag):
            self._close("sentence" if tag.name == "br" else "block")

    def _announce(self, tag: Tag) -> None:
        """Add what an element says besides its text."""
        match tag.name:
            case "img" if text := alternative(tag):
                self._open().announce(*self._words("image", text=text))
            case "math":
                self._open().announce(*self._words(LEFT_OUT[tag.name]))
            case "pre":
                self._leave_out(tag)
            case "table":
                self._headers |= headers(tag)
            case "td" if header := self._headers.get(id(tag)):
                self._waiting.append((tag, f"{header}:", self._langs[-1]))
            case "li":
                self._number(tag)
            case "abbr" | "sup" if id(self._around[-1]) in self._numbers:
                self._open().begin_inline(tag)

    def _number(self, tag: Tag) -> None:
        """Announce the number of a footnote, or of a list item where the order matters."""
        if number := footnote_number(tag):
            self._waiting.append((tag, *self._words("footnote", number=number)))
        elif place := item_number(tag):
            self._waiting.append((tag, *self._words("item", number=place[0], count=place[1])))

    def _leave_out(self, tag: Tag) -> None:
        text, lang = self._words(LEFT_OUT[tag.name])
        length = utf16("".join(str(node) for node in tag.find_all(string=True) if is_text(node)))
        self._add([Sentence(text, lang, self._numbers[id(tag)], 0, length, "block", added=True)])

    def _words(self, key: str, **values: object) -> tuple[str, str]:
        """Return an announcement and its language: that of the current place, else that of the article."""
        candidates = (self._langs[-1], self._langs[0], *self._announcements)
        lang = next(lang for lang in candidates if lang in self._announcements)
        return self._announcements[lang][key].format(**values), lang

    def _open(self) -> Segment:
        if self._segment is None:
            block = self._around[-1]
            heading = len(block.name) == 2 and block.name[0] == "h" and block.name[1].isdigit()
            self._segment = Segment(self._numbers[id(block)], self._offsets[id(block)], heading)
        return self._segment

    def _close(self, pause: Pause) -> None:
        segment, self._segment = self._segment, None
        if segment:
            segment.overrides = overrides(
                segment.text, segment.inline, lambda number: self._words("note", number=number)[0]
            )
            self._add(segment.sentences("heading" if segment.heading and pause == "block" else pause))

    def _add(self, sentences: list[Sentence]) -> None:
        for first in sentences[:1]:
            for _, text, lang in self._waiting:
                place = first.block, first.start, first.end
                self._sentences.append(Sentence(text, lang, *place, "sentence", added=True))
            self._waiting.clear()
        self._sentences += sentences
