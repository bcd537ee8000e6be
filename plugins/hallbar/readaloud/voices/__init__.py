"""Voices: the engines that can be chosen, by name, and the voice of each language."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from hallbar.messages import Messages
from hallbar.readaloud.voices.engine import (
    SAMPLE,
    About,
    Engine,
    EngineError,
    Utterance,
    Voice,
    VoiceError,
    WordTime,
)

__all__ = [
    "ENGINES", "SAMPLE", "VOICES", "About", "Engine", "EngineError", "Utterance", "Voice", "VoiceError",
    "WordTime", "engine_of", "site_voices",
]  # fmt: skip

message = Messages(__file__)
ENGINES = {"pyttsx3": "hallbar.readaloud.voices.espeak", "tone": "hallbar.readaloud.voices.tone"}
"""Name in mkdocs.yml -> module."""

VOICES = {"sv": Voice("sv+m8", gain=4.0), "en": Voice("en-us", gain=0.5)}
"""The default voices: those of eSpeak NG that were understood best."""


def engine_of(voice: Voice) -> Engine:
    """Return the engine of a voice, not started. Raises VoiceError if there is none of that name."""
    if voice.engine not in ENGINES:
        engines = message("or").join(ENGINES)
        raise VoiceError(message("voice_engine", voice=voice.name, engine=voice.engine, engines=engines))
    return cast("Engine", import_module(ENGINES[voice.engine]))


def site_voices(own: Mapping[str, Mapping[str, Any]]) -> dict[str, Voice]:
    """Return the voice of each language: `own` ones, as in mkdocs.yml, before `VOICES`.

    Raises VoiceError.
    """
    voices = VOICES | {lang: Voice(**voice) for lang, voice in own.items()}
    for voice in voices.values():
        engine_of(voice)
    return voices
