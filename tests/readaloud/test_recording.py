"""What is spoken, what is reused, and what happens to broken files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hallbar.readaloud import recording
from hallbar.readaloud.cache import Cache, key_of
from hallbar.readaloud.recording import Recordings
from hallbar.readaloud.voices import VOICES, Utterance, Voice, VoiceError, espeak
from hallbar.readaloud.voices.speaker import Speaker

WANTED = [
    ("Avtalet gäller till och med den sista december.", "sv"),
    ("Välkommen!", "sv"),
    ("We are open until five.", "en"),
]


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken")
    Recordings(folder, VOICES).make(WANTED)
    return folder


@pytest.fixture
def filled(spoken: Path, tmp_path: Path) -> Path:
    """A cache of one's own, with all of WANTED in it."""
    return shutil.copytree(spoken, tmp_path / "cache")


@pytest.fixture
def nobody_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        pytest.fail("a voice process was started")

    monkeypatch.setattr(recording, "Speaker", refuse)


def test_each_sentence_is_spoken_once(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path, VOICES)
    told: list[tuple[int, int]] = []
    made = recordings.make(WANTED * 3, lambda done, total: told.append((done, total)))
    assert set(made) == set(WANTED)
    assert (recordings.made, recordings.reused) == (3, 0)
    assert told == [(1, 3), (2, 3), (3, 3)]
    for one in made.values():
        assert len(recordings.samples(one)) == 2 * one.frames > 10_000
        assert one.rate == 22_050


def test_a_second_run_speaks_nothing(filled: Path, nobody_speaks: None) -> None:
    recordings = Recordings(filled, VOICES)
    recordings.make(WANTED)
    assert (recordings.made, recordings.reused) == (0, 3)


def test_one_changed_sentence_is_the_only_one_spoken(filled: Path) -> None:
    recordings = Recordings(filled, VOICES)
    recordings.make([*WANTED[:2], ("We are open until six.", "en")])
    assert (recordings.made, recordings.reused) == (1, 2)


@pytest.mark.parametrize("change", [{"name": "sv"}, {"rate": 160}, {"gap": 3}])
def test_another_voice_is_another_recording(filled: Path, change: dict[str, int]) -> None:
    recordings = Recordings(filled, {**VOICES, "sv": replace(VOICES["sv"], **change)})  # type: ignore[arg-type]
    recordings.make(WANTED)
    assert (recordings.made, recordings.reused) == (2, 1)


def test_another_engine_or_language_is_another_recording(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped = Recordings(filled, {**VOICES, "nb": VOICES["sv"]})
    swapped.make([(WANTED[1][0], "nb")])
    assert swapped.made == 1
    monkeypatch.setattr(espeak, "identity", lambda: "another engine")
    updated = Recordings(filled, VOICES)
    updated.make(WANTED)
    assert updated.made == 3


def test_a_broken_engine_is_told_though_all_is_cached(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak, "_DATA", ("phontab", "no_such_dict"))
    with pytest.raises(VoiceError, match="no_such_dict"):
        Recordings(filled, VOICES).make(WANTED)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def take_anothers(file: Path) -> None:
    other = next(path for path in file.parents[1].rglob("*") if path.is_file() and path != file)
    file.write_bytes(other.read_bytes())


@pytest.mark.parametrize("damage", [truncate, flip_a_bit, empty, take_anothers, Path.unlink])
def test_a_broken_file_is_made_again(filled: Path, damage: Callable[[Path], None]) -> None:
    before = files(filled)
    damage(filled / sorted(before)[0])
    assert files(filled) != before
    recordings = Recordings(filled, VOICES)
    recordings.make(WANTED)
    assert (recordings.made, recordings.reused) == (1, 2)
    assert files(filled) == before


def test_cache_only_speaks_nothing(filled: Path, nobody_speaks: None) -> None:
    recordings = Recordings(filled, VOICES, mode="cache-only")
    recordings.make(WANTED)
    assert recordings.reused == 3
    new = [(f"Mening {number}.", "sv") for number in range(5)]
    with pytest.raises(VoiceError) as error:
        recordings.make([*WANTED, *new])
    assert str(error.value).startswith(
        "5 sentences have no recording: “Mening 0.”, “Mening 1.”, “Mening 2.” and 2 more"
    )


def test_a_language_without_voice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="no voice speaks 'fi'"):
        Recordings(tmp_path, VOICES).make([("Hyvää päivää.", "fi")])


@pytest.mark.parametrize("seconds", [0, 0.5, 60])
def test_sound_that_cannot_be_the_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(Speaker, "speak", lambda *_: Utterance(22_050, bytes(2 * int(22_050 * seconds))))
    with pytest.raises(VoiceError, match="expected") as error:
        Recordings(tmp_path, VOICES).make([WANTED[0]])
    assert "\n" not in str(error.value)
    assert files(tmp_path) == {}


def test_what_an_engine_says_after_a_silence_begins_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence, sound = bytes(2 * 2205), b"\x00\x10" * 22_050
    uttered = Utterance(22_050, silence + sound, ((0, 100), (4, 600)))
    monkeypatch.setattr(Speaker, "speak", lambda *_: uttered)
    recordings = Recordings(tmp_path, VOICES)
    (made,) = recordings.make([("Ett två.", "sv")]).values()

    assert made.words == ((0, 5), (4, 505))
    assert recordings.samples(made) == bytes(2 * 110) + sound


def test_short_texts_may_be_long_words(tmp_path: Path) -> None:
    texts = ["1", "I", "%", "12345678901234567890", "Wwwwwwwwww", "😀"]
    made = Recordings(tmp_path, VOICES).make([(text, "sv") for text in texts])

    assert sorted(text for text, _ in made) == sorted(texts)
    assert all(recording.frames > 0 for recording in made.values())


def test_an_error_does_not_wait_for_the_other_sentences(tmp_path: Path) -> None:
    voices = {**VOICES, "sv": Voice("sv+zz", 150, 2)}
    with pytest.raises(VoiceError, match=r"sv\+zz"):
        Recordings(tmp_path, voices).make([("Hej.", "sv"), *((f"Number {n}.", "en") for n in range(400))])
    assert len(files(tmp_path)) < 50


def test_a_lost_recording_is_one_clear_error(filled: Path) -> None:
    recordings = Recordings(filled, VOICES)
    made = recordings.make(WANTED)
    for file in files(filled):
        truncate(filled / file)
    with pytest.raises(VoiceError, match="build again"):
        recordings.samples(made[WANTED[0]])


PROGRAM = """
import sys
from pathlib import Path
from hallbar.readaloud.recording import Recordings
from hallbar.readaloud.sound import Sounds
from hallbar.readaloud.voices import VOICES
folder, workers, order = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
wanted = [("Ett.", "sv"), ("Avtalet gäller till december.", "sv"), ("We are open.", "en"), ("Två.", "sv")]
recordings = Recordings(folder, VOICES, workers=workers)
made = recordings.make(wanted[::order])
pages = [[(made[sentence], 350) for sentence in wanted], [(made[wanted[2]], 0)]]
assert len(list(Sounds(folder, recordings, workers).make(pages[::order]))) == 2
"""


def test_bytes_are_the_same_in_any_process_and_order(tmp_path: Path) -> None:
    folders = []
    for workers, order, seed in [("1", "1", "1"), ("2", "-1", "2")]:
        folders.append(tmp_path / seed)
        subprocess.run(
            [sys.executable, "-c", PROGRAM, folders[-1], workers, order],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
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
