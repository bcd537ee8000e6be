"""A run leaves nothing behind, however it ends, even processes that try to survive."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from processes import run, started, wait_until
from support import ROOT, made_up_site

pytestmark = pytest.mark.usefixtures("processes")
SUPERVISOR = ROOT / "tests/supervisor.py"
HEARING = """
import os, signal, sys
for number in (signal.SIGINT, signal.SIGHUP):  # the tests may run under nohup, or in the background
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
STUBBORN = """
import os, signal, subprocess, sys, tempfile, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
tempfile.mkdtemp()
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
for own_session in (False, True):
    subprocess.Popen([sys.executable, "-c", deaf], start_new_session=own_session)
if not os.fork():
    os.setsid()
    if os.fork():
        os._exit(0)  # the grandchild is an orphan
    time.sleep(600)
open(sys.argv[1], "w").close()
time.sleep(float(sys.argv[2]))
"""
"""A script that starts a child, one in its own session and an orphan; all but the orphan ignore SIGTERM."""


def marked(mark: str) -> list[str]:
    """Return the commands of all processes whose environment holds MARK=mark."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"MARK={mark}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it has ended in the meantime
            continue
    return found


def mounts() -> list[str]:
    return Path("/proc/self/mounts").read_text().splitlines()


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment whose processes and temporary files can be identified; none is left afterwards."""
    folder = Path(tempfile.mkdtemp())  # below tmp_path its path would be too long for sockets
    before = mounts()
    yield os.environ | {"MARK": str(tmp_path), "TMPDIR": str(folder)}
    assert marked(str(tmp_path)) == []
    assert [path.name for path in folder.iterdir() if not path.name.startswith("pytest-of-")] == []
    assert mounts() == before
    shutil.rmtree(folder)


def supervised(tmp_path: Path, limit: float, seconds: float) -> list[str | Path]:
    """Return the command that runs STUBBORN for some seconds, with a limit."""
    begin: list[str | Path] = [sys.executable, "-c", HEARING, sys.executable, SUPERVISOR, str(limit)]
    return [*begin, sys.executable, "-c", STUBBORN, tmp_path / "up", str(seconds)]


def test_processes_that_outlive_the_command_are_ended(tmp_path: Path, surroundings: dict[str, str]) -> None:
    done = run(supervised(tmp_path, 60, 0.1), env=surroundings)

    assert done.returncode == 0
    assert (tmp_path / "up").exists()


@pytest.mark.usefixtures("long_round")
def test_a_run_that_takes_too_long_is_ended_and_says_so(tmp_path: Path, surroundings: dict[str, str]) -> None:
    done = run(supervised(tmp_path, 2, 600), env=surroundings)

    assert done.returncode == 124
    assert "ended after its limit of 2 s" in done.stderr


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        *(pytest.param(number, marks=pytest.mark.long) for number in (signal.SIGINT, signal.SIGHUP)),
    ],
)
def test_a_run_that_is_interrupted_ends_with_all_its_processes_within_five_seconds(
    tmp_path: Path, surroundings: dict[str, str], number: signal.Signals
) -> None:
    with started(supervised(tmp_path, 60, 600), env=surroundings) as process:
        wait_until(lambda: len(marked(str(tmp_path))) >= 5, "all processes run")
        process.send_signal(number)
        assert process.wait(5) == 128 + number
        assert marked(str(tmp_path)) == []


def test_the_exit_code_is_the_commands(surroundings: dict[str, str]) -> None:
    for code, script in [(0, "exit 0"), (3, "exit 3"), (128 + 9, "kill -9 $$")]:
        done = run([sys.executable, SUPERVISOR, "60", "bash", "-c", script], env=surroundings)
        assert done.returncode == code


INNER = """
import pathlib, time

def test_that_ends(context, tmp_path):
    (tmp_path / "file").write_text("x")
    context.new_page().goto("data:text/html,<title>a</title>")
    assert not "fails"

def test_that_goes_on(context):
    pathlib.Path("up").touch()
    time.sleep(60)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository with its own tests."""
    made = made_up_site(tmp_path / "repository")
    (made / "tests/test_inner.py").write_text(INNER, "utf-8")
    (made / "scripts/check").write_text("#!/bin/sh\n", "utf-8")
    return made


@pytest.mark.usefixtures("own_browser")
def test_scripts_test_leaves_no_process_no_mount_and_no_file(
    copy: Path, surroundings: dict[str, str]
) -> None:
    """The whole command, with a browser. `surroundings` compares processes, mounts and files."""
    done = run([copy / "scripts/test", "tests/test_inner.py", "-k", "ends"], env=surroundings)

    assert done.returncode == 1
    assert "1 failed" in done.stdout, done.stderr


@pytest.mark.usefixtures("own_browser")
def test_scripts_test_is_gone_five_seconds_after_it_was_ended(
    copy: Path, surroundings: dict[str, str]
) -> None:
    with started(
        [copy / "scripts/test", "tests/test_inner.py", "-k", "goes_on"], env=surroundings
    ) as process:
        wait_until((copy / "up").exists, "the browser is open", 60)
        process.terminate()
        assert process.wait(5) == 128 + signal.SIGTERM
        assert marked(surroundings["MARK"]) == []
