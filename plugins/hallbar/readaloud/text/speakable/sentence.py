"""One sentence of a page, and how a run of text is cut into sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bs4.element import Tag

from hallbar.readaloud.text.sentences import split
from hallbar.readaloud.text.speakable.markup import Mark
from hallbar.readaloud.text.spoken import Given, Spoken, spoken

Pause = Literal["part", "sentence", "block", "heading"]


@dataclass(frozen=True)
class Sentence:
    """What one voice says in one breath: a sentence, or the part of one that is in its own language."""

    text: str
    """As written on the page; of `added` ones, the words."""
    lang: str
    block: int
    """The `data-speech` number of its block."""
    start: int
    """UTF-16 units into the block's own text nodes, nested blocks excluded: they fit a DOM Range."""
    end: int
    pause: Pause
    """What ends with it: the pause after it is as long as that needs."""
    given: tuple[Given, ...] = ()
    """Parts of `text` (signs from, to) that the markup says otherwise: `<abbr title>`, a note's number."""
    added: bool = False
    """Whether it is said but does not stand on the page; its place is that of what it is about."""

    @property
    def spoken(self) -> Spoken:
        """What the voice is given, with the map back to `text`."""
        return spoken(self.text, self.lang, self.given, whole=self.pause != "part")


@dataclass(frozen=True)
class Run:
    """A stretch of a segment's text in one language; `lang` is None where it is not read aloud."""

    start: int
    end: int
    lang: str | None


@dataclass
class Segment:
    """Text that belongs together: of one block, with no other block and no line break within."""

    block: int
    offset: int
    """Where it begins in the block, in UTF-16 units."""
    heading: bool
    text: str = ""
    runs: list[Run] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    inserts: list[tuple[int, str, str]] = field(default_factory=list)
    """After how many signs, words, language."""

    def add(self, text: str, lang: str | None) -> None:
        start, self.text = len(self.text), self.text + text
        self.runs.append(Run(start, len(self.text), lang))

    def mark(self, tag: Tag) -> None:
        """An element begins that says something of its text."""
        self.marks.append(Mark(tag, len(self.text), len(self.text)))

    def sentences(self, pause: Pause) -> Iterator[Sentence]:
        """The sentences and inserts in order; after the last one comes `pause`."""
        found: list[Sentence] = []
        inserts = list(self.inserts)
        for start, end in split(self._for_splitting()):
            parts = list(self._parts(start, end))
            while inserts and inserts[0][0] <= start:
                found.append(self._insert(*inserts.pop(0)))
            found += [self._sentence(*part, "part") for part in parts[:-1]]
            found += [self._sentence(*part, "sentence") for part in parts[-1:]]
            while inserts and inserts[0][0] < end:
                found.append(self._insert(*inserts.pop(0)))
        found += [self._insert(*image) for image in inserts]
        yield from found[:-1]
        for last in found[-1:]:
            yield Sentence(**{**vars(last), "pause": pause})

    def _for_splitting(self) -> str:
        """The text with brackets for what is silent or raised: a sentence ends before them."""
        text = self.text
        raised = [(mark.start, mark.end) for mark in self.marks if mark.tag.name == "sup"]
        for start, end in [*raised, *((start, end) for start, end, _ in self._silent())]:
            text = text[:start] + ")" * (end - start) + text[end:]
        return text

    def _silent(self) -> list[Given]:
        return [(run.start, run.end, "") for run in self.runs if run.lang is None]

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Cut a sentence where the language changes; signs without letters go with the part before."""
        parts: list[tuple[int, int, str]] = []
        for run in self.runs:
            begin, finish = max(run.start, start), min(run.end, end)
            if begin >= finish or run.lang is None:
                continue
            if parts and (parts[-1][2] == run.lang or not _readable(self.text[begin:finish])):
                parts[-1] = (parts[-1][0], finish, parts[-1][2])
            elif parts and not _readable(self.text[parts[-1][0] : parts[-1][1]]):
                parts[-1] = (parts[-1][0], finish, run.lang)
            else:
                parts.append((begin, finish, run.lang))
        for begin, finish, lang in parts:
            text = self.text[begin:finish]
            if _readable(self._heard(begin, finish)):
                yield begin + len(text) - len(text.lstrip()), begin + len(text.rstrip()), lang

    def _heard(self, start: int, end: int) -> str:
        text, at = "", start
        for begin, finish, words in self._given(start, end):
            text, at = text + self.text[at:begin] + words, finish
        return text + self.text[at:end]

    def _given(self, start: int, end: int) -> list[Given]:
        """What is said otherwise between two places; of two that overlap, the first."""
        found: list[Given] = []
        for one in sorted([*self.given, *self._silent()]):
            if start <= one[0] and one[1] <= end and (not found or found[-1][1] <= one[0]):
                found.append(one)
        return found

    def _sentence(self, start: int, end: int, lang: str, pause: Pause) -> Sentence:
        text = self.text[start:end]
        begins = self.offset + utf16(self.text[:start])
        given = tuple((b - start, e - start, words) for b, e, words in self._given(start, end))
        return Sentence(text, lang, self.block, begins, begins + utf16(text), pause, given)

    def _insert(self, at: int, words: str, lang: str) -> Sentence:
        place = self.offset + utf16(self.text[:at])
        return Sentence(words, lang, self.block, place, place, "sentence", added=True)


def utf16(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _readable(text: str) -> bool:
    """Whether a voice makes something of it: a lone dash is silence."""
    return any(sign.isalnum() for sign in text)
