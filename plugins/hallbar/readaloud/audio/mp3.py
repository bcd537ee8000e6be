"""The sound of a page: its sentences and the pauses between them as one MP3."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import lameenc

from hallbar.readaloud.audio.cache import Cache, key_of
from hallbar.readaloud.audio.samples import louder
from hallbar.readaloud.audio.synthesis import Recording, Recordings
from hallbar.readaloud.voices import SAMPLE, VoiceError

Part = tuple[Recording, int]
"""A sentence, and the pause after it in milliseconds."""

BITRATE = 48  # kbit/s, constant: a player then finds any second by its byte
DELAY = 1105
"""Samples of silence before the first: 576 that LAME begins with, 529 of every decoder. Nothing in the file
tells players to take them away, and Chromium does not: 50.1 ms at 22,050 Hz."""
_QUALITY = 5  # LAME's own scale, 2 (best) to 7 (fastest)


@dataclass(frozen=True)
class Sound:
    """A page to listen to: its file, by key, and in seconds each sentence's begin and end, and its length."""

    key: str
    mp3: bytes
    spans: tuple[tuple[float, float], ...]
    seconds: float


class Sounds:
    """Makes the sound of pages, in several threads; the encoded files are cached below `folder`.

    `made` and `reused` count them.
    """

    def __init__(self, folder: Path, recordings: Recordings, workers: int = 2) -> None:
        self.made = 0
        self.reused = 0
        self._cache = Cache(folder / "sounds")
        self._recordings = recordings
        self._workers = workers

    def make(self, pages: Sequence[Sequence[Part]]) -> Iterator[Sound]:
        """Yield the sound of each page, in order. A page has at least one part.

        Raises VoiceError when a recording is lost, or when the voices of a page differ in samples a second.
        """
        with ThreadPoolExecutor(self._workers) as pool:
            for sound, made in pool.map(self._sound, pages):
                self.made += made
                yield sound

    def find(self, key: str) -> bytes | None:
        """An MP3 that was made before; None when it is not there or broken."""
        found = self._cache.get(key)
        self.reused += found is not None
        return found

    def _sound(self, page: Sequence[Part]) -> tuple[Sound, bool]:
        """And whether it had to be made."""
        spans, seconds = _times(page)
        heard = [[recording.key, recording.gain, pause] for recording, pause in page]
        key = key_of(heard, version("lameenc"), BITRATE, _QUALITY)
        mp3 = self.find(key)
        if mp3 is not None:
            return Sound(key, mp3, spans, seconds), False
        mp3 = self._encode(page)
        self._cache.put(key, mp3)
        return Sound(key, mp3, spans, seconds), True

    def _encode(self, page: Sequence[Part]) -> bytes:
        rate = page[0][0].take.rate
        encoder = _encoder(rate)
        mp3 = bytearray()
        for recording, pause in page:
            samples = louder(self._recordings.samples(recording), recording.gain)
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
    rate = page[0][0].take.rate
    spans, at = [], DELAY
    for recording, pause in page:
        if recording.take.rate != rate:
            raise VoiceError(
                f"one page has voices of {rate} and {recording.take.rate} Hz: choose voices of one rate"
            )
        spans.append((at / rate, (at + recording.take.frames) / rate))
        at += recording.take.frames + _silence(rate, pause)
    return tuple(spans), at / rate


def _silence(rate: int, milliseconds: int) -> int:
    """Number of samples."""
    return round(rate * milliseconds / 1000)
