"""The faults that a plain Material site is known to have are found; what cannot be decided says why."""

import tomllib
from collections.abc import Callable
from os import environ
from pathlib import Path
from typing import Any

import pytest

from hallbar.checks.browser import session
from hallbar.checks.browser.look import Finding
from processes import python

VANILLA = Path(__file__).parent / "vanilla"
FAULTS: list[dict[str, Any]] = tomllib.loads((VANILLA / "faults.toml").read_text("utf-8"))["fault"]


def is_about(fault: dict[str, Any], finding: Finding) -> bool:
    return (finding.check, finding.rule) == (fault["check"], fault["rule"]) and fault[
        "place"
    ] in finding.place


def test_what_cannot_be_decided_says_why() -> None:
    assert len(FAULTS) > 70
    assert [fault["key"] for fault in FAULTS if fault.get("found") is False and not fault["reason"]] == []


@pytest.mark.usefixtures("long_round")
def test_known_faults_are_found(tmp_path: Path, figure: Callable[[str], None]) -> None:
    site = tmp_path / "site"
    built = python(
        *("-m", "mkdocs", "build", "-f", VANILLA / "mkdocs.yml", "-d", site),
        env=environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert built.returncode == 0, built.stderr
    (tmp_path / "known.toml").write_text("", "utf-8")
    wanted = session.Wanted(tmp_path / "known.toml", VANILLA / "states.py")

    found = session.checked(str(site), wanted, lambda *_: None).findings

    decided = [fault for fault in FAULTS if fault.get("found") is not False]
    missed = [fault["key"] for fault in decided if not any(is_about(fault, one) for one in found)]
    figure(f"plain Material: {len(decided) - len(missed)} of {len(FAULTS)} known faults found")
    assert missed == []
