"""An article in reading order: its text, and what a listener needs to be told of its structure."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar import words as dictionary
from hallbar.readaloud.text.speakable.blocks import FLOWING, LEFT_OUT, blocks, texts, walk
from hallbar.readaloud.text.speakable.markup import footnote, given_of, hidden, item, silent
from hallbar.readaloud.text.speakable.sentence import Pause, Segment, Sentence, utf16
from hallbar.readaloud.text.speakable.tables import headers

Words = Mapping[str, Mapping[str, str]]
"""Language -> key of words.toml -> what is said."""

NOWHERE = -1
"""The block of text that stands in no element of the article: it is heard, and not shown as heard."""


class Reader:
    """Walks through an article once. `blocks` are the elements that hold what is said, in order."""

    def __init__(self, article: BeautifulSoup | Tag, lang: str, words: Words | None) -> None:
        self.blocks = blocks(article)
        self._article = article
        self._words = words or _words()
        self._numbers = {id(article): NOWHERE} | {id(tag): place for place, tag in enumerate(self.blocks)}
        self._langs = [lang]
        self._silent = 0
        self._around: list[Tag] = [article]  # the blocks around where we are, those without text too
        self._offsets: dict[int, int] = defaultdict(int)  # UTF-16 units of each block passed so far
        self._leads: list[tuple[Tag, str, str]] = []  # said before the next sentence in the element
        self._cells: dict[int, str] = {}
        self._segment: Segment | None = None
        self._said: list[Sentence] = []

    def read(self) -> list[Sentence]:
        for event, element in walk(self._article):
            if event == "enter":
                self._enter(element)
            elif event == "leave":
                self._leave(element)
            else:
                self._text(str(element))
        self._close("block")
        return self._said

    def _enter(self, tag: Tag) -> None:
        if tag.get("lang"):
            self._langs.append(str(tag["lang"])[:2].lower())
        if tag.name not in FLOWING:
            self._around.append(tag)
        if not self._silent:
            self._end_line(tag)
        if not self._silent and not hidden(tag):
            self._tell(tag)
        self._silent += silent(tag)

    def _leave(self, tag: Tag) -> None:
        self._silent -= silent(tag)
        if self._segment and self._segment.marks and self._segment.marks[-1].tag is tag:
            self._segment.marks[-1].end = len(self._segment.text)
        if not self._silent:
            self._end_line(tag)
        if tag.name not in FLOWING:
            self._around.pop()
        self._leads = [lead for lead in self._leads if lead[0] is not tag]
        if tag.get("lang"):
            self._langs.pop()

    def _end_line(self, tag: Tag) -> None:
        if tag.name == "br" or tag.name not in FLOWING:
            self._close("sentence" if tag.name == "br" else "block")

    def _text(self, text: str) -> None:
        owner = next(tag for tag in reversed(self._around) if id(tag) in self._numbers)
        heard = not self._silent and owner is self._around[-1]
        if heard and text.strip():
            self._open()
        if self._segment:
            self._segment.add(text, self._langs[-1] if heard else None)
        self._offsets[id(owner)] += utf16(text)

    def _tell(self, tag: Tag) -> None:
        """What an element says besides its text."""
        if tag.name == "img" and str(tag.get("alt") or "").strip():
            self._insert(*self._words_for("image", text=" ".join(str(tag["alt"]).split())))
        elif tag.name == "math":
            self._insert(*self._words_for(LEFT_OUT[tag.name]))
        elif tag.name == "pre":
            self._tell_left_out(tag)
        elif tag.name == "table":
            self._cells |= headers(tag)
        elif tag.name == "td" and id(tag) in self._cells:
            self._leads.append((tag, f"{self._cells[id(tag)]}:", self._langs[-1]))
        elif tag.name == "li" and (number := footnote(tag)):
            self._leads.append((tag, *self._words_for("footnote", number=number)))
        elif tag.name == "li" and (place := item(tag)):
            self._leads.append((tag, *self._words_for("item", number=place[0], count=place[1])))
        elif tag.name in ("abbr", "sup") and id(self._around[-1]) in self._numbers:
            self._open().mark(tag)

    def _insert(self, words: str, lang: str) -> None:
        """After the sentence in which we are."""
        segment = self._open()
        segment.inserts.append((len(segment.text), words, lang))

    def _tell_left_out(self, tag: Tag) -> None:
        words, lang = self._words_for(LEFT_OUT[tag.name])
        segment = Segment(self._numbers[id(tag)], 0, heading=False)
        end = utf16("".join(texts(tag)))
        self._say([Sentence(words, lang, segment.block, 0, end, "block", added=True)])

    def _words_for(self, key: str, **values: object) -> tuple[str, str]:
        """Words and their language: that of the place, or else the article's."""
        lang = next(lang for lang in (self._langs[-1], self._langs[0], *self._words) if lang in self._words)
        return self._words[lang][key].format(**values), lang

    def _open(self) -> Segment:
        if self._segment is None:
            block = self._around[-1]
            heading = len(block.name) == 2 and block.name[0] == "h" and block.name[1].isdigit()
            self._segment = Segment(self._numbers[id(block)], self._offsets[id(block)], heading)
        return self._segment

    def _close(self, pause: Pause) -> None:
        segment, self._segment = self._segment, None
        if segment:
            segment.given = given_of(
                segment.text, segment.marks, lambda number: self._words_for("note", number=number)[0]
            )
            self._say(list(segment.sentences("heading" if segment.heading and pause == "block" else pause)))

    def _say(self, sentences: list[Sentence]) -> None:
        for first in sentences[:1]:
            for _, words, lang in self._leads:
                place = first.block, first.start, first.end
                self._said.append(Sentence(words, lang, *place, "sentence", added=True))
            self._leads.clear()
        self._said += sentences


@cache
def _words() -> Words:
    loaded = dictionary.load(Path(__file__).parents[2] / "words.toml")
    return {lang: dictionary.in_language(loaded, lang) for lang in ("sv", "en")}
