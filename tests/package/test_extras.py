"""The command without the extras: it has help for all subcommands, and names the extra that each needs."""

import json
from pathlib import Path

import pytest

from installed import Installed, installed
from support import ROOT

pytestmark = pytest.mark.usefixtures("processes", "long_round")


def test_help_names_every_command_and_what_it_needs(bare: Installed, tmp_path: Path) -> None:
    done = bare.run("hallbar", "--help", cwd=tmp_path, home=tmp_path)

    assert done.returncode == 0, done.stderr
    lines = {line.split()[0]: line for line in done.stdout.partition("Commands:")[2].splitlines() if line}
    assert set(lines) == {"build", "check", "feedback", "lexicon", "new", "release", "say", "serve", "sound"}
    assert "pip install 'hallbar[site]'" in lines["check"]
    assert "not installed" not in lines["new"]


@pytest.mark.parametrize(
    ("command", "extras"),
    [
        (["serve"], "site,service"),
        (["check", "docs"], "site"),
        (["say", "Hej", "--out", "x.mp3"], "site"),
        (["sound", "--help"], "site"),
    ],
)
def test_a_command_says_what_to_install(
    bare: Installed, tmp_path: Path, command: list[str], extras: str
) -> None:
    done = bare.run("hallbar", *command, cwd=tmp_path, home=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {command[0]} needs the package ")
    assert done.stderr.endswith(f": pip install 'hallbar[{extras}]'\n")


def test_a_new_site_is_created_and_its_build_says_what_to_install(bare: Installed, tmp_path: Path) -> None:
    """The message is in the language of the new site."""
    assert bare.run("hallbar", "new", "webb", cwd=tmp_path, home=tmp_path).returncode == 0

    done = bare.run("hallbar", "build", "--config", "webb/mkdocs.yml", cwd=tmp_path, home=tmp_path)

    assert done.returncode == 1
    assert done.stderr == "Fel: build behöver paketet mkdocs: pip install 'hallbar[site]'\n"


def test_without_a_site_one_line_says_how_to_create_one(whole: Installed, tmp_path: Path) -> None:
    for command in ("build", "serve"):
        done = whole.run("hallbar", command, cwd=tmp_path, home=tmp_path)

        assert done.returncode == 1
        assert done.stderr.startswith("Error: there is no mkdocs.yml here: ")
        assert done.stderr.endswith("make one with `hallbar new FOLDER`\n")


JOURNEYS = (
    *(
        "click*",
        "bs4",
        "soupsieve",
        "jinja2",
        "markupsafe",
        "py3langid",
        "numpy*",
        "starlette",
        "uvicorn",
        "h11",
    ),
    *("anyio", "idna", "sniffio", "playwright", "greenlet", "pyee", "PIL", "pillow*", "typing_extensions*"),
)
"""Packages that the checks in a browser import: no MkDocs, and nothing that builds a site."""


@pytest.mark.usefixtures("own_browser")
def test_a_site_of_another_generator_is_checked_with_the_extra_for_it(wheel: Path, tmp_path: Path) -> None:
    own = installed(tmp_path / "venv", wheel, *JOURNEYS)
    site, engines = ROOT / "tests/a11y_journeys/foreign/service/site", ROOT / "node_modules"
    [packages] = own.folder.glob("lib/python*/site-packages")

    options = "--page", "/apply/", "--engines", engines, "--report", "report"
    done = own.run("python", "-m", "a11y_journeys", site, *options, cwd=tmp_path, home=tmp_path)

    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("Reading the pages (0 s)\n")
    assert "can be pressed but Tab does not reach it" in done.stdout
    data = json.loads((tmp_path / "report/report.json").read_text("utf-8"))
    assert data["absent"] == {}
    assert data["summary"]["engines"] == ["axe", "ibm", "markup"]
    assert (tmp_path / "report/index.html").is_file()
    assert not (packages / "mkdocs").exists()
    assert own.hosts(tmp_path) <= {"127.0.0.1"}


@pytest.mark.usefixtures("own_browser")
def test_absent_engines_are_named_and_the_journeys_run(whole: Installed, tmp_path: Path) -> None:
    site = ROOT / "tests/a11y_journeys/foreign/service/site"

    done = whole.run("a11y-journeys", site, "--page", "/", cwd=tmp_path, home=tmp_path)

    named = [line for line in done.stdout.splitlines() if "did not run: " in line]
    assert [line.split()[0] for line in named[:3]] == ["axe", "ibm", "markup"]
    assert "0 engines and 28 journeys" in done.stdout.splitlines()[-1]
