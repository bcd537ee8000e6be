"""Recordings: each sentence of the site is spoken once and kept by all that decides how it sounds."""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Literal, cast, get_args

from hallbar.readaloud.cache import Cache, key_of
from hallbar.readaloud.voices import Timing, Utterance, Voice, VoiceError, espeak
from hallbar.readaloud.voices.speaker import Speaker

Sentence = tuple[str, str]
"""What the voice says, and its language (`sv`)."""

Mode = Literal["on", "cache-only", "off"]
"""`cache-only` fails instead of speaking, `off` leaves the sound out."""

SAMPLE = 2
"""Bytes of one sample: int16, little-endian, mono."""

_HEADER = struct.Struct("<IIH")  # Hz, number of samples, number of words; words and compressed samples follow
_WORD = struct.Struct("<HI")  # after how many signs, after how many milliseconds
_LETTERS_A_SECOND = 15  # of ordinary speech
_SILENT = 60  # of 32,767: nobody hears less


@dataclass(frozen=True)
class Recording:
    """One sentence in the cache; `Recordings.samples` reads it. `rate` is in Hz, `frames` counts samples."""

    key: str
    rate: int
    frames: int
    words: tuple[Timing, ...] = ()


class Recordings:
    """The sentences of a site as sound, below `folder`; `voices` by language.

    `made` and `reused` count the sentences over all calls of `make`. In mode `cache-only` nothing is spoken.
    """

    def __init__(
        self,
        folder: Path,
        voices: Mapping[str, Voice],
        mode: Mode = "on",
        workers: int = 2,
    ) -> None:
        self.made = 0
        self.reused = 0
        self._cache = Cache(folder / "sentences")
        self._voices = voices
        self._mode = mode
        self._workers = workers

    def make(
        self, wanted: Iterable[Sentence], progress: Callable[[int, int], None] | None = None
    ) -> dict[Sentence, Recording]:
        """Speak what is not in the cache, equal sentences once, and return where each one is.

        `progress` is told how many of the missing sentences are done, and the number of them. Raises
        VoiceError.
        """
        espeak.check()  # also when all is cached: a broken engine is told now, not at the next edit
        engine = espeak.identity()
        keys = {sentence: self._key(sentence, engine) for sentence in wanted}
        recordings = {sentence: found for sentence, key in keys.items() if (found := self._find(key))}
        missing = {sentence: key for sentence, key in keys.items() if sentence not in recordings}
        if missing and self._mode == "cache-only":
            raise VoiceError(_lacking(list(missing)))
        self.reused += len(recordings)
        for done, (sentence, recording) in enumerate(self._record(missing), 1):
            recordings[sentence] = recording
            self.made += 1
            if progress:
                progress(done, len(missing))
        return recordings

    def samples(self, recording: Recording) -> bytes:
        """Read the samples, `SAMPLE` bytes each. Raises VoiceError when the file broke since `make`."""
        payload = self._cache.get(recording.key)
        if payload is None:
            raise VoiceError(f"the recording {recording.key} was lost during the build: build again")
        return zlib.decompress(payload[_HEADER.size + _WORD.size * len(recording.words) :])

    def _key(self, sentence: Sentence, engine: str) -> str:
        text, language = sentence
        return key_of(text, language, asdict(self._voice(language)), engine)

    def _voice(self, language: str) -> Voice:
        if language not in self._voices:
            raise VoiceError(
                f"no voice speaks {language!r}: give it one in the settings of hallbar/readaloud"
            )
        return self._voices[language]

    def _find(self, key: str) -> Recording | None:
        payload = self._cache.get(key)
        if payload is None:
            return None
        rate, frames, words = _HEADER.unpack_from(payload)
        places = payload[_HEADER.size : _HEADER.size + _WORD.size * words]
        return Recording(key, rate, frames, tuple(_WORD.iter_unpack(places)))

    def _record(self, missing: Mapping[Sentence, str]) -> Iterator[tuple[Sentence, Recording]]:
        """Speak in several processes at once; the results come in the order of `missing`."""
        with ExitStack() as stack:
            idle: SimpleQueue[Speaker] = SimpleQueue()
            for _ in range(min(self._workers, len(missing))):
                idle.put(stack.enter_context(Speaker()))

            def record(sentence: Sentence, key: str) -> Recording:
                speaker = idle.get()
                try:
                    return self._speak(speaker, sentence, key)
                finally:
                    idle.put(speaker)

            pool = stack.enter_context(ThreadPoolExecutor(self._workers))
            yield from zip(missing, pool.map(record, missing, missing.values()), strict=True)

    def _speak(self, speaker: Speaker, sentence: Sentence, key: str) -> Recording:
        text, language = sentence
        uttered = _prompt(speaker.speak(text, self._voice(language)))
        recording = Recording(key, uttered.rate, len(uttered.samples) // SAMPLE, uttered.words)
        _examine(text, recording.frames / recording.rate)
        head = _HEADER.pack(recording.rate, recording.frames, len(recording.words))
        head += b"".join(_WORD.pack(*word) for word in recording.words)
        # level 1: more effort saves 0.2 % of such samples
        self._cache.put(key, head + zlib.compress(uttered.samples, 1))
        return recording


def mode_of(value: str) -> Mode:
    """What HALLBAR_SOUND says. Raises VoiceError."""
    for mode in get_args(Mode):
        if value == mode:
            return cast("Mode", mode)
    raise VoiceError(f"HALLBAR_SOUND is {value!r}, expected {', '.join(get_args(Mode)[:-1])} or off")


def _examine(text: str, seconds: float) -> None:
    """Refuse sound that cannot be the text: cut off, empty or endless."""
    usual = len(text) / _LETTERS_A_SECOND
    shortest, longest = 0.2 * usual, 6 * (usual + 1)  # one more: a single sign may be a long word ("%")
    if not shortest <= seconds <= longest:
        raise VoiceError(
            f"“{_short(text)}” became {seconds:.2f} s of sound, expected {shortest:.2f} to {longest:.2f} s: "
            "write it in words, or leave it out of the reading"
        )


def _prompt(uttered: Utterance) -> Utterance:
    """Without the silence that an engine may begin with (70 ms), so that a cue's time is when it is heard."""
    samples = memoryview(uttered.samples).cast("h")
    sound = next((place for place, sample in enumerate(samples) if abs(sample) > _SILENT), 0)
    lead = max(0, sound - uttered.rate // 200)  # 5 ms stay
    words = tuple((sign, max(0, at - round(1000 * lead / uttered.rate))) for sign, at in uttered.words)
    return Utterance(uttered.rate, uttered.samples[SAMPLE * lead :], words)


def _lacking(missing: list[Sentence]) -> str:
    texts = ", ".join(f"“{_short(text)}”" for text, _ in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return f"{len(missing)} sentences have no recording: {texts}{more}: build with HALLBAR_SOUND=on"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
