"""Where the engines are looked for, and what is told where one of them, or a Python package, is missing."""

import json
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from a11y_journeys.engines import axe, ibm, markup
from a11y_journeys.engines.packages import VERSIONS, folder, missing
from a11y_journeys.look import EngineError
from hallbar.cli import main
from support import PLUGINS, ROOT

INSTALL = "axe-core@4.14.1 accessibility-checker-engine@4.0.34 html-validate@10.17.0"


def packages(place: Path, names: list[str] | None = None) -> Path:
    """Make `node_modules` in a folder, with empty packages of these names; None: of all."""
    for name in VERSIONS if names is None else names:
        (place / "node_modules" / name).mkdir(parents=True)
        (place / "node_modules" / name / "package.json").write_text("{}", "utf-8")
    return place / "node_modules"


def begin(made: Path) -> None:
    with markup.reading(made, {}):
        pass


def browse(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", "browser", "http://127.0.0.1:9/", *map(str, arguments)])


@pytest.mark.parametrize(("here", "beside"), [(True, False), (False, True), (True, True)])
def test_they_are_found_in_the_current_folder_and_beside_mkdocs_yml(
    tmp_path: Path, here: bool, beside: bool
) -> None:
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


def test_a_given_folder_is_the_only_one_that_is_asked(tmp_path: Path) -> None:
    packages(tmp_path)
    (tmp_path / "empty").mkdir()

    with pytest.raises(
        EngineError, match=r"html-validate missing in .*empty: npm install --prefix .*empty axe-"
    ):
        folder(tmp_path / "empty", [tmp_path])


def test_what_is_missing_is_told_with_one_command_that_works_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages(tmp_path, ["axe-core"])
    monkeypatch.chdir(tmp_path)
    done = browse()

    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == (
        "Error: accessibility-checker-engine, html-validate missing in node_modules: "
        f"npm install --prefix engines {INSTALL}, then hallbar check browser --engines engines"
    )


def test_the_command_takes_the_folder_and_where_mkdocs_yml_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages(tmp_path / "tools")
    packages(tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    away = "http://127.0.0.1:9/ has neither"  # so the engines were found

    assert away in browse("--engines", "tools").stderr
    assert away in browse("--config", "site/mkdocs.yml").stderr
    assert "missing in" in browse().stderr
    assert browse("--engines", "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("script", "engine"), [(axe.SCRIPT, axe.engine), (ibm.SCRIPT, ibm.engine), (markup.SCRIPT, begin)]
)
def test_a_package_without_its_script_says_the_same(
    tmp_path: Path, script: str, engine: Callable[[Path], object]
) -> None:
    told = f"{re.escape(script)} missing in .*: npm install --prefix {tmp_path} "
    with pytest.raises(EngineError, match=told):
        engine(packages(tmp_path))


def test_without_node_it_says_what_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(EngineError, match="Node is not on the PATH: html-validate needs it"):
        begin(ROOT / "node_modules")


def test_the_versions_are_those_that_the_tests_run_with() -> None:
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]

    assert VERSIONS.items() <= pinned.items()
    assert f"npm install --prefix engines {INSTALL}\n" in (PLUGINS / "checks/README.md").read_text("utf-8")
    assert missing(ROOT / "node_modules") == []


@pytest.mark.parametrize(
    ("modules", "names"),
    [(["playwright"], "Playwright"), (["PIL"], "Pillow"), (["playwright", "PIL"], "Playwright and Pillow")],
)
def test_without_the_extra_one_line_says_which(
    monkeypatch: pytest.MonkeyPatch, modules: list[str], names: str
) -> None:
    monkeypatch.setattr(
        "a11y_journeys.find_spec", lambda name: None if name in modules else find_spec(name)
    )
    done = browse()

    assert done.exit_code == 1
    assert done.stderr == f'Error: {names} missing: pip install "hallbar[journeys]"\n'


@pytest.mark.parametrize("kind", ["py", "toml", "js", "html", "css"])
def test_nothing_supposes_the_repository_of_the_product(kind: str) -> None:
    """An installed package has no scripts/, plugins/ or overrides/ beside it."""
    ours = re.compile(r"scripts/|plugins/|overrides/|tests/")
    found = {
        file.name: ours.findall(file.read_text("utf-8")) for file in (PLUGINS / "checks").rglob(f"*.{kind}")
    }

    assert found
    assert {name: paths for name, paths in found.items() if paths} == {}
