"""Clips: the audio of one sentence with its word times, and the form in which the cache holds it.

A cached clip is a line of JSON with its times, then FLAC.
"""

import json
from dataclasses import dataclass
from typing import NamedTuple

from hallbar.messages import Messages, decimal
from hallbar.readaloud.audio.samples import lead, packed, rounded, unpacked
from hallbar.readaloud.voices import SAMPLE, EngineError, Utterance, WordTime

message = Messages(__file__)
FORMAT = 1
"""Raise it when a clip holds something else of the same utterance: all clips are then made again."""

_LETTERS_A_SECOND = 15  # of ordinary speech


class ClipText(NamedTuple):
    """The content of a clip: a spoken form and its language (`sv`)."""

    text: str
    lang: str


@dataclass(frozen=True)
class ClipTimes:
    """The length of a clip and the time of each of its words. `rate` is in Hz, `frames` counts samples."""

    rate: int
    frames: int
    word_times: tuple[WordTime, ...] = ()


@dataclass(frozen=True)
class Clip:
    """The audio of one sentence, without its samples, which `Clips.samples` reads."""

    key: str
    """The key in the cache."""
    text: ClipText
    times: ClipTimes
    gain: float = 0.0
    """Decibels added when it becomes part of a page; the same for all clips of a voice."""


def trimmed(utterance: Utterance, text: str) -> Utterance:
    """Return an utterance without the silence before it, its samples rounded.

    Raises EngineError when the audio cannot be that of the text.
    """
    silent = lead(utterance.samples, utterance.rate)
    samples = rounded(utterance.samples[SAMPLE * silent :])
    _check_length(text, len(samples) / SAMPLE / utterance.rate)
    earlier = round(1000 * silent / utterance.rate)
    times = tuple((sign, max(0, at - earlier)) for sign, at in utterance.word_times)
    return Utterance(utterance.rate, samples, times)


def encoded(utterance: Utterance) -> bytes:
    """Return an utterance in the form that the cache holds."""
    frames = len(utterance.samples) // SAMPLE
    times = {"rate": utterance.rate, "frames": frames, "words": utterance.word_times}
    return json.dumps(times).encode() + b"\n" + packed(utterance.samples, utterance.rate)


def times_of(content: bytes) -> ClipTimes:
    """Return the times of a cached clip."""
    times = json.loads(content.partition(b"\n")[0])
    return ClipTimes(times["rate"], times["frames"], tuple((sign, at) for sign, at in times["words"]))


def samples_of(content: bytes) -> bytes:
    """Return the samples of a cached clip."""
    return unpacked(content.partition(b"\n")[2])


def shortened(text: str) -> str:
    """Return the beginning of a sentence, for messages."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def _check_length(text: str, seconds: float) -> None:
    """Refuse audio that is cut off, empty or endless."""
    usual = len(text) / _LETTERS_A_SECOND
    shortest, longest = 0.2 * usual, 6 * (usual + 1)  # one more, as a single sign may be a long word (“%”)
    if not shortest <= seconds <= longest:
        numbers = {"seconds": seconds, "shortest": shortest, "longest": longest}
        said = {name: decimal(number, 2) for name, number in numbers.items()}
        raise EngineError(message("clip_length", text=shortened(text), **said))
