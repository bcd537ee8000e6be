"""Cues: when each sentence is heard and its place on the page, as WebVTT."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hallbar.readaloud.text.spoken import SpokenForm
from hallbar.readaloud.voices import WordTime

WordCue = tuple[int, int, int]
"""A word: its place (start and end as in `Cue`), and the milliseconds from the beginning of its cue."""


@dataclass(frozen=True)
class Cue:
    """A sentence that is heard from `begins` to `ends` (seconds), in the block with that `data-speech`.

    `start` and `end` count UTF-16 units over the block's own text nodes, nested blocks excluded.
    """

    begins: float
    ends: float
    block: int
    start: int
    end: int
    fingerprint: str
    """A hash of the spoken form, by which the page is compared with its audio."""
    words: tuple[WordCue, ...] = ()


def webvtt(cues: Iterable[Cue]) -> str:
    """Return the cues, given in the order they are heard, as a WebVTT file of `kind=metadata`."""
    return "\n".join(["WEBVTT\n", *_lines(cues)])


def _lines(cues: Iterable[Cue]) -> Iterator[str]:
    before = 0
    for cue in cues:
        # rounding may move a begin by a millisecond, but never back into the sentence before
        begins = max(round(cue.begins * 1000), before)
        before = max(round(cue.ends * 1000), begins)
        payload: dict[str, object] = {
            "block": cue.block,
            "start": cue.start,
            "end": cue.end,
            "said": cue.fingerprint,
        }
        payload |= {"words": cue.words} if cue.words else {}
        yield f"{_clock(begins)} --> {_clock(before)}\n{json.dumps(payload)}\n"


def word_cues(form: SpokenForm, times: Sequence[WordTime], milliseconds: int) -> Iterator[WordCue]:
    """Yield the place of each word of a sentence as it is written, and the time it is heard.

    `times` are those of the engine; a word without a time lies evenly between its neighbours. The words of an
    abbreviation become one. `milliseconds` is the length of the clip.
    """
    known = {-1: 0, len(form.words): milliseconds} if times else {}
    for number, word in enumerate(form.words):
        at = next((at for sign, at in times if word.begins <= sign < word.ends), None)
        known |= {} if at is None else {number: at}
    numbers = sorted(known)
    before = None
    for number, word in enumerate(form.words if times else ()):
        low = numbers[bisect_right(numbers, number) - 1]
        high = numbers[bisect_right(numbers, low)] if low != number else number
        share = (number - low) / (high - low) if high > low else 0
        if (word.start, word.end) != before:
            yield word.start, word.end, round(known[low] + share * (known[high] - known[low]))
        before = word.start, word.end


def _clock(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
