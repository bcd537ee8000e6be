"""Worker processes that crash, hang or return wrong answers; none is left running."""

import os
import signal
import sys
from pathlib import Path

import pytest

from hallbar.readaloud import voices
from hallbar.readaloud.voices import EngineError, Voice, VoiceError
from hallbar.readaloud.voices import worker as workers
from hallbar.readaloud.voices.worker import Worker
from processes import started, wait_until

pytestmark = pytest.mark.usefixtures("processes")
VOICE = Voice("anybody", engine="faulty")


@pytest.fixture(params=["in a copy", "in the process itself"], autouse=True)
def notes(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Register the failing engine; return the folder of its notes."""
    monkeypatch.setitem(voices.ENGINES, "faulty", "faulty")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    monkeypatch.setenv("FAULTY_NOTES", str(tmp_path))
    monkeypatch.setenv("FAULTY_FORKS", "yes" if request.param == "in a copy" else "no")
    return tmp_path


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def pids(notes: Path, what: str) -> list[int]:
    return [int(line) for line in (notes / what).read_text().split()]


def spoken_to(notes: Path) -> bool:
    """Return True if an engine has noted its first sentence, whole."""
    return (notes / "asked").exists() and (notes / "asked").read_text().endswith("\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("crash", f"ended with code {-signal.SIGABRT} at “crash”"),
        ("exit", "ended with code "),
        ("hang", "was silent for 1 s at “hang”"),
        ("raise", "it did not work at “raise”"),
    ],
)
def test_a_failure_is_one_line_with_a_fix_and_the_next_sentence_is_spoken(text: str, message: str) -> None:
    with Worker() as worker:
        with pytest.raises(EngineError) as error:
            worker.speak(text, VOICE)
        line = str(error.value)
        assert "\n" not in line
        assert line.endswith("build again, and if it stays, take another")
        assert message in line
        assert len(worker.speak("Hej.", VOICE).samples) > 5_000


def test_a_permanent_error_is_not_tried_again() -> None:
    with Worker() as worker, pytest.raises(VoiceError, match="it never works") as error:
        worker.speak("refuse", VOICE)
    assert not isinstance(error.value, EngineError)


def test_a_process_that_dies_between_sentences_is_replaced(notes: Path) -> None:
    with Worker() as worker:
        worker.speak("Hej.", VOICE)
        (process,) = pids(notes, "started")
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        with pytest.raises(EngineError, match=r"ended with code -9 at “Hej\.”"):
            worker.speak("Hej.", VOICE)
        assert worker.speak("Hej.", VOICE).samples
    assert len(pids(notes, "started")) == 2


def test_a_process_that_is_stopped_is_killed(monkeypatch: pytest.MonkeyPatch, notes: Path) -> None:
    with Worker() as worker:
        worker.speak("Hej.", VOICE)
        monkeypatch.setattr(workers, "GRACE", -0.8)
        (process,) = pids(notes, "started")
        os.kill(process, signal.SIGSTOP)
        with pytest.raises(EngineError, match="was silent for 1 s"):
            worker.speak("Hej.", VOICE)
        assert not alive(process)


def test_half_the_audio_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.pread
    monkeypatch.setattr(os, "pread", lambda *args: real(*args)[:-100])
    with Worker() as worker, pytest.raises(EngineError, match="the voice wrote half a file at “Hej"):
        worker.speak("Hej.", VOICE)


def test_no_process_and_no_file_is_left(notes: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with Worker() as worker:
        worker.speak("Hej.", VOICE)
        with pytest.raises(EngineError):
            worker.speak("crash", VOICE)
    assert [pid for pid in pids(notes, "started") + pids(notes, "asked") if alive(pid)] == []
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_hanging_engine_ends_though_the_build_was_killed(notes: Path) -> None:
    program = """
import faulty
from hallbar.readaloud import voices
from hallbar.readaloud.voices.worker import Worker
from processes import started, wait_until
voices.ENGINES["faulty"] = "faulty"
with Worker() as worker: worker.speak("hang", voices.Voice("anybody", engine="faulty"))
"""
    with started([sys.executable, "-c", program]) as build:
        wait_until(lambda: build.poll() is not None or spoken_to(notes), "the engine is asked")
    assert build.returncode == -signal.SIGKILL  # it had not ended by itself
    hanging = pids(notes, "started") + pids(notes, "asked")
    wait_until(lambda: not any(map(alive, hanging)), f"{hanging} end")
