"""Makes the clips of a site: each sentence is synthesized once, in worker processes, and cached."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from hallbar.messages import Messages
from hallbar.readaloud.audio.clip import Clip, ClipText, ClipTimes, shortened, trimmed
from hallbar.readaloud.audio.clip_cache import ClipCache, VoiceMap
from hallbar.readaloud.audio.progress import Step
from hallbar.readaloud.voices import EngineError, VoiceError
from hallbar.readaloud.voices.worker import Worker

message = Messages(__file__)
_MANY = 10  # failures in a row, after which the voice is not asked again: each may take its whole time limit


class Clips:
    """The clips of a site, cached below `folder`; `voices` by language.

    `made` and `reused` count clips over all calls. If `speak` is False, a missing clip is an error. A
    sentence that the voice fails at twice is an error; unless `strict`, it is left out and added to `failed`.
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
        self.failed: dict[ClipText, str] = {}
        self.cache = ClipCache(folder, voices)
        self.may_speak = speak
        self.workers = workers
        self._strict = strict
        self._failures = 0  # in a row

    def make(self, wanted: Iterable[ClipText], step: Step = lambda _: None) -> dict[ClipText, Clip]:
        """Return the clip for each text, synthesizing it if it is not cached.

        `step` is called after each. Raises VoiceError; OSError when the disk is full.
        """
        self.cache.forget()
        keys = {text: self.cache.key(text) for text in wanted}
        times = {text: self.cache.times(key) for text, key in keys.items()}
        missing = {text: keys[text] for text, found in times.items() if found is None}
        if missing and not self.may_speak:
            raise VoiceError(_missing(missing))
        for _ in range(len(times) - len(missing)):
            self.reused += 1
            step("sentences")
        for text, made in self._synthesize_all(missing):
            times[text] = made
            self.made += made is not None
            step("sentences")
        return {
            text: Clip(keys[text], text, found, self.cache.voice(text).gain)
            for text, found in times.items()
            if found
        }

    def samples(self, clip: Clip) -> bytes:
        """Return the samples of a clip, which is synthesized again if its file was lost since it was made.

        Raises VoiceError.
        """
        samples = self.cache.samples(clip.key)
        if samples is not None:
            return samples
        if not self.may_speak:
            raise VoiceError(_missing([clip.text]))
        with Worker() as worker:
            times = self._synthesize(worker, clip.text, clip.key)
        self.made += 1
        if times != clip.times:
            text = shortened(clip.text.text)
            raise VoiceError(message("clip_lost", text=text))
        return self.cache.samples(clip.key) or b""

    def _synthesize_all(self, missing: Mapping[ClipText, str]) -> Iterator[tuple[ClipText, ClipTimes | None]]:
        """Synthesize texts (text -> key) in several processes at once; yield the results in order."""
        with ExitStack() as stack:
            idle: SimpleQueue[Worker] = SimpleQueue()
            for _ in range(min(self.workers, len(missing))):
                idle.put(stack.enter_context(Worker()))

            def synthesize(text: ClipText, key: str) -> tuple[ClipText, ClipTimes | None]:
                worker = idle.get()
                try:
                    return text, self._try(worker, text, key)
                finally:
                    idle.put(worker)

            pool = stack.enter_context(ThreadPoolExecutor(self.workers))
            yield from pool.map(synthesize, missing, missing.values())

    def _try(self, worker: Worker, text: ClipText, key: str) -> ClipTimes | None:
        """Synthesize a text, twice where that may help; return None if it failed and that is allowed."""
        if self._failures >= _MANY:
            self.failed[text] = message("not_tried")
            return None
        try:
            try:
                times = self._synthesize(worker, text, key)
            except EngineError:
                times = self._synthesize(worker, text, key)
        except VoiceError as error:
            if self._strict:
                raise
            self._failures += 1
            self.failed[text] = str(error)
            return None
        self._failures = 0
        return times

    def _synthesize(self, worker: Worker, text: ClipText, key: str) -> ClipTimes:
        utterance = worker.speak(text.text, self.cache.voice(text))
        return self.cache.store(key, trimmed(utterance, text.text))


def _missing(texts: Iterable[ClipText]) -> str:
    lines = [f"{one.lang}: {message('quoted', value=one.text)}" for one in texts]
    return "\n  ".join([message("clips_missing", count=len(lines)), *lines])
