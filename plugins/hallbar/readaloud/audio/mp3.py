"""Makes the MP3 of a page from its clips and the pauses between them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import lameenc

from hallbar.messages import Messages
from hallbar.readaloud.audio.cache import MP3S, Cache, key_of
from hallbar.readaloud.audio.clip import Clip
from hallbar.readaloud.audio.samples import louder
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.voices import SAMPLE, VoiceError

message = Messages(__file__)
Part = tuple[Clip, int]
"""A clip, and the pause after it in milliseconds."""

BITRATE = 48  # kbit/s, constant, so that a player finds any second by its byte
DELAY = 1105
"""Samples of silence before the first clip: 576 that LAME begins with, 529 of every decoder. Nothing in the
file asks players to remove them, and Chromium does not: 50.1 ms at 22,050 Hz."""
_QUALITY = 5  # LAME's own scale, 2 (best) to 7 (fastest)


@dataclass(frozen=True)
class Mp3:
    """The MP3 of a page: its key in the cache, the begin and end of each clip and the length, in seconds."""

    key: str
    content: bytes
    spans: tuple[tuple[float, float], ...]
    seconds: float


class Encoder:
    """Encodes pages in several threads and caches the files below `folder`.

    `made` and `reused` count them.
    """

    def __init__(self, folder: Path, clips: Clips, workers: int = 2) -> None:
        self.made = 0
        self.reused = 0
        self._cache = Cache(folder / MP3S)
        self._clips = clips
        self._workers = workers

    def make(self, pages: Sequence[Sequence[Part]]) -> Iterator[Mp3]:
        """Yield the MP3 of each page, in order. A page has at least one part.

        Raises VoiceError when a clip is lost, or when the voices of a page differ in samples a second.
        """
        with ThreadPoolExecutor(self._workers) as pool:
            for mp3, made in pool.map(self._make, pages):
                self.made += made
                yield mp3

    def find(self, key: str) -> bytes | None:
        """Return the content of a cached MP3; None if it is missing or broken."""
        found = self._cache.get(key)
        self.reused += found is not None
        return found

    def _make(self, page: Sequence[Part]) -> tuple[Mp3, bool]:
        """Return the MP3 of a page, and True if it was not cached."""
        spans, seconds = _times(page)
        parts = [[clip.key, clip.gain, pause] for clip, pause in page]
        key = key_of(parts, version("lameenc"), BITRATE, _QUALITY)
        content = self.find(key)
        if content is not None:
            return Mp3(key, content, spans, seconds), False
        content = self._encode(page)
        self._cache.put(key, content)
        return Mp3(key, content, spans, seconds), True

    def _encode(self, page: Sequence[Part]) -> bytes:
        rate = page[0][0].times.rate
        encoder = lame(rate)
        mp3 = bytearray()
        for clip, pause in page:
            samples = louder(self._clips.samples(clip), clip.gain)
            mp3 += encoder.encode(samples + bytes(SAMPLE * _silence(rate, pause)))
        return bytes(mp3 + encoder.flush())


def lame(rate: int) -> lameenc.Encoder:
    """Return an encoder for mono samples of a rate in Hz."""
    encoder = lameenc.Encoder()
    encoder.silence()  # it would write to the build's output
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(BITRATE)
    encoder.set_quality(_QUALITY)
    return encoder


def _times(page: Sequence[Part]) -> tuple[tuple[tuple[float, float], ...], float]:
    """Return the begin and end of each clip as a player counts, and the length: exact sums of samples."""
    rate = page[0][0].times.rate
    spans, at = [], DELAY
    for clip, pause in page:
        if clip.times.rate != rate:
            raise VoiceError(message("rates_differ", one=rate, other=clip.times.rate))
        spans.append((at / rate, (at + clip.times.frames) / rate))
        at += clip.times.frames + _silence(rate, pause)
    return tuple(spans), at / rate


def _silence(rate: int, milliseconds: int) -> int:
    """Return the number of samples of a pause."""
    return round(rate * milliseconds / 1000)
