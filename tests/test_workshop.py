"""Builds for `scripts/serve`: a build that is no longer shown goes, and nothing that was there before."""

from pathlib import Path

import pytest

from hallbar.serve import Workshop


@pytest.fixture(autouse=True)
def fails(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Stands in for the builds, which write a file; those that are True here fail."""
    fails: list[bool] = []

    def built(_: Path, target: Path) -> bool:
        target.mkdir(exist_ok=True)
        (target / "index.html").write_text("built")
        return not (fails.pop(0) if fails else 0)

    monkeypatch.setattr("hallbar.serve.build", built)
    return fails


def test_the_newest_good_build_is_shown_and_the_others_go(tmp_path: Path, fails: list[bool]) -> None:
    workshop = Workshop(tmp_path, tmp_path)
    fails += [False, True, False, True]

    assert [workshop.build() for _ in fails[:]] == [True, False, True, False]
    assert (workshop.shown / "index.html").read_text() == "built"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("failing", [True, False])
def test_what_was_there_before_stays(tmp_path: Path, fails: list[bool], failing: bool) -> None:
    for name in ("1", "2", "next/deep"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "mine.txt").write_text("mine")
    workshop = Workshop(tmp_path, tmp_path)
    fails += [failing, failing]

    assert [workshop.build(), workshop.build()] == 2 * [not failing]
    for name in ("1", "2", "next/deep"):
        assert [path.name for path in (tmp_path / name).iterdir()] == ["mine.txt"]


def test_what_a_link_that_was_there_shows_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/mine.txt").write_text("mine")
    (tmp_path / "shown").symlink_to("theirs")
    workshop = Workshop(tmp_path, tmp_path)

    assert workshop.build()
    assert (tmp_path / "theirs/mine.txt").read_text() == "mine"
