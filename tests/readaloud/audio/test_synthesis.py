"""Clips: synthesis, reuse, and repair of broken files."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hallbar.readaloud.audio import synthesis
from hallbar.readaloud.audio.cache import Cache, key_of
from hallbar.readaloud.audio.clip import ClipText
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.voices import VOICES, EngineError, Utterance, Voice, VoiceError, espeak
from hallbar.readaloud.voices.worker import Worker
from processes import python

pytestmark = pytest.mark.usefixtures("processes")
TONES = {"sv": Voice("anybody", engine="tone")}
WANTED = [
    ClipText("Avtalet gäller till och med den sista december.", "sv"),
    ClipText("Välkommen!", "sv"),
    ClipText("We are open until five.", "en"),
]


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken")
    Clips(folder, VOICES).make(WANTED)
    return folder


@pytest.fixture
def filled(spoken: Path, tmp_path: Path) -> Path:
    """A cache that holds all of WANTED."""
    return shutil.copytree(spoken, tmp_path / "cache")


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        pytest.fail("a voice process was started")

    monkeypatch.setattr(synthesis, "Worker", refuse)


def test_each_sentence_is_synthesized_once(tmp_path: Path) -> None:
    clips = Clips(tmp_path, VOICES)
    steps: list[str] = []
    made = clips.make(WANTED * 3, steps.append)
    assert set(made) == set(WANTED)
    assert (clips.made, clips.reused) == (3, 0)
    assert steps == ["sentences"] * 3
    for one in made.values():
        assert len(clips.samples(one)) == 2 * one.times.frames > 10_000
        assert one.times.rate == 22_050


def test_a_second_run_synthesizes_nothing(filled: Path, no_worker: None) -> None:
    clips = Clips(filled, VOICES)
    clips.make(WANTED)
    assert (clips.made, clips.reused) == (0, 3)


def test_only_a_changed_sentence_is_synthesized(filled: Path) -> None:
    clips = Clips(filled, VOICES)
    clips.make([*WANTED[:2], ClipText("We are open until six.", "en")])
    assert (clips.made, clips.reused) == (1, 2)


@pytest.mark.parametrize("change", [{"name": "sv"}, {"rate": 160}, {"gap": 3}, {"engine": "tone"}])
def test_another_voice_makes_another_clip(filled: Path, change: dict[str, int]) -> None:
    clips = Clips(filled, {**VOICES, "sv": replace(VOICES["sv"], **change)})  # type: ignore[arg-type]
    clips.make(WANTED)
    assert (clips.made, clips.reused) == (2, 1)


def test_another_engine_or_language_makes_another_clip(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swapped = Clips(filled, {**VOICES, "nb": VOICES["sv"]})
    swapped.make([ClipText(WANTED[1][0], "nb")])
    assert swapped.made == 1
    monkeypatch.setattr(espeak, "identity", lambda: "another engine")
    updated = Clips(filled, VOICES)
    updated.make(WANTED)
    assert updated.made == 3


def test_a_broken_engine_is_reported_even_if_all_is_cached(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(espeak, "_DATA", ("phontab", "no_such_dict"))
    with pytest.raises(VoiceError, match="no_such_dict"):
        Clips(filled, VOICES).make(WANTED)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def copy_another(file: Path) -> None:
    other = next(path for path in file.parents[1].rglob("*") if path.is_file() and path != file)
    file.write_bytes(other.read_bytes())


@pytest.mark.parametrize("damage", [truncate, flip_a_bit, empty, copy_another, Path.unlink])
def test_a_broken_file_is_made_again(filled: Path, damage: Callable[[Path], None]) -> None:
    before = files(filled)
    damage(filled / sorted(before)[0])
    assert files(filled) != before
    clips = Clips(filled, VOICES)
    clips.make(WANTED)
    assert (clips.made, clips.reused) == (1, 2)
    assert files(filled) == before


def test_a_new_gain_needs_no_new_clips(filled: Path, no_worker: None) -> None:
    clips = Clips(filled, {**VOICES, "sv": replace(VOICES["sv"], gain=9)})
    assert {one.gain for one in clips.make(WANTED).values()} == {9, VOICES["en"].gain}


def test_cache_only_synthesizes_nothing_and_lists_missing_clips(filled: Path, no_worker: None) -> None:
    clips = Clips(filled, VOICES, speak=False)
    clips.make(WANTED)
    assert clips.reused == 3
    new = [ClipText(f"Mening {number}.", "sv") for number in range(5)]
    with pytest.raises(VoiceError) as error:
        clips.make([*WANTED, *new])
    assert str(error.value).splitlines() == [
        "5 sentences have no recording: build with HALLBAR_SOUND=on",
        *(f"  sv: “Mening {number}.”" for number in range(5)),
    ]


def test_a_language_without_voice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="no voice speaks 'fi'"):
        Clips(tmp_path, VOICES).make([ClipText("Hyvää päivää.", "fi")])


@pytest.mark.parametrize("seconds", [0, 0.5, 60])
def test_audio_that_cannot_be_the_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(Worker, "speak", lambda *_: Utterance(22_050, bytes(2 * int(22_050 * seconds))))
    with pytest.raises(VoiceError, match="expected") as error:
        Clips(tmp_path, VOICES).make([WANTED[0]])
    assert "\n" not in str(error.value)
    assert files(tmp_path) == {}


def test_the_silence_before_the_first_word_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence, sound = bytes(2 * 2205), b"\x00\x10" * 22_050
    uttered = Utterance(22_050, silence + sound, ((0, 100), (4, 600)))
    monkeypatch.setattr(Worker, "speak", lambda *_: uttered)
    clips = Clips(tmp_path, VOICES)
    (made,) = clips.make([ClipText("Ett två.", "sv")]).values()

    assert made.times.word_times == ((0, 5), (4, 505))
    assert clips.samples(made) == bytes(2 * 110) + sound


def test_short_texts_may_be_long_words(tmp_path: Path) -> None:
    texts = ["1", "I", "%", "12345678901234567890", "Wwwwwwwwww", "😀"]
    made = Clips(tmp_path, VOICES).make([ClipText(text, "sv") for text in texts])

    assert sorted(text for text, _ in made) == sorted(texts)
    assert all(one.times.frames > 0 for one in made.values())


def test_an_error_does_not_wait_for_the_other_sentences(tmp_path: Path) -> None:
    voices = {**VOICES, "sv": Voice("sv+zz", 150, 2)}
    with pytest.raises(VoiceError, match=r"sv\+zz"):
        Clips(tmp_path, voices).make(
            [ClipText("Hej.", "sv"), *(ClipText(f"Number {n}.", "en") for n in range(400))]
        )
    assert len(files(tmp_path)) < 50


def test_lost_samples_are_synthesized_again(filled: Path) -> None:
    clips = Clips(filled, VOICES)
    made = clips.make(WANTED)
    before = files(filled)
    for file in before:
        truncate(filled / file)
    for one in made.values():
        assert len(clips.samples(one)) == 2 * one.times.frames
    assert clips.made == 3
    assert files(filled) == before


def test_lost_samples_that_sound_different_now_are_an_error(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips = Clips(filled, VOICES)
    made = clips.make(WANTED)
    shutil.rmtree(filled)
    monkeypatch.setattr(Worker, "speak", lambda *_: Utterance(22_050, b"\x00\x10" * 22_050))
    with pytest.raises(VoiceError, match=r"“Välkommen!” was lost during the build and .*: build again"):
        clips.samples(made[WANTED[1]])


def test_lost_samples_are_an_error_in_cache_only(filled: Path, no_worker: None) -> None:
    clips = Clips(filled, VOICES, speak=False)
    made = clips.make(WANTED)
    shutil.rmtree(filled)
    with pytest.raises(VoiceError, match="1 sentences have no recording"):
        clips.samples(made[WANTED[1]])


def failing(monkeypatch: pytest.MonkeyPatch, times: int, error: VoiceError) -> list[str]:
    """Let the voice fail a number of times at texts with “x”; return the texts that it is asked for."""
    asked: list[str] = []
    speak = Worker.speak

    def fail(worker: Worker, text: str, voice: Voice) -> Utterance:
        asked.append(text)
        if "x" in text and asked.count(text) <= times:
            raise error
        return speak(worker, text, voice)

    monkeypatch.setattr(Worker, "speak", fail)
    return asked


def test_a_sentence_that_failed_is_tried_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = failing(monkeypatch, 1, EngineError("it crashed"))
    clips = Clips(tmp_path, TONES)
    assert len(clips.make([ClipText("Text.", "sv"), ClipText("Ord.", "sv")])) == 2
    assert sorted(asked) == ["Ord.", "Text.", "Text."]


@pytest.mark.parametrize(("error", "tries"), [(EngineError("it crashed"), 2), (VoiceError("no voice"), 1)])
def test_a_second_failure_fails_a_strict_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: VoiceError, tries: int
) -> None:
    asked = failing(monkeypatch, 9, error)
    with pytest.raises(VoiceError, match=str(error)):
        Clips(tmp_path, TONES, workers=1).make([ClipText("Text.", "sv"), ClipText("Ord.", "sv")])
    assert asked.count("Text.") == tries


def test_a_build_that_is_not_strict_continues_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, 9, EngineError("it crashed"))
    clips = Clips(tmp_path, TONES, strict=False)
    assert set(clips.make([ClipText("Text.", "sv"), ClipText("Ord.", "sv")])) == {ClipText("Ord.", "sv")}
    assert clips.failed == {ClipText("Text.", "sv"): "it crashed"}


def test_a_voice_that_always_fails_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = failing(monkeypatch, 9, EngineError("it hung"))
    clips = Clips(tmp_path, TONES, workers=1, strict=False)
    assert clips.make([ClipText(f"Text {n}.", "sv") for n in range(50)]) == {}
    assert len(asked) == 2 * 10
    assert len(clips.failed) == 50


PROGRAM = """
import sys
from pathlib import Path
from hallbar.readaloud.audio.clip import ClipText
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.audio.mp3 import Encoder
from hallbar.readaloud.voices import VOICES
folder, workers, order = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
texts = [("Ett.", "sv"), ("Avtalet gäller till december.", "sv"), ("We are open.", "en"), ("Två.", "sv")]
wanted = [ClipText(*one) for one in texts]
clips = Clips(folder, VOICES, workers=workers)
made = clips.make(wanted[::order])
pages = [[(made[sentence], 350) for sentence in wanted], [(made[wanted[2]], 0)]]
assert len(list(Encoder(folder, clips, workers).make(pages[::order]))) == 2
"""


def test_bytes_are_the_same_in_any_process_and_order(tmp_path: Path) -> None:
    folders = []
    for workers, order, seed in [("1", "1", "1"), ("2", "-1", "2")]:
        folders.append(tmp_path / seed)
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = python("-c", PROGRAM, folders[-1], workers, order, env=environment)
        assert done.returncode == 0, done.stderr
    assert len(files(folders[0])) == 6
    assert files(folders[0]) == files(folders[1])


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, key = Cache(tmp_path), key_of("a")
    cache.put(key, b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        cache.put(key, b"new")
    assert cache.get(key) == b"old"
    assert len(files(tmp_path)) == 1
