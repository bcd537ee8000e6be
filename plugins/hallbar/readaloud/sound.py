"""The sound of a page: its sentences and the pauses between them as one MP3."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import lameenc

from hallbar.readaloud.cache import Cache, key_of
from hallbar.readaloud.recording import SAMPLE, Recording, Recordings
from hallbar.readaloud.voices import VoiceError

Part = tuple[Recording, int]
"""A sentence, and the pause after it in milliseconds."""

BITRATE = 48  # kbit/s, constant: a player then finds any second by its byte
DELAY = 1105
"""Samples of silence before the first: 576 that LAME begins with, 529 of every decoder. Nothing in the file
tells players to take them away, and Chromium does not: 50.1 ms at 22,050 Hz."""
_QUALITY = 5  # LAME's own scale, 2 (best) to 7 (fastest)


@dataclass(frozen=True)
class Sound:
    """A page to listen to: the file, from when to when each sentence is heard, and its length, in seconds."""

    mp3: bytes
    spans: tuple[tuple[float, float], ...]
    seconds: float


class Sounds:
    """Makes the sound of pages, in several threads; the encoded files are cached below `folder`."""

    def __init__(self, folder: Path, recordings: Recordings, workers: int = 2) -> None:
        self._cache = Cache(folder / "sounds")
        self._recordings = recordings
        self._workers = workers

    def make(self, pages: Iterable[Sequence[Part]]) -> Iterator[Sound]:
        """Yield the sound of each page, in order; few are in memory at a time. A page has at least one part.

        Raises VoiceError when a recording is lost, or when the voices of a page differ in samples a second.
        """
        pages = iter(pages)
        with ThreadPoolExecutor(self._workers) as pool:
            while some := list(islice(pages, 4 * self._workers)):
                yield from pool.map(self._sound, some)

    def _sound(self, page: Sequence[Part]) -> Sound:
        spans, seconds = _times(page)
        key = key_of(
            [[recording.key, pause] for recording, pause in page], version("lameenc"), BITRATE, _QUALITY
        )
        mp3 = self._cache.get(key)
        if mp3 is None:
            mp3 = self._encode(page)
            self._cache.put(key, mp3)
        return Sound(mp3, spans, seconds)

    def _encode(self, page: Sequence[Part]) -> bytes:
        rate = page[0][0].rate
        encoder = _encoder(rate)
        mp3 = bytearray()
        for recording, pause in page:
            samples = self._recordings.samples(recording)
            mp3 += encoder.encode(samples + bytes(SAMPLE * _silence(rate, pause)))
        return bytes(mp3 + encoder.flush())


def _encoder(rate: int) -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.silence()  # it would write to the build's output
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(BITRATE)
    encoder.set_quality(_QUALITY)
    return encoder


def _times(page: Sequence[Part]) -> tuple[tuple[tuple[float, float], ...], float]:
    """Start and end of each sentence as a player counts, and the length of all: exact sums of samples."""
    rate = page[0][0].rate
    spans, at = [], DELAY
    for recording, pause in page:
        if recording.rate != rate:
            raise VoiceError(
                f"one page has voices of {rate} and {recording.rate} Hz: choose voices of one rate"
            )
        spans.append((at / rate, (at + recording.frames) / rate))
        at += recording.frames + _silence(rate, pause)
    return tuple(spans), at / rate


def _silence(rate: int, milliseconds: int) -> int:
    """Number of samples."""
    return round(rate * milliseconds / 1000)
