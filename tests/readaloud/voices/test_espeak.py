"""The real eSpeak NG of the wheel, in a real worker process."""

import json
import os
import shutil
import sys
from pathlib import Path

import espeakng_loader
import pytest

from hallbar.readaloud.voices import VOICES, Voice, VoiceError, espeak
from hallbar.readaloud.voices.worker import Worker
from processes import python, run

pytestmark = pytest.mark.usefixtures("processes")
SWEDISH, ENGLISH = VOICES["sv"], VOICES["en"]
WHEEL = Path(espeakng_loader.get_library_path())
WORKER = [sys.executable, "-m", "hallbar.readaloud.voices.worker_main", espeak.__name__, "1"]


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A copy of the wheel that a process finds first when PYTHONPATH names the folder above."""
    copy = tmp_path / "espeakng_loader"
    (copy / "espeak-ng-data").mkdir(parents=True)
    shutil.copy(WHEEL.parent / "__init__.py", copy)
    shutil.copy(WHEEL, copy)
    for file in (WHEEL.parent / "espeak-ng-data").iterdir():
        (copy / "espeak-ng-data" / file.name).symlink_to(file)
    return copy


@pytest.mark.parametrize(
    ("voice", "text"), [(SWEDISH, "Våra öppettider är åtta till fem."), (ENGLISH, "We are open until five.")]
)
def test_both_voices_speak(voice: Voice, text: str) -> None:
    with Worker() as worker:
        spoken = worker.speak(text, voice)
    assert spoken.rate == 22_050
    assert 1 < len(spoken.samples) / 2 / spoken.rate < 5
    assert max(memoryview(spoken.samples).cast("h")) > 3_000
    assert [text[sign:].split()[0] for sign, _ in spoken.word_times] == text.split()
    assert [at for _, at in spoken.word_times] == sorted({at for _, at in spoken.word_times})


def test_audio_comes_through_pyttsx3(tmp_path: Path) -> None:
    code = """
import pyttsx3, pathlib
from hallbar.readaloud.voices import Voice, espeak
said = []
original = pyttsx3.Engine.say
pyttsx3.Engine.say = lambda self, *a: (said.append(a[0]), original(self, *a))
engine = espeak.start()
espeak.speak(engine, "Hej.", Voice("sv", 150, 0))
print(type(engine) is pyttsx3.Engine, said)
"""
    assert python("-c", code).stdout == "True ['Hej.']\n"


def phonemes(text: str, voice: Voice) -> str:
    """Return the phonemes that eSpeak NG speaks for a text."""
    code = f"""
import ctypes
from hallbar.readaloud.voices import Voice, espeak
espeak.start()
library, voice = ctypes.CDLL({str(WHEEL)!r}), Voice{(voice.name, voice.rate, voice.gap)!r}
library.espeak_SetVoiceByName(voice.name.encode())
library.espeak_TextToPhonemes.restype = ctypes.c_char_p
text = ctypes.c_char_p(espeak.respelled({text!r}, voice).encode())
while text.value: print(library.espeak_TextToPhonemes(ctypes.byref(text), 1, 2).decode())
"""
    return python("-c", code).stdout.replace("ˈ", "").replace("ˌ", "").strip()


@pytest.mark.parametrize(
    ("text", "voice", "sounds"),
    [
        ("V A T", ENGLISH, "viː eɪ tiː"),
        ("9 A M", ENGLISH, "naɪn eɪ ɛm"),
        ("S A 8000", ENGLISH, "ɛs eɪ eɪt θaʊzənd"),
        ("A tax", ENGLISH, "ɐ tæks"),
        ("W C A G", SWEDISH, "dɵbəlveː seː ɑː ɡeː"),
        ("E U:s", SWEDISH, "eː ʉ ɛs"),
        ("2016, 679", SWEDISH, "tvoː tʉsɛn sɛkstɔn\nsɛkshɵndra sxɵtɪniːuː"),
        ("12345 komma 67", SWEDISH, "tɔlv tʉsɛn treːhɵndra fœrtɪfɛm kɔma sɛkstɪsxʉ"),
    ],
)
def test_letters_and_numbers_of_the_spoken_form_are_said_right(text: str, voice: Voice, sounds: str) -> None:
    assert phonemes(text, voice) == sounds


def test_the_library_of_the_system_is_never_used(tmp_path: Path) -> None:
    shutil.copy(WHEEL, tmp_path / "libespeak-ng.so.1")
    code = """
from hallbar.readaloud.voices import Voice, espeak
import pathlib
espeak.speak(espeak.start(), "Hej.", Voice("sv", 150, 0))
print({line.split()[-1] for line in open("/proc/self/maps") if "espeak" in line})
"""
    astray = {"LD_LIBRARY_PATH": str(tmp_path), "ESPEAK_DATA_PATH": "/nowhere"}
    child = python("-c", code, env=os.environ | astray)
    assert child.stdout == f"{ {str(WHEEL)} }\n", child.stderr


def test_another_library_is_refused() -> None:
    code = """
import ctypes
from hallbar.readaloud.voices import VoiceError, espeak
import types, sys
sys.modules["pyttsx3.drivers._espeak"] = types.SimpleNamespace(dll=ctypes.CDLL(None))
try: espeak.start()
except VoiceError as error: print(error)
"""
    assert "another eSpeak" in python("-c", code).stdout


def test_bytes_do_not_depend_on_what_was_said_before() -> None:
    texts = ["Ett.", "Avtalet gäller till och med den sista december.", "Välkommen!"]
    with Worker() as one, Worker() as other:
        forwards = {text: one.speak(text, SWEDISH) for text in texts}
        backwards = {text: other.speak(text, SWEDISH) for text in reversed(texts * 2)}
    assert forwards == backwards


def test_voice_rate_and_gap_are_heard() -> None:
    text = "Det här är en mening med flera ord."
    voices = [SWEDISH, Voice("sv", 150, 2), Voice("sv+m8", 250, 2), Voice("sv+m8", 150, 8)]
    with Worker() as worker:
        normal, plain, fast, gaps = (worker.speak(text, voice).samples for voice in voices)
    assert plain != normal
    assert len(fast) < 0.8 * len(normal)
    assert len(gaps) > 1.1 * len(normal)


@pytest.mark.parametrize("name", ["xx", "en-gb", "sv+zz", "sv+M8", "sv+m8+m7", ""])
def test_unknown_voice_is_an_error(name: str) -> None:
    with Worker() as worker:
        with pytest.raises(VoiceError, match="has no voice") as error:
            worker.speak("Hej.", Voice(name, 150, 2))
        assert "\n" not in str(error.value)
        assert worker.speak("Hej.", SWEDISH).samples, "and the next sentence is spoken"


@pytest.mark.parametrize(("rate", "gap"), [(79, 0), (401, 0), (150, -1), (150, 51)])
def test_numbers_out_of_range_are_refused(rate: int, gap: int) -> None:
    with pytest.raises(VoiceError, match="expected"):
        Voice("sv", rate, gap)


@pytest.mark.parametrize(
    "broken",
    ["libespeak-ng.so", "espeak-ng-data/phontab", "espeak-ng-data/sv_dict", "espeak-ng-data/en_dict"],
)
def test_check_names_a_missing_file_and_the_process_lives(wheel: Path, broken: str) -> None:
    (wheel / broken).unlink()
    code = """
from hallbar.readaloud.voices import VoiceError, espeak
try: espeak.check()
except VoiceError as error: print(error)
"""
    child = python("-c", code, env=os.environ | {"PYTHONPATH": str(wheel.parent)})
    assert child.returncode == 0, child.stderr
    assert str(wheel / broken) in child.stdout
    assert child.stdout.count("\n") == 1
    assert "pip install" in child.stdout


def test_check_finds_a_missing_data_folder(wheel: Path) -> None:
    shutil.rmtree(wheel / "espeak-ng-data")
    child = run(WORKER, env=os.environ | {"PYTHONPATH": str(wheel.parent)})
    assert child.returncode == 1
    answer = json.loads(child.stdout)
    assert "phontab" in answer["error"]
    assert not answer["again"]


def test_check_accepts_the_wheel() -> None:
    espeak.check()


@pytest.mark.parametrize(
    ("damaged", "message"),
    [
        ("libespeak-ng.so", "cannot be loaded"),
        ("espeak-ng-data/phondata", "cannot read its data"),
        ("espeak-ng-data/phontab", "ended with code -11 at “Hej.”"),
    ],
)
def test_damaged_files_are_an_error_of_one_line(
    wheel: Path, damaged: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheel / damaged).unlink()
    (wheel / damaged).write_bytes(b"not what you think")
    monkeypatch.setenv("PYTHONPATH", str(wheel.parent))
    with Worker() as worker, pytest.raises(VoiceError) as error:
        worker.speak("Hej.", SWEDISH)
    assert message in str(error.value)
    assert "pip install" in str(error.value)
    assert "\n" not in str(error.value)


def test_identity_names_the_engine_without_loading_it(wheel: Path) -> None:
    code = """
from hallbar.readaloud.voices import espeak
print(espeak.identity())
assert "libespeak" not in open("/proc/self/maps").read()
"""
    child = python("-c", code)
    assert child.returncode == 0, child.stderr
    assert child.stdout.strip() == espeak.identity()
    assert "pyttsx3 2." in child.stdout
    assert "espeakng-loader 0." in child.stdout
    (wheel / "espeak-ng-data" / "sv_dict").unlink()
    (wheel / "espeak-ng-data" / "sv_dict").write_bytes(b"another dictionary")
    other = python("-c", code, env=os.environ | {"PYTHONPATH": str(wheel.parent)})
    assert other.stdout.strip() not in ("", espeak.identity())
