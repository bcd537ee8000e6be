"""Cues: when each sentence is heard and where it stands on the page, as WebVTT."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


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


def webvtt(cues: Iterable[Cue]) -> str:
    """Write the cues, given in the order they are heard, for a track of `kind=metadata`."""
    return "\n".join(["WEBVTT\n", *_lines(cues)])


def _lines(cues: Iterable[Cue]) -> Iterator[str]:
    before = 0
    for cue in cues:
        # rounding may turn a hair's breadth into a millisecond: never back into the sentence before
        begins = max(round(cue.begins * 1000), before)
        before = max(round(cue.ends * 1000), begins)
        place = json.dumps({"block": cue.block, "start": cue.start, "end": cue.end, "said": cue.said})
        yield f"{_clock(begins)} --> {_clock(before)}\n{place}\n"


def _clock(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
