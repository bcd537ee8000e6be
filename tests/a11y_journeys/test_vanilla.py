"""The problems that a plain Material site is known to have are found; what cannot be decided says why."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import Any

import pytest

import rounds
from a11y_journeys import state_file
from a11y_journeys.view import Finding
from processes import python
from rounds import Part
from sharing import shared

VANILLA = Path(__file__).parent / "vanilla"
PROBLEMS: list[dict[str, Any]] = tomllib.loads((VANILLA / "problems.toml").read_text("utf-8"))["problem"]


def is_about(problem: dict[str, Any], finding: Finding) -> bool:
    return (finding.check, finding.rule) == (problem["check"], problem["rule"]) and problem[
        "place"
    ] in finding.place


def test_what_cannot_be_decided_says_why() -> None:
    assert len(PROBLEMS) > 70
    assert [
        problem["key"] for problem in PROBLEMS if problem.get("found") is False and not problem["reason"]
    ] == []


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plain Material site, built."""

    def make(site: Path) -> None:
        built = python(
            *("-m", "mkdocs", "build", "-f", VANILLA / "mkdocs.yml", "-d", site),
            env=environ | {"NO_MKDOCS_2_WARNING": "1"},
        )
        assert built.returncode == 0, built.stderr

    return shared(tmp_path_factory, "vanilla", make)


@rounds.shares
@rounds.MINUTES
@pytest.mark.usefixtures("long_round", "own_browser")
def test_known_problems_are_found(share: Part, plain: Path, figure: Callable[[str], None]) -> None:
    options = replace(rounds.ANY, states=state_file.read(VANILLA / "states.py"))
    outcome = share.made(str(plain), options)
    if outcome is None:
        return

    decided = [problem for problem in PROBLEMS if problem.get("found") is not False]
    missed = [
        problem["key"] for problem in decided if not any(is_about(problem, one) for one in outcome.findings)
    ]
    figure(f"plain Material: {len(decided) - len(missed)} of {len(PROBLEMS)} known problems found")
    assert missed == []
