"""The folders searched for engines, and the message when one of them is missing."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from a11y_journeys.engines import axe, ibm, installed, markup
from a11y_journeys.engines.packages import VERSIONS, folder, missing
from a11y_journeys.errors import EngineError
from support import ROOT

PACKAGE = ROOT / "plugins/a11y_journeys"
INSTALL = "axe-core@4.14.1 accessibility-checker-engine@4.0.34 html-validate@10.17.0"
SCRIPTS = {"axe-core": axe.SCRIPT, "accessibility-checker-engine": ibm.SCRIPT, "html-validate": markup.SCRIPT}


def packages(place: Path, names: list[str] | None = None) -> Path:
    """Make `node_modules` in a folder, with packages of these names; None: of all."""
    for name in VERSIONS if names is None else names:
        (place / "node_modules" / name).mkdir(parents=True)
        (place / "node_modules" / name / "package.json").write_text("{}", "utf-8")
    return place / "node_modules"


def with_scripts(made: Path) -> Path:
    for name, script in SCRIPTS.items():
        if (made / name).is_dir():
            (made / script).parent.mkdir(parents=True, exist_ok=True)
            (made / script).write_text("// nothing", "utf-8")
    return made


def begin(made: Path) -> None:
    with markup.reading(made, {}):
        pass


@pytest.mark.parametrize(("here", "beside"), [(True, False), (False, True), (True, True)])
def test_they_are_found_in_each_of_the_places(tmp_path: Path, here: bool, beside: bool) -> None:
    places = [tmp_path / "here", tmp_path / "beside"]
    made = [packages(place) for place, there in zip(places, (here, beside), strict=True) if there]

    assert folder(None, places) == made[0]


def test_another_project_s_packages_are_passed_by(tmp_path: Path) -> None:
    packages(tmp_path / "here", ["typescript", "axe-core"])
    beside = packages(tmp_path / "beside")

    assert folder(None, [tmp_path / "here", tmp_path / "beside"]) == beside


@pytest.mark.parametrize("given", ["tools", "tools/node_modules"])
def test_the_folder_that_is_given_may_be_the_one_npm_installed_in(tmp_path: Path, given: str) -> None:
    packages(tmp_path)
    made = packages(tmp_path / "tools")

    assert folder(tmp_path / given, [tmp_path]) == made


def test_a_given_folder_is_the_only_one_that_is_searched(tmp_path: Path) -> None:
    packages(tmp_path)
    (tmp_path / "empty").mkdir()

    with pytest.raises(
        EngineError, match=r"html-validate missing in .*empty: npm install --prefix .*empty axe-"
    ):
        installed.found(tmp_path / "empty", [tmp_path], all_needed=True)


def test_the_message_proposes_the_command_that_was_given(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as raised:
        installed.found(None, [tmp_path], all_needed=True, command="check them")

    assert str(raised.value) == (
        f"axe-core, accessibility-checker-engine, html-validate missing in {tmp_path}/node_modules: "
        f"npm install --prefix engines {INSTALL}, then check them --engines engines"
    )


@pytest.mark.parametrize(
    ("there", "names", "measures"),
    [
        ([], [], False),
        (["axe-core"], ["axe"], True),
        (["accessibility-checker-engine", "html-validate"], ["ibm", "markup"], False),
        ([*VERSIONS], ["axe", "ibm", "markup"], True),
    ],
)
def test_those_that_are_absent_are_named_and_the_others_run(
    tmp_path: Path, there: list[str], names: list[str], measures: bool
) -> None:
    made = with_scripts(packages(tmp_path, there))

    engines = installed.found(None, [tmp_path])

    assert engines.names == names
    assert engines.measures is measures
    assert sorted([*engines.names, *engines.absent]) == ["axe", "ibm", "markup"]
    assert all(why.endswith(f" is not in {made}") for why in engines.absent.values())


def test_without_node_html_is_not_read_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_scripts(packages(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))

    engines = installed.found(None, [tmp_path])

    assert engines.names == ["axe", "ibm"]
    assert engines.absent["markup"].startswith("Node is not on the PATH")


@pytest.mark.parametrize(
    ("script", "engine"), [(axe.SCRIPT, axe.engine), (ibm.SCRIPT, ibm.engine), (markup.SCRIPT, begin)]
)
def test_a_package_without_its_script_is_an_error(
    tmp_path: Path, script: str, engine: Callable[[Path], object]
) -> None:
    message = f"{re.escape(script)} missing in .*: npm install --prefix {tmp_path} "
    with pytest.raises(EngineError, match=message):
        engine(packages(tmp_path))


def test_without_node_the_message_names_what_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(EngineError, match="Node is not on the PATH: html-validate needs it"):
        begin(ROOT / "node_modules")


def test_the_versions_are_those_that_the_tests_run_with() -> None:
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]

    assert VERSIONS.items() <= pinned.items()
    assert f"npm install --prefix engines {INSTALL}\n" in (PACKAGE / "README.md").read_text("utf-8")
    assert missing(ROOT / "node_modules") == []


@pytest.mark.parametrize("kind", ["py", "toml", "js", "html", "css", "md"])
def test_nothing_supposes_the_repository_that_holds_it(kind: str) -> None:
    """An installed package has no scripts/, plugins/ or overrides/ beside it."""
    ours = re.compile(r"scripts/|plugins/|overrides/|tests/|mkdocs\.yml|states\.py of")
    found = {file.name: ours.findall(file.read_text("utf-8")) for file in PACKAGE.rglob(f"*.{kind}")}

    assert found
    assert {name: paths for name, paths in found.items() if paths} == {}
