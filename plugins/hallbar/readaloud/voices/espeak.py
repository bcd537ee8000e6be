"""eSpeak NG from the wheel espeakng-loader, never that of the system, used through pyttsx3."""

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

from hallbar.messages import Messages
from hallbar.readaloud.voices.engine import About, Utterance, Voice, VoiceError, WordTime

message = Messages(__file__)

ABOUT = About("eSpeak NG", "GPL 3", "Jonathan Duddington")
TIMEOUT = 60.0  # it needs 0.02
FORKS = True  # the bytes of an utterance depend on what its process spoke before
FIX = "reinstall"

REVISION = 3
"""Raise it when the same words shall sound different, or a clip holds more: all clips are then made again."""

_DRIVER = "hallbar"
_LETTER_A = re.compile(r"(?<![^\s(])A(?= [A-Z](?!\w))|(?<=\b[A-Z] )A(?!\w)")
_DATA = ("phontab", "phonindex", "phondata", "intonations", "sv_dict", "en_dict")


def check() -> None:
    """Check that the wheel's library and data are there, without loading them.

    Raises VoiceError. The library itself would end the whole process with exit(1), which cannot be caught.
    """
    missing = [str(file) for file in _files() if not (file.is_file() and file.stat().st_size)]
    if missing:
        raise VoiceError(message("espeak_incomplete", files=", ".join(missing), fix=message(FIX)))


def identity() -> str:
    """Return all that decides how a sentence sounds, except the sentence and the voice. Loads nothing.

    The content of the library and its data is more precise than a version: the same version of the wheel
    holds other code on another kind of machine. Call `check` first: a missing file raises OSError here.
    """
    from importlib.metadata import version

    content = hashlib.sha256()
    for file in _files():
        content.update(file.read_bytes())
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyttsx3", "espeakng-loader"))
    return f"hallbar {REVISION}, {packages}, eSpeak NG {content.hexdigest()[:16]}"


def start() -> Any:
    """Initialize eSpeak NG in this process and return pyttsx3's engine, which has not spoken yet.

    Raises VoiceError.
    """
    check()
    _load()
    sys.modules[f"pyttsx3.drivers.{_DRIVER}"] = import_module("hallbar.readaloud.voices.driver")
    return pyttsx3.init(_DRIVER)


def speak(engine: Any, text: str, voice: Voice) -> Utterance:
    """Synthesize a text through pyttsx3. eSpeak NG may give several times for one word (12345).

    Raises VoiceError.
    """
    errors: list[Exception] = []
    word_times: list[WordTime] = []
    results: list[tuple[int, bytes]] = []
    # pyttsx3 swallows errors in its queue and passes them to listeners only
    tokens = [
        engine.connect("error", lambda name, exception: errors.append(exception)),  # noqa: ARG005
        engine.connect("started-word", lambda location, at, **_: word_times.append((location, at))),
        engine.connect(
            "finished-utterance", lambda rate, samples, **_: results.append((rate, bytes(samples)))
        ),
    ]
    engine.setProperty("voice", voice.name)
    engine.setProperty("rate", voice.rate)
    engine.setProperty("gap", voice.gap)
    engine.runAndWait()
    if not errors:  # else it would speak in the voice that was set before
        engine.say(respelled(text, voice))
        engine.runAndWait()
    for token in tokens:
        engine.disconnect(token)
    if errors:
        raise VoiceError(str(errors[0])) from errors[0]
    ((rate, samples),) = results
    return Utterance(rate, samples, tuple(word_times))


def respelled(text: str, voice: Voice) -> str:
    """Return the text as eSpeak NG is given it, with the same number of characters.

    In English it takes an “A” among letters for the article (“V uh T”); the ordinal sign is the letter.
    """
    return _LETTER_A.sub("ª", text) if voice.name.startswith("en") else text


def _files() -> list[Path]:
    library = Path(espeakng_loader.get_library_path())
    try:
        data = Path(espeakng_loader.get_data_path())
    except RuntimeError:  # the folder is missing; `check` reports it by name
        data = library.parent / "espeak-ng-data"
    return [library, *(data / name for name in _DATA)]


def _load() -> None:
    """Load the wheel's library first: pyttsx3's binding asks for it by SONAME and then gets this one."""
    library, phontab, *_ = _files()
    os.environ["ESPEAK_DATA_PATH"] = str(phontab.parent)  # without it the library calls exit(1)
    try:
        ours = ctypes.CDLL(str(library))
    except OSError as error:
        raise VoiceError(message("espeak_not_loaded", error=error, fix=message(FIX))) from error
    if import_module("pyttsx3.drivers._espeak").dll._handle != ours._handle:
        raise VoiceError(message("espeak_other"))
