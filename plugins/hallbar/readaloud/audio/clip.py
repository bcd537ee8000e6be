"""A take: one sentence as a voice gave it, and as it is kept: a line of JSON with its times, then FLAC."""

import json
from dataclasses import dataclass

from hallbar.readaloud.audio.samples import lead, packed, rounded, unpacked
from hallbar.readaloud.voices import SAMPLE, EngineError, Timing, Utterance

FORMAT = 1
"""Raise it when something else is kept of the same utterance: all is then made anew."""

_LETTERS_A_SECOND = 15  # of ordinary speech


@dataclass(frozen=True)
class Take:
    """How long it is, and when each word is heard. `rate` is in Hz, `frames` counts samples."""

    rate: int
    frames: int
    words: tuple[Timing, ...] = ()


def prompt(uttered: Utterance, text: str) -> Utterance:
    """What is kept of an utterance: without the silence before it, and rounded.

    Raises EngineError when the sound cannot be the text.
    """
    left_out = lead(uttered.samples, uttered.rate)
    samples = rounded(uttered.samples[SAMPLE * left_out :])
    _examine(text, len(samples) / SAMPLE / uttered.rate)
    words = tuple((sign, max(0, at - round(1000 * left_out / uttered.rate))) for sign, at in uttered.words)
    return Utterance(uttered.rate, samples, words)


def kept(uttered: Utterance) -> bytes:
    """What is written."""
    told = {"rate": uttered.rate, "frames": len(uttered.samples) // SAMPLE, "words": uttered.words}
    return json.dumps(told).encode() + b"\n" + packed(uttered.samples, uttered.rate)


def take(content: bytes) -> Take:
    """What was written, without its samples."""
    told = json.loads(content.partition(b"\n")[0])
    return Take(told["rate"], told["frames"], tuple((sign, at) for sign, at in told["words"]))


def samples(content: bytes) -> bytes:
    """The samples of what was written."""
    return unpacked(content.partition(b"\n")[2])


def short(text: str) -> str:
    """The beginning of a sentence, for messages."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def _examine(text: str, seconds: float) -> None:
    """Refuse sound that is cut off, empty or endless."""
    usual = len(text) / _LETTERS_A_SECOND
    shortest, longest = 0.2 * usual, 6 * (usual + 1)  # one more: a single sign may be a long word ("%")
    if not shortest <= seconds <= longest:
        raise EngineError(
            f"“{short(text)}” became {seconds:.2f} s of sound, expected {shortest:.2f} to {longest:.2f} s: "
            "write it in words, or leave it out of the reading"
        )
