"""Sites of other generators: the findings are those that were judged true by hand, no more and no fewer."""

import tomllib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from a11y_journeys import Options, check, state_file
from support import ROOT

FOREIGN = Path(__file__).parent / "foreign"
PAGES = {
    "blog": {"/", "/about/", "/posts/log/", "/posts/compost/", "/tags/"},
    "service": {"/", "/apply/"},
}
"""Found by following links."""


def expected(name: str, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOREIGN / name / "expected.toml").read_text("utf-8"))[kind]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_expected_finding_says_why_it_is_true(name: str) -> None:
    assert [one for one in expected(name, "finding") if not one["why"]] == []
    assert [one for one in expected(name, "missed") if not one["reason"]] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.timeout(400)
@pytest.mark.usefixtures("long_round", "own_browser")
def test_the_findings_are_those_expected(name: str, figure: Callable[[str], None]) -> None:
    file = FOREIGN / name / "states.py"
    states = state_file.read(file) if file.exists() else []
    # One window: the page on which a kind of control is seen first does not depend on chance.
    outcome = check(
        str(FOREIGN / name / "site"), Options(windows=1, proved=True, states=states, engine_places=[ROOT])
    )
    figure(f"{name}: {len(outcome.views)} views, {len(outcome.issues)} issues")

    places = defaultdict(set)
    for one in outcome.findings:
        places[one.check, one.rule].add(one.place)
    assert places == {(one["check"], one["rule"]): {*one["places"]} for one in expected(name, "finding")}
    assert {view.path for view in outcome.views} == PAGES[name]
    assert outcome.absent == {}
