"""Each journey finds the problem of its sentinel page, and nothing else there."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from a11y_journeys.engines import Engine, axe
from a11y_journeys.journeys import JOURNEYS
from a11y_journeys.proof import finders
from a11y_journeys.visit import Window, window
from a11y_journeys.words import ENGLISH
from support import ROOT

README = ROOT / "plugins/a11y_journeys/README.md"


@pytest.fixture(scope="module")
def own(browser: Browser) -> Iterator[Window]:
    with window(browser) as made:
        yield made


@pytest.fixture(scope="module")
def engines() -> Sequence[Engine]:
    return [axe.engine(ROOT / "node_modules")]


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_sentinel_is_found_and_nothing_else(own: Window, engines: Sequence[Engine], name: str) -> None:
    assert finders(own, name, JOURNEYS.values(), engines) == {name}


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_names_its_criterion_in_code_and_readme(name: str) -> None:
    journey, readme = JOURNEYS[name], README.read_text("utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("|") and f"`{name}`" in line)

    assert f"WCAG 2.2 {journey.criterion}" in (journey.search.__doc__ or "")
    assert journey.criterion in row
    assert " → " in ENGLISH[name]


def test_journeys_that_need_the_state_as_it_was_reached_come_before_those_that_move_the_focus() -> None:
    modules = [one.search.__module__.rpartition(".")[2] for one in JOURNEYS.values()]

    assert list(dict.fromkeys(modules))[:2] == ["announcement", "hover"]
