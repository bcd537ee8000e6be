"""The commands of scripts/ with others at work, with a missing program, and on another date."""

import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from processes import run
from support import ROOT

pytestmark = pytest.mark.usefixtures("processes")
TOOLS = "bash cat chmod cp date dirname env flock id mkdir mv nproc rm sha256sum sleep".split()
PYTHON = """#!/bin/sh
# a fake Python, which makes a .venv whose pip records when it begins and ends
case "$*" in *venv*) mkdir -p .venv/bin; cp "$PIP" .venv/bin/pip; chmod +x .venv/bin/pip;; esac
"""
PIP = """#!/bin/sh
echo begin >> log; sleep 0.2; echo end >> log
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the scripts and the files that they read, not set up."""
    folder = tmp_path / "repository"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    (folder / "tests").mkdir()
    for name in ("requirements.txt", "pyproject.toml", "package-lock.json", "tests/supervisor.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Callable[[str, str], str]:
    """Return a PATH with few tools, one of them a script of the test."""

    def made(name: str, script: str) -> str:
        folder = tmp_path / "bin"
        folder.mkdir()
        for tool in TOOLS:
            (folder / tool).symlink_to(shutil.which(tool) or f"/missing/{tool}")
        (folder / "python3").symlink_to(sys.executable)
        (folder / name).write_text(script, "utf-8")
        (folder / name).chmod(0o755)
        return str(folder)

    return made


def test_two_installations_at_once_are_one(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "pip").write_text(PIP, "utf-8")
    (tmp_path / "python").write_text(PYTHON, "utf-8")
    (tmp_path / "python").chmod(0o755)
    environment = os.environ | {"PYTHON": str(tmp_path / "python"), "PIP": str(tmp_path / "pip")}
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(run, [copy / "scripts/install"], env=environment, cwd=copy) for _ in range(2)]
        codes = [future.result(60).returncode for future in both]

    assert codes == [0, 0]
    one_after_the_other = ["begin", "end"] * 2  # the locked packages, then the project
    assert (copy / "log").read_text("utf-8").split() == one_after_the_other


APT = """#!/bin/sh
echo 'E: Could not get lock, held by 4711' >&2; echo "$@" >&2; exit 100
"""


def test_output_of_apt_is_shown_if_a_program_cannot_be_installed(
    copy: Path, path: Callable[[str, str], str]
) -> None:
    done = run([copy / "scripts/test"], env={"PATH": path("apt-get", APT)})

    assert done.returncode == 1
    if os.getuid() == 0:
        assert "held by 4711" in done.stderr
        assert "DPkg::Lock::Timeout=300" in done.stderr
    last = "scripts/test: cc is missing; on Debian: sudo apt-get install "
    assert done.stderr.splitlines()[-1].startswith(last)


def test_another_date_does_not_affect_waiting(tmp_path: Path) -> None:
    library, year = tmp_path / "clock.so", 400 * 24 * 60 * 60
    done = run(
        ["cc", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-o", library, ROOT / "tests/clock.c"]
    )
    assert done.returncode == 0, done.stderr
    script = """
import threading, time
begun = time.monotonic()
time.sleep(0.05); threading.Event().wait(0.05); threading.Lock().acquire(timeout=0.05)
print(time.time(), time.monotonic() - begun)
"""

    def times(shift: int) -> tuple[float, float]:
        environment = os.environ | {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(shift)}
        now, passed = run([sys.executable, "-c", script], env=environment).stdout.split()
        return float(now), float(passed)

    here, there = times(0), times(year)

    assert year <= there[0] - here[0] < year + 60
    assert 0.1 <= there[1] < 60
