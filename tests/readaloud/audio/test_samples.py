"""Samples of clips: rounding, packing, loudness, silence."""

import math
from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud.audio import mp3, samples
from hallbar.readaloud.audio.samples import lead, louder, loudness, packed, rounded, unpacked
from hallbar.readaloud.voices import VOICES
from hallbar.readaloud.voices.worker import Worker
from listening import decode

SENTENCES = {
    "sv": "En myndighet ska göra vad den kan för att motverka problemen, och berätta om det.",
    "en": "A public body must do what it can to counter the problems, and inform people about it.",
}


@pytest.fixture(scope="module")
def speech() -> dict[str, bytes]:
    with Worker() as worker:
        return {lang: worker.speak(text, VOICES[lang]).samples for lang, text in SENTENCES.items()}


@given(st.binary(min_size=2, max_size=400).map(lambda data: data[: len(data) // 2 * 2]))
def test_packing_loses_nothing_and_rounding_little(given_samples: bytes) -> None:
    rounded_samples = rounded(given_samples)

    assert unpacked(packed(rounded_samples, 22_050)) == rounded_samples == rounded(rounded_samples)
    assert unpacked(packed(given_samples, 22_050)) == given_samples
    for before, after in zip(array("h", given_samples), array("h", rounded_samples), strict=True):
        assert abs(before - after) <= (32 if before < 32_704 else 63)


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_speech_is_packed_to_less_than_a_quarter(speech: dict[str, bytes], lang: str) -> None:
    assert len(packed(rounded(speech[lang]), 22_050)) < 0.25 * len(speech[lang])


def noise(original: bytes, given_samples: bytes) -> float:
    """Return the noise after MP3: the difference from the original."""
    encoder = mp3.lame(22_050)
    _, decoded = decode(bytes(encoder.encode(given_samples) + encoder.flush()))
    heard = np.array(decoded[mp3.DELAY :], float)
    wanted = np.frombuffer(original, "<i2").astype(float)[: len(heard)]
    assert len(wanted) > 22_050
    return float(np.sqrt(np.mean((heard[: len(wanted)] - wanted) ** 2)))


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_rounding_adds_less_than_half_a_decibel_to_the_noise_of_mp3(
    speech: dict[str, bytes], lang: str
) -> None:
    loud = louder(speech[lang], VOICES[lang].gain)
    by_mp3 = noise(loud, loud)
    by_both = noise(loud, louder(rounded(speech[lang]), VOICES[lang].gain))

    assert by_both < 10 ** (0.5 / 20) * by_mp3
    assert by_mp3 < 0.3 * np.sqrt(np.mean(np.frombuffer(loud, "<i2").astype(float) ** 2)), "else not in step"


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_voices_are_equally_loud(speech: dict[str, bytes], lang: str) -> None:
    louder_speech = louder(speech[lang], VOICES[lang].gain)

    assert loudness(louder_speech, 22_050) == pytest.approx(samples.LOUDNESS, abs=1)
    assert max(map(abs, array("h", louder_speech))) < 32_767, "nothing is cut"


def test_a_gain_is_the_same_for_all_and_stays_within_the_scale() -> None:
    given_samples = array("h", [0, 1_000, -2_000, 30_000, -30_000]).tobytes()

    assert louder(given_samples, 0) == given_samples
    assert array("h", louder(given_samples, 20 * math.log10(2))).tolist() == [0, 2000, -4000, 32_767, -32_768]
    assert array("h", louder(given_samples, -20)).tolist() == [0, 100, -200, 3000, -3000]


def test_the_silence_before_the_sound_is_left_out_but_for_five_milliseconds() -> None:
    silence, sounding = [0] * 1000, [3000] * 100

    assert lead(array("h", silence + sounding).tobytes(), 22_050) == 1000 - 110
    assert lead(array("h", sounding).tobytes(), 22_050) == 0
    assert lead(array("h", silence).tobytes(), 22_050) == 0
    assert lead(b"", 22_050) == 0
