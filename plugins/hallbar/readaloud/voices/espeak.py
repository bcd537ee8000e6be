"""eSpeak NG out of the wheel espeakng-loader, never the system's, spoken through pyttsx3."""

import ctypes
import hashlib
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import espeakng_loader
import pyttsx3

from hallbar.readaloud.voices import (
    REINSTALL,
    About,
    Timing,
    Utterance,
    Voice,
    VoiceError,
)

ABOUT = About("eSpeak NG", "GPL 3", "Jonathan Duddington")
TIMEOUT = 60.0  # it needs 0.02
FORKS = True  # the bytes of an utterance depend on what its process spoke before
MEND = REINSTALL

REVISION = 3
"""Raise it when the same words shall sound different, or more is kept of them: all is then made anew."""

_DRIVER = "hallbar"
_LETTER_A = re.compile(r"(?<![^\s(])A(?= [A-Z](?!\w))|(?<=\b[A-Z] )A(?!\w)")
_DATA = ("phontab", "phonindex", "phondata", "intonations", "sv_dict", "en_dict")


def check() -> None:
    """See that the wheel's library and data are there, without loading them.

    Raises VoiceError. The library itself would end the whole process with exit(1), which nobody can catch.
    """
    missing = [str(file) for file in _files() if not (file.is_file() and file.stat().st_size)]
    if missing:
        raise VoiceError(f"eSpeak NG is incomplete, missing or empty: {', '.join(missing)}: {REINSTALL}")


def identity() -> str:
    """All that decides how a sentence sounds, besides the sentence and the voice. Loads nothing.

    The content of the library and its data says more than a version: the same wheel version holds other
    code on another kind of machine. Call `check` first; a missing file is an OSError here.
    """
    from importlib.metadata import version

    content = hashlib.sha256()
    for file in _files():
        content.update(file.read_bytes())
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyttsx3", "espeakng-loader"))
    return f"hallbar {REVISION}, {packages}, eSpeak NG {content.hexdigest()[:16]}"


def start() -> Any:
    """Initialise eSpeak NG in this process and return pyttsx3's engine, which has not spoken yet.

    Raises VoiceError.
    """
    check()
    _load()
    sys.modules[f"pyttsx3.drivers.{_DRIVER}"] = import_module("hallbar.readaloud.voices.driver")
    return pyttsx3.init(_DRIVER)


def speak(engine: Any, text: str, voice: Voice) -> Utterance:
    """Let pyttsx3 say it into memory. eSpeak NG may tell several times of one word (12345).

    Raises VoiceError.
    """
    errors: list[Exception] = []
    words: list[Timing] = []
    said: list[tuple[int, bytes]] = []
    # pyttsx3 swallows what goes wrong in its queue and tells it only to those who listen
    tokens = [
        engine.connect("error", lambda name, exception: errors.append(exception)),  # noqa: ARG005
        engine.connect("started-word", lambda location, at, **_: words.append((location, at))),
        engine.connect("finished-utterance", lambda rate, samples, **_: said.append((rate, bytes(samples)))),
    ]
    engine.setProperty("voice", voice.name)
    engine.setProperty("rate", voice.rate)
    engine.setProperty("gap", voice.gap)
    engine.runAndWait()
    if not errors:  # else it would speak in whatever voice was set before
        engine.say(heard(text, voice))
        engine.runAndWait()
    for token in tokens:
        engine.disconnect(token)
    if errors:
        raise VoiceError(str(errors[0])) from errors[0]
    ((rate, samples),) = said
    return Utterance(rate, samples, tuple(words))


def heard(text: str, voice: Voice) -> str:
    """The text as eSpeak NG is given it, sign for sign.

    In English it takes an “A” among letters for the article (“V uh T”); as an ordinal sign it is the letter.
    """
    return _LETTER_A.sub("ª", text) if voice.name.startswith("en") else text


def _files() -> list[Path]:
    library = Path(espeakng_loader.get_library_path())
    try:
        data = Path(espeakng_loader.get_data_path())
    except RuntimeError:  # it is not there; `check` tells so with its name
        data = library.parent / "espeak-ng-data"
    return [library, *(data / name for name in _DATA)]


def _load() -> None:
    """Load the wheel's library first: pyttsx3's binding asks for it by SONAME and then gets this one."""
    library, phontab, *_ = _files()
    os.environ["ESPEAK_DATA_PATH"] = str(phontab.parent)  # without it the library calls exit(1)
    try:
        ours = ctypes.CDLL(str(library))
    except OSError as error:
        raise VoiceError(f"eSpeak NG cannot be loaded ({error}): {REINSTALL}") from error
    if import_module("pyttsx3.drivers._espeak").dll._handle != ours._handle:
        raise VoiceError("pyttsx3 found another eSpeak than the wheel espeakng-loader: remove that one")
