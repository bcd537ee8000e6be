"""Fixtures for the tests of the package."""

import sys
from pathlib import Path

import pytest

from installed import Installed, installed
from processes import run
from sharing import shared
from support import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this repository."""

    def make(folder: Path) -> None:
        pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w"]
        done = run([*pip, folder, ROOT])
        assert done.returncode == 0, done.stderr

    [path] = shared(tmp_path_factory, "wheel", make).glob("*.whl")
    return path


@pytest.fixture(scope="module")
def whole(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with the wheel and all packages of the lock file."""
    return installed(tmp_path_factory.mktemp("whole") / "venv", wheel)


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment with the wheel and its required packages, without any extra."""
    packages = ("click*", "msgspec*", "yaml", "_yaml", "[Pp][Yy][Yy][Aa][Mm][Ll]*")
    return installed(tmp_path_factory.mktemp("bare") / "venv", wheel, *packages)
