"""From the sentences of a language's pages to the files that are published: one MP3 and one WebVTT a page."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hallbar.readaloud.cues import Cue, timed, webvtt
from hallbar.readaloud.recording import Recording, Recordings
from hallbar.readaloud.sound import Sound, Sounds
from hallbar.readaloud.speakable import Sentence
from hallbar.readaloud.truth import fingerprint

FOLDER = "hallbar/readaloud/sound"
PAUSES = {"part": 60, "sentence": 350, "block": 600, "heading": 700}
"""What ends -> the silence after it, in milliseconds."""


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


def publish(
    pages: Mapping[str, Sequence[Sentence]],
    recordings: Recordings,
    sounds: Sounds,
    site: Path,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Published]:
    """Write sound and cues of `pages` (any name -> sentences) below `site`; pages without text have none.

    Raises VoiceError.
    """
    pages = {name: sentences for name, sentences in pages.items() if sentences}
    made = recordings.make((_said(s) for sentences in pages.values() for s in sentences), progress)
    spoken = [[made[_said(s)] for s in sentences] for sentences in pages.values()]
    parts = [
        [(one, PAUSES[s.pause]) for one, s in zip(page, sentences, strict=True)]
        for page, sentences in zip(spoken, pages.values(), strict=True)
    ]
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    return {
        name: _write(site, sound, sentences, page)
        for (name, sentences), page, sound in zip(pages.items(), spoken, sounds.make(parts), strict=True)
    }


def _said(sentence: Sentence) -> tuple[str, str]:
    return sentence.spoken.text, sentence.lang


def _write(site: Path, sound: Sound, sentences: Sequence[Sentence], spoken: Sequence[Recording]) -> Published:
    cues = webvtt(
        Cue(begins, ends, s.block, s.start, s.end, fingerprint(s), _words(s, one))
        for s, one, (begins, ends) in zip(sentences, spoken, sound.spans, strict=True)
    )
    mp3, vtt = _put(site, sound.mp3, "mp3"), _put(site, cues.encode(), "vtt")
    return Published(mp3, vtt, sound.seconds, len(sound.mp3))


def _words(sentence: Sentence, spoken: Recording) -> tuple[tuple[int, int, int], ...]:
    """None for what does not stand on the page."""
    if sentence.added:
        return ()
    found = timed(sentence.spoken, spoken.words, round(1000 * spoken.frames / spoken.rate))
    return tuple((sentence.start + start, sentence.start + end, at) for start, end, at in found)


def _put(site: Path, content: bytes, kind: str) -> str:
    """Write a file named by its content: it may be cached for ever, and equal pages share it."""
    path = f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
    (site / path).write_bytes(content)
    return path
