"""The cache of clips, each named by all that decides how it sounds."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from hallbar.messages import Messages
from hallbar.readaloud.audio.cache import CLIPS, Cache, FileState, key_of
from hallbar.readaloud.audio.clip import FORMAT, ClipText, ClipTimes, encoded, samples_of, times_of
from hallbar.readaloud.voices import Utterance, Voice, VoiceError, engine_of

message = Messages(__file__)
VoiceMap = Mapping[str, Voice]
"""Language -> voice."""


class ClipCache:
    """The clips below `folder`, spoken by `voices`. New samples stay in memory until `forget`."""

    def __init__(self, folder: Path, voices: VoiceMap) -> None:
        self._cache = Cache(folder / CLIPS)
        self._voices = voices
        self._engines: dict[str, str] = {}
        self._new: dict[str, bytes] = {}

    def key(self, text: ClipText) -> str:
        """Return the key of a clip. Raises VoiceError if its language has no voice."""
        voice = self.voice(text)
        return key_of(*text, {**asdict(voice), "gain": None}, self._engine(voice), FORMAT)

    def voice(self, text: ClipText) -> Voice:
        """Return the voice for a text. Raises VoiceError if its language has none."""
        if text.lang not in self._voices:
            raise VoiceError(message("no_voice", lang=text.lang))
        return self._voices[text.lang]

    def identity(self) -> list[object]:
        """Return all that decides how clips sound, except their texts. Raises VoiceError."""
        return [[lang, asdict(voice), self._engine(voice)] for lang, voice in sorted(self._voices.items())]

    def times(self, key: str) -> ClipTimes | None:
        """Return the times of a clip; None if it is missing or broken."""
        content = self._cache.get(key)
        return None if content is None else times_of(content)

    def samples(self, key: str) -> bytes | None:
        """Return the samples of a clip; None if it is missing or broken."""
        if key in self._new:
            return self._new[key]
        content = self._cache.get(key)
        return None if content is None else samples_of(content)

    def store(self, key: str, utterance: Utterance) -> ClipTimes:
        """Store an utterance as a clip and return its times."""
        content = encoded(utterance)
        self._cache.put(key, content)
        self._new[key] = utterance.samples
        return times_of(content)

    def forget(self) -> None:
        """Drop the samples that are held in memory."""
        self._new.clear()

    def file_states(self, keys: Iterable[str]) -> dict[str, FileState | None]:
        """Return the state of each clip's file; None where it is missing."""
        return {key: self._cache.file_state(key) for key in keys}

    def is_intact(self, key: str) -> bool:
        """Return True if a clip is there and unbroken."""
        return self._cache.is_intact(key)

    def _engine(self, voice: Voice) -> str:
        """Return the identity of an engine; a broken one is reported even if all clips are cached."""
        if voice.engine not in self._engines:
            engine = engine_of(voice)
            engine.check()
            self._engines[voice.engine] = engine.identity()
        return self._engines[voice.engine]
