"""`python -m a11y_journeys`: what it takes, and what it says in one line when it cannot begin."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from a11y_journeys import State
from a11y_journeys.command import NEEDED, main, options_of
from a11y_journeys.engines.packages import VERSIONS
from support import ROOT

README = (ROOT / "plugins/a11y_journeys/README.md").read_text("utf-8")
NOBODY = "http://127.0.0.1:9/"
"""An address where nobody answers."""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_missing_packages_are_named_with_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lacking = {"playwright", "PIL"}
    monkeypatch.setattr(
        "a11y_journeys.command.find_spec", lambda name: None if name in lacking else find_spec(name)
    )

    done = run(NOBODY)

    assert done.exit_code == 1
    assert done.stderr == "Error: Playwright and Pillow missing: pip install playwright pillow\n"


def test_engines_need_not_be_there() -> None:
    done = run(NOBODY)

    assert done.exit_code == 1
    assert done.stderr.startswith("Reading the pages (0 s)\n")
    assert f"Error: {NOBODY} does not answer" in done.stderr


def test_a_folder_that_does_not_exist_is_one_line() -> None:
    done = run("nowhere")

    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == (
        "Error: nowhere is neither a folder nor an address that begins with http:// or https://"
    )


@pytest.mark.parametrize("text", ["", "STATE = 1"])
def test_a_file_without_states_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.py").write_text(text, "utf-8")

    done = run(NOBODY, "--states", "mine.py")

    assert done.stderr == "Error: mine.py has no STATES: list the states of the site there\n"


@pytest.mark.parametrize("text", ["[[known]]\ncheck = 'axe'", "[[known]]\nwhy = ''", "[["])
def test_a_list_of_known_findings_that_is_wrong_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "known.toml").write_text(text, "utf-8")

    done = run(NOBODY, "--known", "known.toml")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: known.toml: ")
    assert done.stderr.endswith("each [[known]] needs check, rule, place, since and cause\n")


def test_the_options_become_those_of_a_run(tmp_path: Path) -> None:
    states = tmp_path / "states.py"
    states.write_text(
        "from a11y_journeys import State\nSTATES = [State('menu', 'a', lambda page: None, 'b')]", "utf-8"
    )

    options = options_of(("/a/",), tmp_path, states, None, (2, 4), ("print",))

    assert options.pages == ("/a/",)
    assert options.engines == tmp_path
    assert [state.name for state in options.states] == ["menu"]
    assert all(isinstance(state, State) for state in options.states)
    assert (options.share.number, options.share.of) == (2, 4)
    assert options.without == ("print",)
    assert not options.all_engines


def test_the_readme_names_every_option_and_package() -> None:
    options = {opt for parameter in main.params for opt in parameter.opts if opt.startswith("--")}

    assert {option for option in options if f"`{option}" not in README} == set()
    assert {name for name in VERSIONS if name not in README} == set()


def test_what_it_needs_is_in_the_extra() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8").lower()
    extra = text.partition("journeys = [")[2].partition("\n]")[0]

    assert {name for name in NEEDED.values() if f'"{name.lower()}>=' not in extra} == set()
