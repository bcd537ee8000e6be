"""The command without the extras: it has help for all subcommands, and names the extra that each needs."""

from pathlib import Path

import pytest

from installed import Installed

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
    assert bare.run("hallbar", "new", "webb", cwd=tmp_path, home=tmp_path).returncode == 0

    done = bare.run("hallbar", "build", "--config", "webb/mkdocs.yml", cwd=tmp_path, home=tmp_path)

    assert done.returncode == 1
    assert done.stderr == "Error: to build needs the package mkdocs: pip install 'hallbar[site]'\n"


def test_without_a_site_one_line_says_how_to_create_one(whole: Installed, tmp_path: Path) -> None:
    for command in ("build", "serve"):
        done = whole.run("hallbar", command, cwd=tmp_path, home=tmp_path)

        assert done.returncode == 1
        assert done.stderr.startswith("Error: there is no mkdocs.yml here: ")
        assert done.stderr.endswith("make one with `hallbar new FOLDER`\n")
