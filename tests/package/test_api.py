"""The public interface of the wheel: capabilities of other packages use it, and programs are type-checked."""

import re
from pathlib import Path

import pytest

from hallbar import api
from hallbar.api import read_manifest
from hallbar.new.begin import begin
from installed import Installed
from processes import run

pytestmark = pytest.mark.usefixtures("processes", "long_round")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def acme(home: Path) -> Path:
    """A package of somebody else with the capability from the docstring of the public interface."""
    hours = home / "packages/acme/hours"
    hours.mkdir(parents=True)
    for folder in (hours, hours.parent):
        (folder / "__init__.py").touch()
    [program] = re.findall(r"```python\n(.*?)```", str(api.__doc__), re.DOTALL)
    (hours / "plugin.py").write_text(program, "utf-8")
    (hours / "hours.html").write_text(
        "<p>{{ hallbar.hours.words.open }} {{ hallbar.hours.today }}</p>\n", "utf-8"
    )
    (hours / "words.toml").write_text('[open]\nsv = "Öppet i dag"\nen = "Open today"\n', "utf-8")
    (hours / "hours.css").write_text("p { color: inherit; }\n", "utf-8")
    about = home / "packages/acme-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1\n", "utf-8")
    (about / "entry_points.txt").write_text(
        "[mkdocs.plugins]\nacme/hours = acme.hours.plugin:HoursPlugin\n", "utf-8"
    )
    return home / "packages"


def test_a_capability_of_another_package_is_built(whole: Installed, home: Path, acme: Path) -> None:
    site = home / "with acme"
    begin(site, "0")
    settings = (site / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("  - hallbar/checks\n", "  - hallbar/checks\n  - acme/hours\n")
    words = "  words: {hours: {open: {sv: Nu öppet}}}\n  footer:"
    (site / "mkdocs.yml").write_text(settings.replace("  footer:", words), "utf-8")
    (site / "overrides/partials").mkdir()
    (site / "overrides/partials/footer.html").write_text(FOOTER, "utf-8")

    env = whole.environment(home) | {"PYTHONPATH": str(acme), "HALLBAR_SOUND": "off"}
    done = run(whole.command("hallbar", "build", "--site-dir", home / "acme built"), cwd=site, env=env)

    assert done.returncode == 0, done.stderr
    assert "<p>Nu öppet 8–16</p>" in (home / "acme built/index.html").read_text("utf-8")
    assert "<p>Open today 8–16</p>" in (home / "acme built/en/index.html").read_text("utf-8")
    assert (home / "acme built/acme/hours/hours.css").read_text("utf-8") == "p{color:inherit}"
    assert "hours" in read_manifest(home / "acme built").capabilities


FOOTER = """{% extends "hallbar/frame/theme/partials/footer.html" %}
{% block footer_text %}{% include "acme/hours/hours.html" %}{% endblock %}
"""


def test_a_users_program_is_typed_and_a_wrong_use_is_found(whole: Installed, home: Path, acme: Path) -> None:
    (acme / "use.py").write_text(USE, "utf-8")
    (acme / "wrong.py").write_text(USE.replace("text: str", "text: int"), "utf-8")

    command = ["-m", "mypy", "--strict", "--untyped-calls-exclude=mkdocs", "acme", "use.py", "wrong.py"]
    done = whole.run("python", *command, cwd=acme, home=home)

    assert done.stdout.splitlines() == [
        "wrong.py:16: error: Incompatible types in assignment "
        '(expression has type "str", variable has type "int")  [assignment]',
        "Found 1 error in 1 file (checked 5 source files)",
    ]


USE = """from pathlib import Path

import hallbar
from hallbar.api import Record, read_manifest, read_settings


class Hours(Record, frozen=True):
    monday: str


def titles(site: Path) -> list[str]:
    return [page.title for page in read_manifest(site).pages.values()]


hours = read_settings({"monday": "8"}, Hours, "hours.toml", "monday = 8")
text: str = hours.monday + hallbar.__version__
"""
