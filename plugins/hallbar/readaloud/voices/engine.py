"""The interface of an engine, and the data that passes between it and the build."""

from dataclasses import dataclass
from typing import Any, Protocol

from hallbar.messages import Messages

message = Messages(__file__)
SAMPLE = 2
"""Bytes of one sample: int16, little-endian, mono."""

WordTime = tuple[int, int]
"""A word of a text: the characters before it, and the milliseconds of audio before it."""


class VoiceError(Exception):
    """A voice cannot do its work. The message is one line: what is wrong and how to fix it."""


class EngineError(VoiceError):
    """The engine failed at this sentence, and may succeed when it is asked once more."""


@dataclass(frozen=True)
class Voice:
    """A voice and the way it speaks.

    `name` is the engine's own name (`sv+m8`), `rate` is in words a minute (80 to 400), `gap` is the pause
    between words in units of 10 ms (0 to 50), `gain` is added to its loudness, in dB (-20 to 20).
    Raises VoiceError when a number is out of range.
    """

    name: str
    rate: int = 150
    gap: int = 2
    gain: float = 0.0
    engine: str = "pyttsx3"

    def __post_init__(self) -> None:
        # eSpeak accepts any number in silence; from 450 words a minute its word times are wrong
        self._expect("rate", self.rate, 80, 400)
        self._expect("gap", self.gap, 0, 50)
        self._expect("gain", self.gain, -20, 20)

    def _expect(self, option: str, value: float, least: int, most: int) -> None:
        if not least <= value <= most:
            found = {"voice": self.name, "option": option, "value": value, "least": least, "most": most}
            raise VoiceError(message("voice_number", **found, unit=message(f"unit_{option}")))


@dataclass(frozen=True)
class Utterance:
    """The result of an engine for a text: samples a second, the samples (int16, mono), the word times.

    An engine that does not know when its words are heard gives no word times.
    """

    rate: int
    samples: bytes
    word_times: tuple[WordTime, ...] = ()


@dataclass(frozen=True)
class About:
    """An engine's title, licence and author, for the page about read-aloud."""

    title: str
    licence: str
    attribution: str


class Engine(Protocol):
    """The interface of an engine's module. Each sentence is given whole, however long.

    An engine that takes a limited number of tokens divides the text itself, since only it knows its tokens,
    and joins the samples. `start` and `speak` run in a worker process, which may be killed; the others in the
    build.
    """

    ABOUT: About
    TIMEOUT: float
    """Seconds after which the engine is stopped."""
    FORKS: bool
    """True if a fresh copy of the started process must speak each sentence, because the bytes depend on
    earlier ones. Not for engines with threads of their own, which load once for each worker."""
    FIX: str
    """The remedy when it crashes again and again: a key of messages.toml, or a text, “run pip install …”."""

    def check(self) -> None:
        """Check that its files are there, without loading them. Raises VoiceError."""

    def identity(self) -> str:
        """Return all that decides how a sentence sounds, except the sentence and the voice. Loads nothing."""

    def start(self) -> Any:
        """Load the engine; the result is given to `speak`. Raises VoiceError."""

    def speak(self, started: Any, text: str, voice: Voice) -> Utterance:
        """Synthesize a text. Raises VoiceError; EngineError where a second try may help."""
