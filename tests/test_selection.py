"""Selection of tests: rounds, markers, and the ban on processes in unit tests."""

import os
import re
from pathlib import Path

import pytest

from lacking import FILES
from processes import none_started
from selection import MARKERS, NEVER_DRAWN, ROUNDS, turn
from support import ROOT

TESTS = ROOT / "tests"
HASHES = [f"{number:040x}" for number in range(20 * len(ROUNDS))]


def test_each_round_is_a_file_with_long_tests() -> None:
    marked = re.compile(r'usefixtures\([^)]*"long_round"')
    long = {path.stem for path in TESTS.rglob("test_*.py") if marked.search(path.read_text("utf-8"))}
    long |= {
        *(Path(name).stem for name in FILES),
        "test_faults",
        "test_neighbours",
        "test_recall",
        "test_snapshots",
    }  # by their parameters

    assert long == {f"test_{name}" for name in ROUNDS}


@pytest.mark.parametrize("path", [path for paths in ROUNDS.values() for path in paths])
def test_the_paths_of_a_round_exist(path: str) -> None:
    assert (ROOT / path).exists()


def test_a_commit_runs_a_round_that_tests_its_changes() -> None:
    assert {turn(["plugins/hallbar/consent/gate.html", "README.md"], commit) for commit in HASHES} == {
        *("banner", "register", "zoom"),
    }
    assert turn(["tests/a11y_journeys/vanilla/mkdocs.yml"], HASHES[0]) == "vanilla"


def test_any_other_commit_runs_one_of_all_and_always_the_same() -> None:
    assert {turn(["README.md"], commit) for commit in HASHES} == set(ROUNDS) - set(NEVER_DRAWN)
    assert len({turn(["README.md"], HASHES[3]) for _ in range(3)}) == 1
    assert turn([], "none") in ROUNDS


def test_a_unit_test_cannot_start_a_process() -> None:
    with none_started(), pytest.raises(RuntimeError, match="fixture `processes`"):
        os.fork()


def test_markers_follow_fixtures(request: pytest.FixtureRequest) -> None:
    assert [
        mark.name for mark in request.node.iter_markers() if mark.name in ("unit", *MARKERS.values())
    ] == ["unit"]


@pytest.mark.usefixtures("processes")
def test_markers_follow_fixtures_that_start_processes(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("build")
    assert not request.node.get_closest_marker("unit")
