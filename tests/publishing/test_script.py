"""If `scripts/release` fails, it removes the files that it has created, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from processes import run
from support import ROOT

pytestmark = pytest.mark.usefixtures("processes")

BUILD = 'echo built > "$2/index.html"'
SHOW = 'for site; do :; done; echo "$*" > asked; ln -sfn "$site" "${site%/*}/current"'
TIME = "20270101T120000Z"

Scripts = Callable[..., CompletedProcess[str]]


@pytest.fixture
def release(tmp_path: Path) -> Scripts:
    """Return a function that runs the script with fakes of its commands, in `tmp_path / "here"`."""
    repository = tmp_path / "repository"
    (repository / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts/release", repository / "scripts/release")
    (tmp_path / "here").mkdir()

    def released(*arguments: str | Path, build: str = BUILD, show: str = SHOW) -> CompletedProcess[str]:
        for file, text in [("scripts/build", build), (".venv/bin/hallbar", show), ("date", f"echo {TIME}")]:
            (repository / file).parent.mkdir(parents=True, exist_ok=True)
            (repository / file).write_text(f"#!/usr/bin/env bash\n{text}\n", "utf-8")
            (repository / file).chmod(0o755)
        path = f"{repository}:/usr/bin:/bin"
        return run([repository / "scripts/release", *arguments], cwd=tmp_path / "here", env={"PATH": path})

    return released


@pytest.mark.parametrize("to", ["www", "./www/", "../here/www", "{here}/www", "deep/er/www", "to/www"])
def test_the_folder_is_relative_to_the_current_one(release: Scripts, tmp_path: Path, to: str) -> None:
    here = tmp_path / "here"
    (here / "to").symlink_to(".")
    assert release("--to", to.format(here=here), "--keep", "3").returncode == 0

    [shown] = here.rglob(TIME)
    assert (here / to.format(here=here) / "current/index.html").read_text() == "built\n"
    assert (tmp_path / "repository/asked").read_text() == f"release --keep 3 {shown}\n"


def test_the_default_folder_is_releases_in_the_repository(release: Scripts, tmp_path: Path) -> None:
    assert release().returncode == 0
    assert (tmp_path / f"repository/releases/{TIME}/index.html").exists()


FAILS = {
    "the build": {"build": f"{BUILD}; exit 1"},
    "the release": {"show": "exit 1"},
    "the build, stopped": {"build": f"{BUILD}; kill -TERM $PPID"},
    "a dry run": {"show": "true"},
}


@pytest.mark.parametrize("name", FAILS)
def test_a_failed_release_is_removed_and_its_neighbours_are_not(
    release: Scripts, tmp_path: Path, snapshot: Callable[[Path], dict[str, object]], name: str
) -> None:
    folder = tmp_path / "here/www"
    (folder / "old").mkdir(parents=True)
    (folder / "current").symlink_to("old")
    before = snapshot(tmp_path / "here")

    options = ["--dry-run"] if name == "a dry run" else []
    assert (release("--to", "www", *options, **FAILS[name]).returncode == 0) == (name == "a dry run")
    assert snapshot(tmp_path / "here") == before


@pytest.mark.parametrize("name", FAILS)
def test_a_folder_created_by_a_failed_run_is_removed(release: Scripts, tmp_path: Path, name: str) -> None:
    release("--to", "www", **FAILS[name])

    assert not (tmp_path / "here/www").exists()


def test_the_current_release_is_not_removed_if_a_later_step_fails(release: Scripts, tmp_path: Path) -> None:
    assert release("--to", "www", show=f"{SHOW}; exit 1").returncode == 1
    assert (tmp_path / "here/www/current/index.html").exists()


def test_an_existing_folder_is_not_removed(release: Scripts, tmp_path: Path) -> None:
    """Another release runs in the same second."""
    theirs = tmp_path / "here/www" / TIME
    theirs.mkdir(parents=True)
    (theirs / "index.html").write_text("theirs")

    assert release("--to", "www").returncode == 1
    assert (theirs / "index.html").read_text() == "theirs"


@pytest.mark.parametrize(
    "arguments", [["--to"], ["--to", ""], ["--keep", "0"], ["--keep"], ["www"], ["--force"]]
)
def test_a_wrong_option_is_one_line(release: Scripts, tmp_path: Path, arguments: list[str]) -> None:
    done = release(*arguments)

    assert done.returncode == 2
    assert done.stderr == "usage: scripts/release [--to DIR] [--keep N] [--dry-run]\n"
    assert list((tmp_path / "here").iterdir()) == []
