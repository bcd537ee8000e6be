"""The silence of an engine that does not work is never taken for a clean page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from a11y_journeys.engines import Engine, axe, ibm, markup
from a11y_journeys.errors import EngineError
from a11y_journeys.journeys import JOURNEYS, Journey, once_a_width
from a11y_journeys.proof import SENTINELS, proofs
from a11y_journeys.view import Problem, View
from a11y_journeys.visit import Visit, Window, opened, window
from support import ROOT

PACKAGES = ROOT / "node_modules"
SCRIPTS = [axe.SCRIPT, ibm.SCRIPT, markup.SCRIPT]


def prove(own: Window, engines: list[Engine], journeys: list[Journey]) -> None:
    for proof in proofs(engines, journeys).values():
        proof(own)


def packages_with(tmp_path: Path, name: str, script: str | None) -> Path:
    """node_modules in which one engine's script is another, or gone."""
    for one in PACKAGES.iterdir():
        if one.name != name.split("/")[0]:
            (tmp_path / one.name).symlink_to(one)
    if script is not None:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(script, "utf-8")
    return tmp_path


def prove_all(browser: Browser, packages: Path) -> dict[str, list[Problem]]:
    with window(browser) as own:
        prove(own, [axe.engine(packages), ibm.engine(packages)], [])
    with markup.reading(packages, {"/": "<!doctype html><html lang=sv><title>a</title>"}) as reading:
        return reading.problems()


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
    with pytest.raises(EngineError, match=r"missing in .*: npm install --prefix \S+ axe-core@4"):
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
    with pytest.raises(EngineError, match="did not work"):
        prove_all(browser, packages_with(tmp_path, name, script))


def never(view: View) -> bool:
    return False


def test_a_journey_that_finds_nothing_is_red(browser: Browser) -> None:
    blind = Journey(JOURNEYS["focus_lost"].search, "2.4.3", never)

    with window(browser) as own, pytest.raises(EngineError, match="focus_lost found no problem"):
        prove(own, [], [blind])


def test_a_journey_that_breaks_off_is_red(browser: Browser) -> None:
    def broken(visit: Visit) -> Iterator[None]:
        visit.page.evaluate("() => nothing.here")
        yield None

    with (
        opened(browser, (SENTINELS / "engines.html").as_uri(), View("/")) as visit,
        pytest.raises(EngineError, match="broken broke off at"),
    ):
        Journey(broken, "", once_a_width).problems(visit)  # type: ignore[arg-type]


HEAD = """<!doctype html><html lang=en><meta charset=utf-8><title>Dark</title><style>
:root { color-scheme: light dark } .dark { display: none }
@media (prefers-color-scheme: dark) { .dark { display: block } .pale { color: #444; background: #222 } }
</style><main><h1>Dark</h1>"""


@pytest.mark.parametrize(
    ("html", "light", "dark"),
    [
        ("<p class=pale>Text", set(), {"color-contrast"}),
        ("<p>Text<div class=dark><img src=data:,></div>", set(), {"image-alt"}),
        ("<p>Text<img src=data:,>", {"image-alt"}, {"image-alt"}),
        ("<p>Text<img src=data:, class=pale>", {"image-alt"}, {"image-alt"}),
    ],
    ids=["colours", "shown in the dark", "in both", "coloured"],
)
def test_what_only_one_scheme_shows_is_found_though_only_colours_are_checked_twice(
    browser: Browser, tmp_path: Path, html: str, light: set[str], dark: set[str]
) -> None:
    (tmp_path / "page.html").write_text(HEAD + html, "utf-8")
    engine = axe.engine(PACKAGES)
    for schemes in (("light", "dark"), ("dark", "light")):
        with opened(browser, (tmp_path / "page.html").as_uri(), View("/", scheme=schemes[0])) as visit:
            found = {}
            for scheme in schemes:
                visit.show(View("/", scheme=scheme))
                found[scheme] = {one.rule for one in engine.check(visit.page).problems}

        assert found == {"light": light, "dark": dark}


def test_a_page_in_other_colours_is_not_checked_whole_again(browser: Browser) -> None:
    rules = "() => { const run = axe.run; axe.asked = []; axe.run = (at, how) => { axe.asked.push("
    rules += "Object.values(how.rules).filter(({ enabled }) => enabled).length); return run(at, how); }; }"
    engine = axe.engine(PACKAGES)
    with opened(browser, (SENTINELS / "engines.html").as_uri(), View("/")) as visit:
        engine.load(visit.page)
        visit.page.evaluate(rules)
        seen = []
        for view in (View("/"), View("/", scheme="dark"), View("/", width=320)):
            visit.show(view)
            seen.append(engine.check(visit.page))

        assert visit.page.evaluate("() => axe.asked.map((number) => number > 3)") == [True, False, True]
    assert seen[0].problems == seen[1].problems
    assert seen[0].passes == seen[1].passes
