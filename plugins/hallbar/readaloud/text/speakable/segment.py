"""Segments: lines of text that belong together, and their division into sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4.element import Tag

from hallbar.readaloud.text.sentences import split
from hallbar.readaloud.text.speakable.inline import InlineElement
from hallbar.readaloud.text.speakable.sentence import Pause, Sentence, utf16
from hallbar.readaloud.text.spoken import Override


@dataclass(frozen=True)
class Run:
    """A stretch of a segment's text in one language; `lang` is None where it is not read aloud."""

    start: int
    end: int
    lang: str | None


@dataclass
class Segment:
    """A text of one block, without another block or a line break in it."""

    block: int
    offset: int
    """UTF-16 units from the start of the block to the segment."""
    heading: bool
    text: str = ""
    runs: list[Run] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    inline: list[InlineElement] = field(default_factory=list)
    announcements: list[tuple[int, str, str]] = field(default_factory=list)
    """Each with the number of characters before it, its text and its language."""

    def add(self, text: str, lang: str | None) -> None:
        start, self.text = len(self.text), self.text + text
        self.runs.append(Run(start, len(self.text), lang))

    def begin_inline(self, tag: Tag) -> None:
        """Note the start of an element that may change how its text is said."""
        self.inline.append(InlineElement(tag, len(self.text), len(self.text)))

    def end_inline(self, tag: Tag) -> None:
        """Note the end of an element, if it is the last one that began."""
        if self.inline and self.inline[-1].tag is tag:
            self.inline[-1].end = len(self.text)

    def announce(self, text: str, lang: str) -> None:
        """Say `text` after the sentence that holds the current place."""
        self.announcements.append((len(self.text), text, lang))

    def sentences(self, pause: Pause) -> list[Sentence]:
        """Return the sentences and announcements in order; `pause` follows the last one."""
        found: list[Sentence] = []
        waiting = list(self.announcements)
        for start, end in split(self._for_splitting()):
            parts = list(self._parts(start, end))
            while waiting and waiting[0][0] <= start:
                found.append(self._announcement(*waiting.pop(0)))
            found += [self._sentence(*part, "part") for part in parts[:-1]]
            found += [self._sentence(*part, "sentence") for part in parts[-1:]]
            while waiting and waiting[0][0] < end:
                found.append(self._announcement(*waiting.pop(0)))
        found += [self._announcement(*one) for one in waiting]
        return [*found[:-1], *(replace(last, pause=pause) for last in found[-1:])]

    def _for_splitting(self) -> str:
        """Return the text with brackets for what is silent or raised, so that a sentence ends before them."""
        text = self.text
        raised = [(one.start, one.end) for one in self.inline if one.tag.name == "sup"]
        for start, end in [*raised, *((start, end) for start, end, _ in self._silent())]:
            text = text[:start] + ")" * (end - start) + text[end:]
        return text

    def _silent(self) -> list[Override]:
        return [(run.start, run.end, "") for run in self.runs if run.lang is None]

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Divide a sentence where the language changes; signs without letters go with the part before."""
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
        for begin, finish, instead in self._overrides(start, end):
            text, at = text + self.text[at:begin] + instead, finish
        return text + self.text[at:end]

    def _overrides(self, start: int, end: int) -> list[Override]:
        """Return the overrides between two places; of two that overlap, the first."""
        found: list[Override] = []
        for one in sorted([*self.overrides, *self._silent()]):
            if start <= one[0] and one[1] <= end and (not found or found[-1][1] <= one[0]):
                found.append(one)
        return found

    def _sentence(self, start: int, end: int, lang: str, pause: Pause) -> Sentence:
        text = self.text[start:end]
        begins = self.offset + utf16(self.text[:start])
        overrides = tuple((b - start, e - start, instead) for b, e, instead in self._overrides(start, end))
        return Sentence(text, lang, self.block, begins, begins + utf16(text), pause, overrides)

    def _announcement(self, at: int, text: str, lang: str) -> Sentence:
        place = self.offset + utf16(self.text[:at])
        return Sentence(text, lang, self.block, place, place, "sentence", added=True)


def _readable(text: str) -> bool:
    """Return True if a voice makes a sound of the text; a lone dash is silence."""
    return any(sign.isalnum() for sign in text)
