"""Voices: what turns a sentence into samples. Only eSpeak NG stands here so far, through pyttsx3."""

from dataclasses import dataclass

REINSTALL = "run pip install --force-reinstall espeakng-loader"
"""The mend of every fault in the wheel."""


class VoiceError(Exception):
    """A voice cannot do its work; the message is one line: what is wrong and how to mend it."""


@dataclass(frozen=True)
class Voice:
    """Who speaks, and how.

    `name` is the engine's own name (`sv+m8`), `rate` is in words a minute (80 to 400), `gap` is the pause
    between words in units of 10 ms (0 to 50). Raises VoiceError when a number is out of range.
    """

    name: str
    rate: int
    gap: int

    def __post_init__(self) -> None:
        # eSpeak takes any number without a word; from 450 words a minute its positions in time are wrong
        if not 80 <= self.rate <= 400:
            raise VoiceError(f"voice {self.name}: rate is {self.rate}, expected 80 to 400 words a minute")
        if not 0 <= self.gap <= 50:
            raise VoiceError(f"voice {self.name}: gap is {self.gap}, expected 0 to 50 (units of 10 ms)")


Timing = tuple[int, int]
"""A word of a text: after how many of its signs, after how many milliseconds of sound."""


@dataclass(frozen=True)
class Utterance:
    """What an engine gives for a text: samples a second, the samples (16 bits, mono), the times of words.

    An engine that cannot tell of words gives none.
    """

    rate: int
    samples: bytes
    words: tuple[Timing, ...] = ()


VOICES = {"sv": Voice("sv+m8", 150, 2), "en": Voice("en-us", 150, 2)}
"""The voices unless mkdocs.yml says otherwise: of eSpeak NG's own, those that were understood best."""
