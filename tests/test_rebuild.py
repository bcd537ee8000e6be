"""Builds for `hallbar serve`: a build that is no longer shown is removed, and nothing else."""

import threading
from pathlib import Path

import pytest

from hallbar.rebuild import Bursts, Preview, watched


@pytest.fixture(autouse=True)
def fails(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Replace builds by ones that write a file; those that are True in the list fail."""
    fails: list[bool] = []

    def built(_: Path, target: Path) -> bool:
        target.mkdir(exist_ok=True)
        (target / "index.html").write_text("built")
        return not (fails.pop(0) if fails else 0)

    monkeypatch.setattr("hallbar.rebuild.build", built)
    return fails


def test_the_newest_good_build_is_shown_and_the_others_go(tmp_path: Path, fails: list[bool]) -> None:
    preview = Preview(tmp_path, tmp_path)
    fails += [False, True, False, True]

    assert [preview.build() for _ in fails[:]] == [True, False, True, False]
    assert (preview.shown / "index.html").read_text() == "built"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("failing", [True, False])
def test_what_was_there_before_stays(tmp_path: Path, fails: list[bool], failing: bool) -> None:
    for name in ("1", "2", "next/deep"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "mine.txt").write_text("mine")
    preview = Preview(tmp_path, tmp_path)
    fails += [failing, failing]

    assert [preview.build(), preview.build()] == 2 * [not failing]
    for name in ("1", "2", "next/deep"):
        assert [path.name for path in (tmp_path / name).iterdir()] == ["mine.txt"]


def test_what_a_link_that_was_there_shows_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/mine.txt").write_text("mine")
    (tmp_path / "shown").symlink_to("theirs")
    preview = Preview(tmp_path, tmp_path)

    assert preview.build()
    assert (tmp_path / "theirs/mine.txt").read_text() == "mine"


def test_many_changes_at_once_are_built_once_and_never_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hallbar.rebuild.PAUSE", 0.05)
    running, most, done = threading.Semaphore(0), list[int](), threading.Event()
    at_work: set[int] = set()

    def act() -> None:
        at_work.add(threading.get_ident())
        most.append(len(at_work))
        running.release()
        done.wait(10)
        at_work.discard(threading.get_ident())

    again = Bursts(act)
    for _ in range(20):
        again()
    assert running.acquire(timeout=10)
    again()  # while it builds
    assert not running.acquire(timeout=0.3)
    done.set()
    assert running.acquire(timeout=10)
    assert most == [1, 1]


def test_what_a_site_is_made_from_is_watched(tmp_path: Path) -> None:
    settings = "docs_dir: text\ntheme: {name: material, custom_dir: own}\nwatch: [data, none]\n"
    (tmp_path / "mkdocs.yml").write_text(
        settings + "plugins: [hallbar/readaloud: {lexicon: ord.toml}]\n", "utf-8"
    )
    for name in ("text", "own", "data", "docs"):
        (tmp_path / name).mkdir()

    folders, files = watched(tmp_path / "mkdocs.yml")

    assert folders[:-1] == [tmp_path / "text", tmp_path / "own", tmp_path / "data"]
    assert folders[-1].name == "hallbar"
    assert files == [tmp_path / "mkdocs.yml", tmp_path / "ord.toml"]
