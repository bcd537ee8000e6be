"""From the sentences of a language's pages to the files that are published: one MP3 and one WebVTT a page."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hallbar.readaloud.audio.cues import Cue, timed, webvtt
from hallbar.readaloud.audio.mp3 import Sound, Sounds
from hallbar.readaloud.audio.page_cache import Edition, Editions
from hallbar.readaloud.audio.progress import Progress, Step, unseen
from hallbar.readaloud.audio.synthesis import Recording, Recordings
from hallbar.readaloud.text.speakable import Sentence
from hallbar.readaloud.text.spoken import check
from hallbar.readaloud.text.truth import fingerprint

FOLDER = "hallbar/readaloud/sound"
PAUSES = {"part": 60, "sentence": 350, "block": 600, "heading": 700}
"""What ends -> the silence after it, in milliseconds."""

AT_A_TIME = 16
"""Pages that are spoken before they are encoded."""

Pages = Mapping[str, Sequence[Sentence]]
"""Any name -> what is said there."""


@dataclass(frozen=True)
class Published:
    """What a page offers: addresses from the site's root, length in seconds, size in bytes."""

    mp3: str
    vtt: str
    seconds: float
    bytes: int

    @property
    def length(self) -> str:
        """Minutes and seconds, `3 min 40 s`: the units are the same in every language."""
        return "{} min {} s".format(*divmod(round(self.seconds), 60))

    @property
    def megabytes(self) -> str:
        """Size in MB with one decimal, `1.3`."""
        return f"{max(self.bytes / 1e6, 0.1):.1f}"


class Publisher:
    """Writes sound and cues of pages below `site`; what it needs again and again stands in `folder`."""

    def __init__(self, folder: Path, site: Path, recordings: Recordings, progress: Progress = unseen) -> None:
        self._sounds = Sounds(folder, recordings, recordings.workers)
        self._recordings = recordings
        self._editions = Editions(folder, recordings, self._sounds)
        self._site = site
        self._progress = progress

    def publish(self, pages: Pages) -> dict[str, Published]:
        """Pages without text have none, nor have those with a sentence that the voice failed at.

        Raises VoiceError, LexiconError; OSError when there is no room.
        """
        (self._site / FOLDER).mkdir(parents=True, exist_ok=True)
        keys = {name: self._editions.key(sentences) for name, sentences in pages.items() if sentences}
        texts = {key: pages[name] for name, key in keys.items()}  # equal pages are made once
        published = {key: self._write(*found) for key in texts if (found := self._editions.find(key))}
        new = {key: text for key, text in texts.items() if key not in published}
        if new:
            check()
        # what is missing when nothing may be spoken is told for all pages at once
        batches = list(_some(new)) if self._recordings.may_speak else [new]
        with self._progress(sum(map(_steps, batches))) as step:
            for batch in batches:
                published |= self._make(batch, step)
        return {name: published[key] for name, key in keys.items() if key in published}

    def summary(self) -> str:
        """What was done, in one line."""
        sentences, sounds = self._recordings, self._sounds
        return (
            f"sentences spoken: {sentences.made}, from the cache: {sentences.reused}; "
            f"pages encoded: {sounds.made}, from the cache: {sounds.reused}"
        )

    def _make(self, texts: Pages, step: Step) -> dict[str, Published]:
        """Speak and encode texts by the key of their edition, and keep the editions."""
        made = self._recordings.make((_said(s) for text in texts.values() for s in text), step)
        ready = {
            key: [made[_said(s)] for s in text]
            for key, text in texts.items()
            if all(_said(s) in made for s in text)
        }
        parts = [
            [(one, PAUSES[s.pause]) for one, s in zip(spoken, texts[key], strict=True)]
            for key, spoken in ready.items()
        ]
        published = {}
        for (key, spoken), sound in zip(ready.items(), self._sounds.make(parts), strict=True):
            seals = self._recordings.seals(one.key for one in spoken)
            cues = _cues(texts[key], spoken, sound)
            edition = Edition(seals, sound.key, _address(sound.mp3, "mp3"), cues, sound.seconds)
            published[key] = self._write(edition, sound.mp3)
            self._editions.keep(key, edition)
            step("pages")
        return published

    def _write(self, edition: Edition, mp3: bytes) -> Published:
        cues = edition.cues.encode()
        vtt = _address(cues, "vtt")
        (self._site / edition.mp3).write_bytes(mp3)
        (self._site / vtt).write_bytes(cues)
        return Published(edition.mp3, vtt, edition.seconds, len(mp3))


def _some(pages: Pages) -> Iterator[Pages]:
    """As many pages at a time as may be in memory with their samples: 9 MB each."""
    names = list(pages)
    for first in range(0, len(names), AT_A_TIME):
        yield {name: pages[name] for name in names[first : first + AT_A_TIME]}


def _steps(pages: Pages) -> int:
    """How many steps of work they are: each sentence, and each page."""
    return len({_said(s) for text in pages.values() for s in text}) + len(pages)


def _address(content: bytes, kind: str) -> str:
    """A file is named by its content: it may be cached for ever, and equal pages share it."""
    return f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}.{kind}"


def _said(sentence: Sentence) -> tuple[str, str]:
    return sentence.spoken.text, sentence.lang


def _cues(sentences: Sequence[Sentence], spoken: Sequence[Recording], sound: Sound) -> str:
    return webvtt(
        Cue(begins, ends, s.block, s.start, s.end, fingerprint(s), _words(s, one))
        for s, one, (begins, ends) in zip(sentences, spoken, sound.spans, strict=True)
    )


def _words(sentence: Sentence, spoken: Recording) -> tuple[tuple[int, int, int], ...]:
    """None for what does not stand on the page."""
    if sentence.added:
        return ()
    length = round(1000 * spoken.take.frames / spoken.take.rate)
    found = timed(sentence.spoken, spoken.take.words, length)
    return tuple((sentence.start + start, sentence.start + end, at) for start, end, at in found)
