"""Publishes the audio of a language's pages with the site: one MP3 and one WebVTT file a page."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hallbar.messages import Messages
from hallbar.readaloud.audio.clip import Clip, ClipText
from hallbar.readaloud.audio.cues import Cue, WordCue, webvtt, word_cues
from hallbar.readaloud.audio.mp3 import Encoder, Mp3
from hallbar.readaloud.audio.page_audio import PageAudio
from hallbar.readaloud.audio.page_cache import CachedPage, PageCache
from hallbar.readaloud.audio.progress import Progress, Step, hidden
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.text.speakable import Sentence, fingerprint
from hallbar.readaloud.text.spoken import check_lexicons

message = Messages(__file__)
FOLDER = "hallbar/readaloud/sound"
PAUSES = {"part": 60, "sentence": 350, "block": 600, "heading": 700}
"""The unit that ends -> the silence after it, in milliseconds."""

AT_A_TIME = 16
"""Pages that are synthesized before they are encoded."""

Pages = Mapping[str, Sequence[Sentence]]
"""Any name of a page -> its sentences."""


class Publisher:
    """Writes MP3s and cues of pages below `site`; all that the next build can use is cached in `folder`."""

    def __init__(self, folder: Path, site: Path, clips: Clips, progress: Progress = hidden) -> None:
        self._encoder = Encoder(folder, clips, clips.workers)
        self._clips = clips
        self._cache = PageCache(folder, clips, self._encoder)
        self._site = site
        self._progress = progress

    def publish(self, pages: Pages) -> dict[str, PageAudio]:
        """Return the audio of each page, except those without text or with a sentence that failed.

        Raises VoiceError, LexiconError; OSError when the disk is full.
        """
        (self._site / FOLDER).mkdir(parents=True, exist_ok=True)
        keys = {name: self._cache.key(sentences) for name, sentences in pages.items() if sentences}
        texts = {key: pages[name] for name, key in keys.items()}  # equal pages are made once
        published = {key: self._write(*found) for key in texts if (found := self._cache.find(key))}
        new = {key: text for key, text in texts.items() if key not in published}
        if new:
            check_lexicons()
        # all pages at once if nothing may be synthesized, so that one message lists all that is missing
        batches = list(_batches(new)) if self._clips.may_speak else [new]
        with self._progress(sum(map(_steps, batches))) as step:
            for batch in batches:
                published |= self._make(batch, step)
        return {name: published[key] for name, key in keys.items() if key in published}

    def summary(self) -> str:
        """Return the number of clips and pages that were made and reused, in one line."""
        clips, pages = self._clips, self._encoder
        found = {"clips_made": clips.made, "clips_reused": clips.reused}
        return message("summary", **found, pages_made=pages.made, pages_reused=pages.reused)

    def _make(self, texts: Pages, step: Step) -> dict[str, PageAudio]:
        """Synthesize, encode, cache and publish pages by their key."""
        made = self._clips.make((_clip_text(s) for text in texts.values() for s in text), step)
        complete = {
            key: [made[_clip_text(s)] for s in text]
            for key, text in texts.items()
            if all(_clip_text(s) in made for s in text)
        }
        parts = [
            [(clip, PAUSES[s.pause]) for clip, s in zip(clips, texts[key], strict=True)]
            for key, clips in complete.items()
        ]
        published = {}
        for (key, clips), mp3 in zip(complete.items(), self._encoder.make(parts), strict=True):
            states = self._clips.cache.file_states(clip.key for clip in clips)
            cues = _cues(texts[key], clips, mp3)
            page = CachedPage(states, mp3.key, _address(mp3.content, "mp3"), cues, mp3.seconds)
            published[key] = self._write(page, mp3.content)
            self._cache.store(key, page)
            step("pages")
        return published

    def _write(self, page: CachedPage, mp3: bytes) -> PageAudio:
        cues = page.cues.encode()
        vtt = _address(cues, "vtt")
        (self._site / page.mp3).write_bytes(mp3)
        (self._site / vtt).write_bytes(cues)
        return PageAudio(page.mp3, vtt, page.seconds, len(mp3))


def _batches(pages: Pages) -> Iterator[Pages]:
    """Yield as many pages at a time as fit in memory with their samples: 9 MB each."""
    names = list(pages)
    for first in range(0, len(names), AT_A_TIME):
        yield {name: pages[name] for name in names[first : first + AT_A_TIME]}


def _steps(pages: Pages) -> int:
    """Return the number of steps of work: each sentence and each page is one."""
    return len({_clip_text(s) for text in pages.values() for s in text}) + len(pages)


def _address(content: bytes, kind: str) -> str:
    """Return an address by content, so that the file may be cached for ever and equal pages share it."""
    return f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}.{kind}"


def _clip_text(sentence: Sentence) -> ClipText:
    return ClipText(sentence.spoken.text, sentence.lang)


def _cues(sentences: Sequence[Sentence], clips: Sequence[Clip], mp3: Mp3) -> str:
    return webvtt(
        Cue(begins, ends, s.block, s.start, s.end, fingerprint(s), _words(s, clip))
        for s, clip, (begins, ends) in zip(sentences, clips, mp3.spans, strict=True)
    )


def _words(sentence: Sentence, clip: Clip) -> tuple[WordCue, ...]:
    """Return the words of a sentence; none for an announcement, which does not appear on the page."""
    if sentence.added:
        return ()
    length = round(1000 * clip.times.frames / clip.times.rate)
    found = word_cues(sentence.spoken, clip.times.word_times, length)
    return tuple((sentence.start + start, sentence.start + end, at) for start, end, at in found)
