"""An engine that does not look is never taken for a clean page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hallbar.checks.browser.engines import Violation, axe, ibm, markup
from hallbar.checks.browser.journeys import JOURNEYS, Journey, once_a_width
from hallbar.checks.browser.look import EngineError, Look
from hallbar.checks.browser.proof import SENTINELS, prove
from hallbar.checks.browser.visit import Visit, opened, window
from support import ROOT

PACKAGES = ROOT / "node_modules"
SCRIPTS = [axe.SCRIPT, ibm.SCRIPT, markup.SCRIPT]


def packages_with(tmp_path: Path, name: str, script: str | None) -> Path:
    """node_modules in which one engine's script is another, or gone."""
    for one in PACKAGES.iterdir():
        if one.name != name.split("/")[0]:
            (tmp_path / one.name).symlink_to(one)
    if script is not None:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(script, "utf-8")
    return tmp_path


def prove_all(browser: Browser, packages: Path) -> dict[str, list[Violation]]:
    with window(browser) as own:
        prove(own, [axe.engine(packages), ibm.engine(packages)], [])
    with markup.reading(packages, {"/": "<!doctype html><html lang=sv><title>a</title>"}) as reading:
        return reading.faults()


def test_engines_that_are_whole_prove_it(browser: Browser) -> None:
    assert prove_all(browser, PACKAGES).keys() <= {"/"}  # its own sentinel is no page of the site


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("script", ["", "/* nothing */", "throw new Error('broken');"])
def test_an_engine_with_another_script_is_red(
    browser: Browser, tmp_path: Path, name: str, script: str
) -> None:
    with pytest.raises(EngineError, match="did not"):
        prove_all(browser, packages_with(tmp_path, name, script))


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_engine_that_is_gone_says_how_to_install_it(browser: Browser, tmp_path: Path, name: str) -> None:
    with pytest.raises(EngineError, match="missing: run scripts/install dev"):
        prove_all(browser, packages_with(tmp_path, name, None))


@pytest.mark.parametrize(
    ("name", "script"),
    [
        (
            axe.SCRIPT,
            "axe = {getRules: () => [], run: async () => ({violations: [], passes: [], incomplete: []})};",
        ),
        (ibm.SCRIPT, "ace = {Checker: class { rulesets = []; check() { return {results: []} } }};"),
        (markup.SCRIPT, "import fs from 'fs'; fs.writeFileSync(process.argv[5].slice(5), '[]');"),
    ],
)
def test_an_engine_that_only_pretends_is_red(
    browser: Browser, tmp_path: Path, name: str, script: str
) -> None:
    with pytest.raises(EngineError, match="did not look"):
        prove_all(browser, packages_with(tmp_path, name, script))


def never(look: Look) -> bool:
    return False


def test_a_journey_that_finds_nothing_is_red(browser: Browser) -> None:
    blind = Journey(JOURNEYS["focus_lost"].walk, "2.4.3", never)

    with window(browser) as own, pytest.raises(EngineError, match="focus_lost found no fault"):
        prove(own, [], [blind])


def test_a_journey_that_breaks_off_is_red(browser: Browser) -> None:
    def broken(visit: Visit) -> Iterator[None]:
        visit.page.evaluate("() => nothing.here")
        yield None

    with (
        opened(browser, (SENTINELS / "engines.html").as_uri(), Look("/")) as visit,
        pytest.raises(EngineError, match="broken broke off at"),
    ):
        Journey(broken, "", once_a_width).faults(visit)  # type: ignore[arg-type]
