"""The MP3, decoded by FFmpeg."""

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import pytest

from hallbar.readaloud.audio import mp3 as sound
from hallbar.readaloud.audio.clip import Take
from hallbar.readaloud.audio.mp3 import Part, Sound, Sounds
from hallbar.readaloud.audio.synthesis import Recording, Recordings
from hallbar.readaloud.voices import VOICES, VoiceError
from listening import decode

pytestmark = pytest.mark.usefixtures("processes")
PAGES = [
    [
        ("Hållbar upphandling är ett sätt att ta ansvar.", "sv", 350),
        ("Ja.", "sv", 700),
        ("Avtalet gäller till och med den sista december.", "sv", 350),
        ("Our code of conduct applies.", "en", 350),
        ("Tack!", "sv", 0),
    ],
    [("Sustainable procurement takes responsibility.", "en", 400), ("Contact us.", "en", 200)],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def recordings(folder: Path) -> Recordings:
    return Recordings(folder, VOICES)


@pytest.fixture(scope="module")
def pages(recordings: Recordings) -> list[list[Part]]:
    made = recordings.make((text, language) for page in PAGES for text, language, _ in page)
    return [[(made[text, language], pause) for text, language, pause in page] for page in PAGES]


@pytest.fixture(scope="module")
def sounds(folder: Path, recordings: Recordings, pages: list[list[Part]]) -> list[Sound]:
    return list(Sounds(folder, recordings).make(pages))


def loudness(samples: Sequence[int], rate: int, begins: float, ends: float) -> int:
    return max(map(abs, samples[max(0, int(begins * rate)) : int(ends * rate)]), default=0)


@pytest.mark.parametrize("number", [0, 1])
def test_length_is_the_sum_of_sentences_and_pauses(
    sounds: list[Sound], pages: list[list[Part]], number: int
) -> None:
    rate, samples = decode(sounds[number].mp3)
    expected = 1105 / 22_050 + sum(
        one.take.frames / one.take.rate + pause / 1000 for one, pause in pages[number]
    )
    assert rate == 22_050
    assert sounds[number].seconds == pytest.approx(expected, abs=0.001)
    assert len(samples) / rate == pytest.approx(expected, abs=0.15)


@pytest.mark.parametrize("number", [0, 1])
def test_sentences_are_heard_when_the_spans_say(sounds: list[Sound], number: int) -> None:
    rate, samples = decode(sounds[number].mp3)
    spans = sounds[number].spans
    for begins, ends in spans:
        steps = range(max(0, int(begins * 100) - 15), int(ends * 100))
        onset = next(
            step / 100 for step in steps if loudness(samples, rate, step / 100, step / 100 + 0.01) > 500
        )
        assert onset == pytest.approx(begins, abs=0.06)
    for (_, ends), (begins, _) in pairwise(spans):
        assert loudness(samples, rate, ends + 0.12, begins - 0.02) < 100, "a pause is silent"


def test_spans_are_exact_sums_of_samples(sounds: list[Sound], pages: list[list[Part]]) -> None:
    (first, _), (second, _) = pages[1]
    begins = 1105  # of encoder and decoder
    at = begins + first.take.frames + 8_820  # 400 ms
    assert sounds[1].spans == (
        (begins / 22_050, (begins + first.take.frames) / 22_050),
        (at / 22_050, (at + second.take.frames) / 22_050),
    )


def test_bit_rate_is_constant(sounds: list[Sound]) -> None:
    for one in sounds:
        assert len(one.mp3) == pytest.approx(one.seconds * 48_000 / 8, abs=700)
        with av.open(io.BytesIO(one.mp3), "r") as file:
            packets = {packet.size for packet in file.demux(audio=0) if packet.size}
        assert max(packets) - min(packets) <= 1, "but for the padding byte"


def test_an_encoded_page_is_not_encoded_again(
    folder: Path,
    recordings: Recordings,
    pages: list[list[Part]],
    sounds: list[Sound],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sound, "_encoder", lambda _: pytest.fail("encoded again"))
    assert list(Sounds(folder, recordings).make(pages)) == sounds


def test_other_pauses_or_encoder_make_another_file(
    folder: Path,
    recordings: Recordings,
    pages: list[list[Part]],
    sounds: list[Sound],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longer = [(one, pause + 500) for one, pause in pages[1]]
    (other,) = Sounds(folder, recordings).make([longer])
    assert other.seconds == pytest.approx(sounds[1].seconds + 1)
    assert other.mp3 != sounds[1].mp3
    before = len(list((folder / "sounds").rglob("*")))
    monkeypatch.setattr(sound, "version", lambda _: "9.9")
    list(Sounds(folder, recordings).make(pages))
    assert len(list((folder / "sounds").rglob("*"))) > before


def test_a_broken_file_is_encoded_again(
    folder: Path, recordings: Recordings, pages: list[list[Part]], sounds: list[Sound]
) -> None:
    for file in (folder / "sounds").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-100])
    assert list(Sounds(folder, recordings).make(pages)) == sounds


def test_many_pages_come_in_order(
    folder: Path, recordings: Recordings, pages: list[list[Part]], sounds: list[Sound]
) -> None:
    assert list(Sounds(folder, recordings, workers=2).make(pages * 10)) == sounds * 10


def test_voices_of_two_rates_are_refused(folder: Path, recordings: Recordings) -> None:
    page = [
        (Recording(name, (name, "sv"), Take(rate, 10)), 0) for name, rate in [("a", 22_050), ("b", 24_000)]
    ]
    with pytest.raises(VoiceError, match="22050 and 24000 Hz"):
        list(Sounds(folder, recordings).make([page]))
