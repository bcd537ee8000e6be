"""Voices: what turns a sentence into samples. An engine is a module like `Engine`, named in `ENGINES`."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

REINSTALL = "run pip install --force-reinstall espeakng-loader"
"""The mend of every fault in eSpeak NG's wheel."""

ENGINES = {"pyttsx3": "hallbar.readaloud.voices.espeak", "tone": "hallbar.readaloud.voices.tone"}
"""Name in mkdocs.yml -> module."""


class VoiceError(Exception):
    """A voice cannot do its work; the message is one line: what is wrong and how to mend it."""


class EngineError(VoiceError):
    """It failed at this sentence, and may succeed when it is asked once more."""


@dataclass(frozen=True)
class Voice:
    """Who speaks, and how.

    `name` is the engine's own name (`sv+m8`), `rate` is in words a minute (80 to 400), `gap` is the pause
    between words in units of 10 ms (0 to 50), `gain` makes all that it says louder, in dB (-20 to 20).
    Raises VoiceError when a number is out of range.
    """

    name: str
    rate: int = 150
    gap: int = 2
    gain: float = 0.0
    engine: str = "pyttsx3"

    def __post_init__(self) -> None:
        # eSpeak takes any number without a word; from 450 words a minute its positions in time are wrong
        self._expect("rate", self.rate, 80, 400, "words a minute")
        self._expect("gap", self.gap, 0, 50, "(units of 10 ms)")
        self._expect("gain", self.gain, -20, 20, "dB")

    def _expect(self, what: str, value: float, least: int, most: int, unit: str) -> None:
        if not least <= value <= most:
            raise VoiceError(f"voice {self.name}: {what} is {value:g}, expected {least} to {most} {unit}")


SAMPLE = 2
"""Bytes of one sample: int16, little-endian, mono."""

Timing = tuple[int, int]
"""A word of a text: after how many of its signs, after how many milliseconds of sound."""


@dataclass(frozen=True)
class Utterance:
    """What an engine gives for a text: samples a second, the samples (int16, mono), the times of words.

    An engine that cannot tell of words gives none.
    """

    rate: int
    samples: bytes
    words: tuple[Timing, ...] = ()


@dataclass(frozen=True)
class About:
    """What a listener may want to know of an engine: what it is, whose it is, and on what terms."""

    title: str
    licence: str
    attribution: str


class Engine(Protocol):
    """What a module has to have so that it can speak. Each sentence comes whole, however long.

    An engine that takes only so many tokens at a time cuts the text itself, as it alone knows its tokens,
    and joins the samples. `start` and `speak` run in a process that may be killed; the others in the build.
    """

    ABOUT: About
    TIMEOUT: float
    """Seconds after which a sentence is given up."""
    FORKS: bool
    """Whether a fresh copy of the started process speaks each sentence: where the bytes else depend on what
    was said before. Not for engines with threads of their own; these load once a worker."""
    MEND: str
    """What helps when it crashes again and again: “run pip install …”."""

    def check(self) -> None:
        """See that its parts are there, without loading them. Raises VoiceError."""

    def identity(self) -> str:
        """All that decides how a sentence sounds, besides the sentence and the voice. Loads nothing."""

    def start(self) -> Any:
        """Load it; what comes back is given to `speak`. Raises VoiceError."""

    def speak(self, started: Any, text: str, voice: Voice) -> Utterance:
        """Raises VoiceError; EngineError where a second try may help."""


def engine_of(voice: Voice) -> Engine:
    """The module that speaks for a voice, not started. Raises VoiceError when there is none of that name."""
    if voice.engine not in ENGINES:
        raise VoiceError(f"voice {voice.name}: engine is {voice.engine}, expected {' or '.join(ENGINES)}")
    return cast("Engine", import_module(ENGINES[voice.engine]))


VOICES = {"sv": Voice("sv+m8", gain=4.0), "en": Voice("en-us", gain=0.5)}
"""The voices unless mkdocs.yml says otherwise: of eSpeak NG's own, those that were understood best."""


def chosen(own: Mapping[str, Mapping[str, Any]]) -> dict[str, Voice]:
    """The voice of each language, `own` ones (as in mkdocs.yml) before `VOICES`. Raises VoiceError."""
    voices = VOICES | {lang: Voice(**voice) for lang, voice in own.items()}
    for voice in voices.values():
        engine_of(voice)
    return voices
