"""The MP3, decoded by FFmpeg."""

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import pytest

from hallbar.readaloud.audio import mp3
from hallbar.readaloud.audio.clip import Clip, ClipText, ClipTimes
from hallbar.readaloud.audio.mp3 import Encoder, Mp3, Part
from hallbar.readaloud.audio.synthesis import Clips
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
def clips(folder: Path) -> Clips:
    return Clips(folder, VOICES)


@pytest.fixture(scope="module")
def pages(clips: Clips) -> list[list[Part]]:
    made = clips.make(ClipText(text, language) for page in PAGES for text, language, _ in page)
    return [[(made[ClipText(text, language)], pause) for text, language, pause in page] for page in PAGES]


@pytest.fixture(scope="module")
def mp3s(folder: Path, clips: Clips, pages: list[list[Part]]) -> list[Mp3]:
    return list(Encoder(folder, clips).make(pages))


def loudness(samples: Sequence[int], rate: int, begins: float, ends: float) -> int:
    return max(map(abs, samples[max(0, int(begins * rate)) : int(ends * rate)]), default=0)


@pytest.mark.parametrize("number", [0, 1])
def test_length_is_the_sum_of_sentences_and_pauses(
    mp3s: list[Mp3], pages: list[list[Part]], number: int
) -> None:
    rate, samples = decode(mp3s[number].content)
    expected = 1105 / 22_050 + sum(
        one.times.frames / one.times.rate + pause / 1000 for one, pause in pages[number]
    )
    assert rate == 22_050
    assert mp3s[number].seconds == pytest.approx(expected, abs=0.001)
    assert len(samples) / rate == pytest.approx(expected, abs=0.15)


@pytest.mark.parametrize("number", [0, 1])
def test_sentences_are_heard_when_the_spans_say(mp3s: list[Mp3], number: int) -> None:
    rate, samples = decode(mp3s[number].content)
    spans = mp3s[number].spans
    for begins, ends in spans:
        steps = range(max(0, int(begins * 100) - 15), int(ends * 100))
        onset = next(
            step / 100 for step in steps if loudness(samples, rate, step / 100, step / 100 + 0.01) > 500
        )
        assert onset == pytest.approx(begins, abs=0.06)
    for (_, ends), (begins, _) in pairwise(spans):
        assert loudness(samples, rate, ends + 0.12, begins - 0.02) < 100, "a pause is silent"


def test_spans_are_exact_sums_of_samples(mp3s: list[Mp3], pages: list[list[Part]]) -> None:
    (first, _), (second, _) = pages[1]
    begins = 1105  # of encoder and decoder
    at = begins + first.times.frames + 8_820  # 400 ms
    assert mp3s[1].spans == (
        (begins / 22_050, (begins + first.times.frames) / 22_050),
        (at / 22_050, (at + second.times.frames) / 22_050),
    )


def test_bit_rate_is_constant(mp3s: list[Mp3]) -> None:
    for one in mp3s:
        assert len(one.content) == pytest.approx(one.seconds * 48_000 / 8, abs=700)
        with av.open(io.BytesIO(one.content), "r") as file:
            packets = {packet.size for packet in file.demux(audio=0) if packet.size}
        assert max(packets) - min(packets) <= 1, "but for the padding byte"


def test_an_encoded_page_is_not_encoded_again(
    folder: Path,
    clips: Clips,
    pages: list[list[Part]],
    mp3s: list[Mp3],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mp3, "lame", lambda _: pytest.fail("encoded again"))
    assert list(Encoder(folder, clips).make(pages)) == mp3s


def test_other_pauses_or_encoder_make_another_file(
    folder: Path,
    clips: Clips,
    pages: list[list[Part]],
    mp3s: list[Mp3],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longer = [(one, pause + 500) for one, pause in pages[1]]
    (other,) = Encoder(folder, clips).make([longer])
    assert other.seconds == pytest.approx(mp3s[1].seconds + 1)
    assert other.content != mp3s[1].content
    before = len(list((folder / "sounds").rglob("*")))
    monkeypatch.setattr(mp3, "version", lambda _: "9.9")
    list(Encoder(folder, clips).make(pages))
    assert len(list((folder / "sounds").rglob("*"))) > before


def test_a_broken_file_is_encoded_again(
    folder: Path, clips: Clips, pages: list[list[Part]], mp3s: list[Mp3]
) -> None:
    for file in (folder / "sounds").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-100])
    assert list(Encoder(folder, clips).make(pages)) == mp3s


def test_many_pages_come_in_order(
    folder: Path, clips: Clips, pages: list[list[Part]], mp3s: list[Mp3]
) -> None:
    assert list(Encoder(folder, clips, workers=2).make(pages * 10)) == mp3s * 10


def test_voices_of_two_rates_are_refused(folder: Path, clips: Clips) -> None:
    page = [
        (Clip(name, ClipText(name, "sv"), ClipTimes(rate, 10)), 0)
        for name, rate in [("a", 22_050), ("b", 24_000)]
    ]
    with pytest.raises(VoiceError, match="22050 and 24000 Hz"):
        list(Encoder(folder, clips).make([page]))
