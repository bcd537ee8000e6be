"""Decode published audio by FFmpeg (PyAV), which is independent of the code that made it."""

import io
from array import array
from functools import lru_cache
from pathlib import Path

import av


def decode(mp3: bytes | Path) -> tuple[int, "array[int]"]:
    """Return samples a second, and the samples (16 bits, mono), which callers must not change."""
    return _decoded(mp3 if isinstance(mp3, bytes) else mp3.read_bytes())


@lru_cache(maxsize=40)  # sites that differ in other ways have the same audio
def _decoded(mp3: bytes) -> tuple[int, "array[int]"]:
    samples = array("h")
    with av.open(io.BytesIO(mp3), "r") as file:
        resampler = av.AudioResampler(format="s16", layout="mono")
        rate = file.streams.audio[0].rate
        for frame in file.decode(audio=0):
            for piece in resampler.resample(frame):
                samples.frombytes(bytes(piece.planes[0])[: piece.samples * 2])
    return rate, samples


def seconds(mp3: bytes | Path) -> float:
    """Return the length in seconds."""
    rate, samples = decode(mp3)
    return len(samples) / rate
