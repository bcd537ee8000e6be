"""What a recording keeps of its samples."""

import math
from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud import samples, sound
from hallbar.readaloud.samples import lead, louder, loudness, packed, rounded, unpacked
from hallbar.readaloud.voices import VOICES
from hallbar.readaloud.voices.speaker import Speaker
from listening import decode

SENTENCES = {
    "sv": "En myndighet ska göra vad den kan för att motverka problemen, och berätta om det.",
    "en": "A public body must do what it can to counter the problems, and tell people about it.",
}


@pytest.fixture(scope="module")
def speech() -> dict[str, bytes]:
    with Speaker() as someone:
        return {lang: someone.speak(text, VOICES[lang]).samples for lang, text in SENTENCES.items()}


@given(st.binary(min_size=2, max_size=400).map(lambda data: data[: len(data) // 2 * 2]))
def test_packing_loses_nothing_and_rounding_little(given_samples: bytes) -> None:
    kept = rounded(given_samples)

    assert unpacked(packed(kept, 22_050)) == kept == rounded(kept)
    assert unpacked(packed(given_samples, 22_050)) == given_samples
    for before, after in zip(array("h", given_samples), array("h", kept), strict=True):
        assert abs(before - after) <= (16 if before < 32_736 else 31)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_speech_is_packed_to_less_than_a_third(speech: dict[str, bytes], lang: str) -> None:
    assert len(packed(rounded(speech[lang]), 22_050)) < 0.3 * len(speech[lang])


def through_mp3(given_samples: bytes) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    encoder = sound._encoder(22_050)
    _, decoded = decode(bytes(encoder.encode(given_samples) + encoder.flush()))
    return np.array(decoded, float)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_rounding_changes_is_a_tenth_of_what_mp3_changes(speech: dict[str, bytes], lang: str) -> None:
    original = np.frombuffer(speech[lang], "<i2").astype(float)
    heard = through_mp3(speech[lang])[sound.DELAY :][: len(original)]
    by_mp3 = np.sqrt(np.mean((heard - original[: len(heard)]) ** 2))
    by_rounding = np.sqrt(np.mean((np.frombuffer(rounded(speech[lang]), "<i2") - original) ** 2))

    assert by_rounding < by_mp3 / 10
    assert by_mp3 < np.sqrt(np.mean(original**2)), "else it was not compared at the right place"


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
