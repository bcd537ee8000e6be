"""A synchronous pyttsx3 driver for eSpeak NG: the stock one returns before the audio exists.

Importing it loads the eSpeak library, so only `espeak.start` imports it, after loading that of the wheel.
"""
# ruff: noqa: N802  the names are those of pyttsx3

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any

from pyttsx3.drivers import _espeak

from hallbar.messages import Messages
from hallbar.readaloud.voices.engine import VoiceError
from hallbar.readaloud.voices.espeak import FIX

message = Messages(__file__)
_DO_NOT_EXIT = 0x8000  # an error is then a number below 1 (not always -1) instead of exit(1)
_WORD_GAP = 7  # speak_lib.h; the binding does not know it
_PARAMETERS = {"rate": (_espeak.RATE, 1), "volume": (_espeak.VOLUME, 100), "gap": (_WORD_GAP, 1)}
_SAMPLE = ctypes.sizeof(ctypes.c_short)


def buildDriver(proxy: Any) -> "Driver":
    """Return the driver; pyttsx3 calls this."""
    return Driver(proxy)


class Driver:
    """Synthesizes into memory, one text after the other, in the calling thread.

    Properties: `voice` (str), `rate` (words a minute), `volume` (0.0 to 1.0), `gap` (units of 10 ms).
    """

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._hertz = _initialise()

    def startLoop(self) -> None:
        self._proxy.setBusy(False)  # pyttsx3 then runs the whole queue, here and now

    def endLoop(self) -> None:
        """Do nothing: the queue has already run."""

    stop = endLoop

    def setProperty(self, name: str, value: Any) -> None:
        if name == "voice":
            _set_voice(value)
            return
        parameter, scale = _PARAMETERS[name]
        if _espeak.SetParameter(parameter, round(value * scale)) != _espeak.EE_OK:
            raise VoiceError(message("espeak_refuses", option=name, value=value))

    def say(self, text: str) -> None:
        """Synthesize into memory, not aloud. Listeners are notified of each word, then of all samples."""
        samples = bytearray()

        def collect(buffer: Any, count: int, events: Any) -> int:
            samples.extend(ctypes.string_at(buffer, count * _SAMPLE) if count else b"")
            for event in _until_terminated(events):
                if event.type == _espeak.EVENT_WORD:  # the stock driver gives no time
                    place, milliseconds = event.text_position - 1, event.audio_position
                    self._proxy.notify("started-word", location=place, length=event.length, at=milliseconds)
            return 0

        _espeak.SetSynthCallback(collect)
        if _espeak.Synth(text, flags=_espeak.CHARS_UTF8) != _espeak.EE_OK:
            raise VoiceError(message("espeak_mute", fix=message(FIX)))
        self._proxy.notify("finished-utterance", rate=self._hertz, samples=samples)


def _until_terminated(events: Any) -> Iterator[Any]:
    number = 0
    while events[number].type != _espeak.EVENT_LIST_TERMINATED:
        yield events[number]
        number += 1


@cache
def _initialise() -> int:
    """Initialize the library once in a process; return the samples a second."""
    hertz: int = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, 0, None, _DO_NOT_EXIT)
    if hertz <= 0:
        raise VoiceError(message("espeak_no_data", fix=message(FIX)))
    _espeak.ListVoices()  # reads all voice files, so that each copy of this process need not
    return hertz


def _set_voice(name: str) -> None:
    found = _espeak.SetVoiceByName(name.encode()) == _espeak.EE_OK
    identifier = _espeak.GetCurrentVoice().contents.identifier.decode() if found else ""
    # for an unknown variant (sv+zz) eSpeak returns OK and uses the plain voice
    if not found or identifier.partition("+")[2] != name.partition("+")[2]:
        raise VoiceError(message("espeak_no_voice", name=name))
