"""An engine without a voice, for tests and for trying out a site: each text is a tone of its own pitch."""

import hashlib
from typing import Any

import numpy as np

from hallbar.readaloud.voices.engine import About, Utterance, Voice

ABOUT = About("tone", "EUPL 1.2", "hallbar")
TIMEOUT = 10.0
FORKS = False
FIX = "run_install"

_HERTZ = 22_050
_LETTERS_A_SECOND = 15
_AMPLITUDE = 6_000


def check() -> None:
    """Do nothing: there are no files to check."""


def identity() -> str:
    """Return the version; raise the number when the sound changes."""
    return "tone 1"


def start() -> None:
    """Do nothing: there is nothing to load."""


def speak(_started: Any, text: str, voice: Voice) -> Utterance:
    """Return a tone as long as the text would be, of 200 to 711 Hz, with words evenly spaced in time."""
    frames = int(_HERTZ * len(text) / _LETTERS_A_SECOND * 150 / voice.rate)
    pitch = 200 + int.from_bytes(hashlib.sha256(f"{voice.name} {text}".encode()).digest()[:2]) % 512
    wave = _AMPLITUDE * np.sin(2 * np.pi * pitch / _HERTZ * np.arange(1, frames + 1))
    starts = [
        place for place, sign in enumerate(text) if sign != " " and text[place - 1 : place] in ("", " ")
    ]
    times = tuple((place, 1000 * frames * place // (_HERTZ * len(text))) for place in starts)
    return Utterance(_HERTZ, wave.astype("<i2").tobytes(), times)
