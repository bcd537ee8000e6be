"""Recordings: each sentence of the site is spoken once and kept by all that decides how it sounds."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue

from hallbar.readaloud.audio import clip as take
from hallbar.readaloud.audio.cache import Cache, Seal, key_of
from hallbar.readaloud.audio.clip import Take
from hallbar.readaloud.audio.progress import Step
from hallbar.readaloud.voices import EngineError, Voice, VoiceError, engine_of
from hallbar.readaloud.voices.worker import Speaker

Sentence = tuple[str, str]
"""What the voice says, and its language (`sv`)."""

VoiceMap = Mapping[str, Voice]
"""Language -> who speaks it."""

_MANY = 10  # failures in a row, after which the voice is not asked again: each may take its whole time


@dataclass(frozen=True)
class Recording:
    """A sentence and its take, which stands in the cache under `key`; `Recordings.samples` reads it."""

    key: str
    sentence: Sentence
    take: Take
    gain: float = 0.0
    """How much louder it is made on a page, in dB; all recordings of a voice have the same."""


class Recordings:
    """The sentences of a site as sound, below `folder`; `voices` by language.

    `made` and `reused` count the sentences over all calls. If they may not `speak`, a missing one is an
    error. One that a voice fails at twice is an error; unless `strict`, it is left out, and is in `failed`.
    """

    def __init__(
        self,
        folder: Path,
        voices: VoiceMap,
        speak: bool = True,
        workers: int = 2,
        strict: bool = True,
    ) -> None:
        self.made = 0
        self.reused = 0
        self.failed: dict[Sentence, str] = {}
        self._cache = Cache(folder / "sentences")
        self._voices = voices
        self.may_speak = speak
        self.workers = workers
        self._strict = strict
        self._engines: dict[str, str] = {}
        self._failures = 0  # in a row
        self._fresh: dict[str, bytes] = {}  # the samples of what was spoken last

    def make(self, wanted: Iterable[Sentence], step: Step = lambda _: None) -> dict[Sentence, Recording]:
        """Speak what is not in the cache, equal sentences once, and return where each one is.

        `step` is called after each. Raises VoiceError; OSError when there is no room.
        """
        self._fresh.clear()
        keys = {sentence: self._key(sentence) for sentence in wanted}
        takes = {sentence: self._find(key) for sentence, key in keys.items()}
        missing = {sentence: keys[sentence] for sentence, found in takes.items() if found is None}
        if missing and not self.may_speak:
            raise VoiceError(_lacking(missing))
        for _ in range(len(takes) - len(missing)):
            self.reused += 1
            step("sentences")
        for sentence, made in self._record(missing):
            takes[sentence] = made
            self.made += made is not None
            step("sentences")
        return {
            sentence: Recording(keys[sentence], sentence, one, self._voice(sentence).gain)
            for sentence, one in takes.items()
            if one
        }

    def samples(self, recording: Recording) -> bytes:
        """The samples, read unless the last `make` spoke them; those that broke since are spoken again.

        Raises VoiceError.
        """
        if recording.key in self._fresh:
            return self._fresh[recording.key]
        content = self._cache.get(recording.key)
        if content is None:
            if not self.may_speak:
                raise VoiceError(_lacking([recording.sentence]))
            with Speaker() as speaker:
                content = self._speak(speaker, recording.sentence, recording.key)
            self.made += 1
            if take.take(content) != recording.take:
                text = take.short(recording.sentence[0])
                raise VoiceError(f"“{text}” was lost during the build and sounds different now: build again")
        return take.samples(content)

    def seals(self, keys: Iterable[str]) -> dict[str, Seal | None]:
        """For each of these recordings what tells that nobody has changed it; None where it is missing."""
        return {key: self._cache.seal(key) for key in keys}

    def whole(self, key: str) -> bool:
        """Whether a recording is there and unbroken."""
        return self._cache.holds(key)

    def identity(self) -> list[object]:
        """All that decides how sentences sound, besides the sentences. Raises VoiceError."""
        return [[lang, asdict(voice), self._engine(voice)] for lang, voice in sorted(self._voices.items())]

    def _key(self, sentence: Sentence) -> str:
        voice = self._voice(sentence)
        return key_of(*sentence, {**asdict(voice), "gain": None}, self._engine(voice), take.FORMAT)

    def _engine(self, voice: Voice) -> str:
        """Also when all is cached: a broken engine is told now, not at the next edit."""
        if voice.engine not in self._engines:
            engine = engine_of(voice)
            engine.check()
            self._engines[voice.engine] = engine.identity()
        return self._engines[voice.engine]

    def _voice(self, sentence: Sentence) -> Voice:
        if sentence[1] not in self._voices:
            raise VoiceError(
                f"no voice speaks {sentence[1]!r}: give it one in the settings of hallbar/readaloud"
            )
        return self._voices[sentence[1]]

    def _find(self, key: str) -> Take | None:
        content = self._cache.get(key)
        return None if content is None else take.take(content)

    def _record(self, missing: Mapping[Sentence, str]) -> Iterator[tuple[Sentence, Take | None]]:
        """Speak in several processes at once; the results come in the order of `missing`."""
        with ExitStack() as stack:
            idle: SimpleQueue[Speaker] = SimpleQueue()
            for _ in range(min(self.workers, len(missing))):
                idle.put(stack.enter_context(Speaker()))

            def record(sentence: Sentence, key: str) -> tuple[Sentence, Take | None]:
                speaker = idle.get()
                try:
                    return sentence, self._tried(speaker, sentence, key)
                finally:
                    idle.put(speaker)

            pool = stack.enter_context(ThreadPoolExecutor(self.workers))
            yield from pool.map(record, missing, missing.values())

    def _tried(self, speaker: Speaker, sentence: Sentence, key: str) -> Take | None:
        """Twice where that may help; None when it failed and that is allowed."""
        if self._failures >= _MANY:
            self.failed[sentence] = "not tried, because the voice had failed at others"
            return None
        try:
            try:
                content = self._speak(speaker, sentence, key)
            except EngineError:
                content = self._speak(speaker, sentence, key)
        except VoiceError as error:
            if self._strict:
                raise
            self._failures += 1
            self.failed[sentence] = str(error)
            return None
        self._failures = 0
        return take.take(content)

    def _speak(self, speaker: Speaker, sentence: Sentence, key: str) -> bytes:
        uttered = take.prompt(speaker.speak(sentence[0], self._voice(sentence)), sentence[0])
        content = take.kept(uttered)
        self._cache.put(key, content)
        self._fresh[key] = uttered.samples
        return content


def _lacking(missing: Iterable[Sentence]) -> str:
    texts = [f"{language}: “{text}”" for text, language in missing]
    return "\n  ".join([f"{len(texts)} sentences have no recording: build with HALLBAR_SOUND=on", *texts])
