"""Operations on samples: round to what can be heard, pack as FLAC without further loss, make louder.

Samples are bytes: int16, little-endian, mono.
"""

import io

import numpy as np
import soundfile

LOUDNESS = -20.0
"""The loudness of voices with their `gain`: dB relative to the loudest possible, measured by `loudness`."""

_STEP = 64  # of 32,767: 10 bits are left, which adds 0.3 dB to the noise of MP3 at 48 kbit/s
_SILENT = 60  # of 32,767: less cannot be heard
_LEAD = 0.005  # seconds of silence that stay before the sound


def rounded(samples: bytes) -> bytes:
    """Return the samples of a clip from those of an engine: a fifth of the bytes, once packed."""
    numbers = np.minimum(np.frombuffer(samples, "<i2"), 32_767 - _STEP // 2) + np.int16(_STEP // 2)
    return bytes((numbers & np.int16(-_STEP)).astype("<i2"))


def packed(samples: bytes, rate: int) -> bytes:
    """Return a FLAC file; `unpacked` returns the same samples, bit by bit."""
    file = io.BytesIO()
    numbers = np.frombuffer(samples, "<i2")
    # level 0 of 0 to 1: more effort saves 3 % and takes twice the time
    soundfile.write(file, numbers, rate, format="FLAC", subtype="PCM_16", compression_level=0.0)
    return file.getvalue()


def unpacked(flac: bytes) -> bytes:
    """Return the samples of a FLAC file."""
    numbers, _ = soundfile.read(io.BytesIO(flac), dtype="int16")
    return bytes(numbers.astype("<i2"))


def louder(samples: bytes, decibels: float) -> bytes:
    """Return the samples with a gain in decibels; those that become too loud are clipped."""
    if not decibels:
        return samples
    scaled = np.frombuffer(samples, "<i2") * np.float32(10 ** (decibels / 20))
    np.rint(scaled, out=scaled)
    return bytes(np.clip(scaled, -32_768, 32_767, out=scaled).astype("<i2"))


def loudness(samples: bytes, rate: int) -> float:
    """Return the mean power of speech without its silences, in dB relative to the loudest possible (0)."""
    numbers, piece = np.frombuffer(samples, "<i2") / 32_768, rate // 50
    power = (numbers[: len(numbers) // piece * piece].reshape(-1, piece) ** 2).mean(axis=1)
    return float(10 * np.log10(power[power > power.max() / 10_000].mean()))


def lead(samples: bytes, rate: int) -> int:
    """Return the number of silent samples at the beginning, within two seconds (eSpeak NG: 70 ms)."""
    beginning = np.frombuffer(samples, "<i2")[: 2 * rate].astype(np.int32)
    audible = np.flatnonzero(np.abs(beginning) > _SILENT)
    return max(0, int(audible[0]) - round(_LEAD * rate)) if len(audible) else 0
