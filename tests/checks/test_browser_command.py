"""`hallbar check browser`, as an operator runs it."""

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from a11y_journeys.engines.packages import VERSIONS
from hallbar.cli import main
from processes import python
from support import PLUGINS, ROOT

SENTINEL = ROOT / "plugins/a11y_journeys/sentinels/engines.html"
NOBODY = "http://127.0.0.1:9/"
"""An address where nobody answers."""


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "browser", *arguments])


def engines(place: Path, names: list[str] | None = None) -> None:
    """Make `node_modules` in a folder, with packages of these names, or of all."""
    for name in VERSIONS if names is None else names:
        (place / "node_modules" / name).mkdir(parents=True)
        (place / "node_modules" / name / "package.json").write_text("{}", "utf-8")
        for script in ("axe.min.js", "ace.js"):
            (place / "node_modules" / name / script).write_text("// nothing", "utf-8")


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("own_browser")
def test_a_page_of_a_folder_is_served_checked_and_reported(tmp_path: Path) -> None:
    site, report, known = tmp_path / "site", tmp_path / "report", tmp_path / "known.toml"
    (site / "other").mkdir(parents=True)
    for folder in (site, site / "other"):
        (folder / "index.html").write_text(SENTINEL.read_text("utf-8"), "utf-8")
    entry = {"check": "axe", "rule": "region", "place": "p", "since": "2026-11-23", "cause": "fixed long ago"}
    known.write_text("[[known]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items()), "utf-8")

    options = ["--page", "/", "--report", str(report), "--known", str(known), "--language", "en"]
    done = check(str(site), *options)

    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    data = json.loads((report / "report.json").read_text("utf-8"))
    assert {("axe", "image-alt"), ("ibm", "img_alt_valid"), ("markup", "wcag/h37")} <= {
        (one["check"], one["rule"]) for one in data["findings"]
    }
    assert {one["page"] for one in data["findings"]} == {"/"}
    assert data["gone"] == []  # which entries are gone, only a run of all pages shows
    assert "7 views" in done.stdout.splitlines()[-1]
    assert (report / "index.html").exists()
    first, *_, last = done.stderr.splitlines()
    assert first.startswith("Reading the pages")
    assert last.startswith("Waiting for html-validate")


@pytest.mark.usefixtures("processes")
def test_without_chromium_one_line_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>a</title>", "utf-8")
    node = tmp_path / "node"
    node.symlink_to("/usr/bin/env")

    command = ["-m", "hallbar.cli", "check", "browser", str(tmp_path)]
    done = python(*command, cwd=ROOT, env=os.environ | {"PATH": str(tmp_path)})

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: Chromium is not on the PATH")
    assert "Traceback" not in done.stderr


def test_an_address_where_nobody_answers_is_one_line() -> None:
    done = check(NOBODY)

    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith(f"Error: {NOBODY} does not answer with a page: ")


@pytest.mark.parametrize("share", ["0/2", "3/2", "1", "1/0", "a/b", "-1/2"])
def test_a_share_that_is_none_is_refused(share: str) -> None:
    done = check(".", "--share", share)

    assert done.exit_code == 2
    assert f"{share} is not a part such as 1/4" in done.stderr


def test_a_report_folder_of_something_else_is_refused_before_the_run(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("somebody's", "utf-8")

    done = check(NOBODY, "--report", str(tmp_path))

    assert done.exit_code == 1
    assert "has a index.html that is of no report: choose another folder" in done.output
    assert (tmp_path / "index.html").read_text("utf-8") == "somebody's"


def test_a_missing_engine_is_an_error_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines(tmp_path, ["axe-core"])
    monkeypatch.chdir(tmp_path)
    install = " ".join(f"{name}@{version}" for name, version in VERSIONS.items())

    done = check(NOBODY)

    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == (
        "Error: accessibility-checker-engine, html-validate missing in node_modules: "
        f"npm install --prefix engines {install}, then hallbar check browser --engines engines"
    )


def test_the_command_takes_the_folder_and_where_mkdocs_yml_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines(tmp_path / "tools")
    engines(tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    away = f"{NOBODY} does not answer"  # so the engines were found

    assert away in check(NOBODY, "--engines", "tools").stderr
    assert away in check(NOBODY, "--config", "site/mkdocs.yml").stderr
    assert "missing in" in check(NOBODY).stderr
    assert check(NOBODY, "--engines", "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("modules", "names"),
    [(["playwright"], "Playwright"), (["PIL"], "Pillow"), (["playwright", "PIL"], "Playwright and Pillow")],
)
def test_without_the_extra_one_line_says_which(
    monkeypatch: pytest.MonkeyPatch, modules: list[str], names: str
) -> None:
    monkeypatch.setattr(
        "a11y_journeys.command.find_spec", lambda name: None if name in modules else find_spec(name)
    )
    done = check(NOBODY)

    assert done.exit_code == 1
    assert done.stderr == f'Error: {names} missing: pip install "hallbar[journeys]"\n'


def test_the_readme_of_the_checks_names_every_option() -> None:
    readme = (PLUGINS / "checks/README.md").read_text("utf-8")
    [own] = [one for name, one in main.get_command(None, "check").commands.items() if name == "browser"]  # type: ignore[union-attr,arg-type]

    options = {opt for parameter in own.params for opt in parameter.opts if opt.startswith("--")}
    assert {option for option in options if option not in readme} == set()
