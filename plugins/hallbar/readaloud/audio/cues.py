"""Cues: when each sentence is heard and where it stands on the page, as WebVTT."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hallbar.readaloud.text.spoken import Spoken
from hallbar.readaloud.voices import Timing


@dataclass(frozen=True)
class Cue:
    """One sentence: heard from `begins` to `ends` (seconds), standing in `block` (`data-speech`).

    `start` and `end` count UTF-16 units over the block's own text nodes, nested blocks left out.
    """

    begins: float
    ends: float
    block: int
    start: int
    end: int
    said: str
    """A fingerprint of what the recording says, by which the page can be held against it."""
    words: tuple[tuple[int, int, int], ...] = ()
    """Each word's place (as `start` and `end`) and when it is heard, in milliseconds from `begins`."""


def webvtt(cues: Iterable[Cue]) -> str:
    """Write the cues, given in the order they are heard, for a track of `kind=metadata`."""
    return "\n".join(["WEBVTT\n", *_lines(cues)])


def _lines(cues: Iterable[Cue]) -> Iterator[str]:
    before = 0
    for cue in cues:
        # rounding may turn a hair's breadth into a millisecond: never back into the sentence before
        begins = max(round(cue.begins * 1000), before)
        before = max(round(cue.ends * 1000), begins)
        place: dict[str, object] = {"block": cue.block, "start": cue.start, "end": cue.end, "said": cue.said}
        place |= {"words": cue.words} if cue.words else {}
        yield f"{_clock(begins)} --> {_clock(before)}\n{json.dumps(place)}\n"


def timed(spoken: Spoken, heard: Sequence[Timing], milliseconds: int) -> Iterator[tuple[int, int, int]]:
    """Where each word of a sentence is written, and when it is heard.

    `heard` is what the engine tells; a word that it skips lies evenly between its neighbours. Words for one
    abbreviation are one.
    """
    known = {-1: 0, len(spoken.words): milliseconds} if heard else {}
    for place, word in enumerate(spoken.words):
        at = next((at for sign, at in heard if word.begins <= sign < word.ends), None)
        known |= {} if at is None else {place: at}
    places = sorted(known)
    before = None
    for place, word in enumerate(spoken.words if heard else ()):
        low = places[bisect_right(places, place) - 1]
        high = places[bisect_right(places, low)] if low != place else place
        share = (place - low) / (high - low) if high > low else 0
        if (word.start, word.end) != before:
            yield word.start, word.end, round(known[low] + share * (known[high] - known[low]))
        before = word.start, word.end


def _clock(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
