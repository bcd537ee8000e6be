"""From the wheel alone: a site is begun, built, checked and served, outside this repository."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from hallbar import __version__, api
from hallbar.api import read_manifest
from installed import Installed
from processes import Command, run, started, wait_until
from support import ROOT

pytestmark = pytest.mark.usefixtures("processes")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def begun(whole: Installed, home: Path) -> Path:
    """A new site."""
    done = whole.run("hallbar", "new", "min-webb", cwd=home, home=home)
    assert done.returncode == 0, done.stderr
    return home / "min-webb"


@pytest.fixture(scope="module")
def built(whole: Installed, home: Path, begun: Path) -> Path:
    """The same, built strictly."""
    site = home / "built"
    done = whole.run("hallbar", "build", "--site-dir", site, cwd=begun, home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return site


def test_each_page_has_gate_player_sound_and_form(built: Path) -> None:
    written = [path for path, page in read_manifest(built).pages.items() if page.source]

    assert len(written) == 6
    for path in written:
        page = BeautifulSoup((built / path[1:] / "index.html").read_text("utf-8"), "html.parser")
        gates = {str(gate["feature"]): gate for gate in page.select("consent-gate")}
        assert set(gates) == {"readaloud", "feedback"}, path
        assert gates["feedback"].select_one("template form[data-feedback=page]"), path
        source = gates["readaloud"].select_one("template read-aloud audio")
        assert source, path
        sound = (built / path[1:] / str(source["src"])).resolve()
        assert sound.read_bytes()[:1] == b"\xff", path
        assert sound.stat().st_size > 10_000, path


def test_the_frame_shows_what_the_settings_say(built: Path) -> None:
    start = (built / "en/index.html").read_text("utf-8")

    assert "It does not come from Exempelby Municipality." in start
    assert '<a href="tel:0123-45678">' in start or '<a href="tel:012345678">' in start
    assert '<a href="mailto:kommun@exempelby.example">' in start
    assert "Torget 1, 123 45 Exempelby, Sweden" in start


def test_its_pages_have_no_fault(whole: Installed, begun: Path) -> None:
    done = whole.run("hallbar", "check", "docs", cwd=begun, home=begun.parent)

    assert (done.returncode, done.stdout) == (0, "6 sidor, 0 fel, 0 råd\n")


def test_it_is_served_its_form_stores_and_its_settings_are_watched(
    whole: Installed, home: Path, begun: Path, built: Path
) -> None:
    command = whole.command("hallbar", "serve", "--port", "0", "--data", home / "data")
    with serving(command, begun, whole.environment(home) | {"HALLBAR_SOUND": "cache-only"}) as address:
        assert "Öppettider" in httpx.get(address).text
        answer = {
            "id": "3f2b8c1e-6d1a-4f0e-9a57-0c6de1f4a7b9",
            "page": "/",
            "lang": "sv",
            "helpful": "yes",
            "comment": "Tack!",
            "consent": "none-stored",
        }
        sent = httpx.post(f"{address}api/feedback", json=answer, headers={"Origin": address.rstrip("/")})
        assert sent.status_code == 201, sent.text

        settings, new = begun / "mkdocs.yml", begun / "mkdocs.new"
        before = settings.read_text("utf-8")
        new.write_text(before.replace("site_name: Exempelby kommun", "site_name: Nyby kommun"), "utf-8")
        new.replace(settings)  # as most editors save
        wait_until(lambda: "Nyby kommun" in httpx.get(address).text, "the new name is shown", 60)
        settings.write_text(before, "utf-8")
    command = ["hallbar", "feedback", "list", "--data", str(home / "data"), "--format", "json"]
    listed = whole.run(*command, cwd=home, home=home)
    assert [one["comment"] for one in json.loads(listed.stdout)] == ["Tack!"]
    assert whole.hosts(home) <= {"127.0.0.1"}


@contextmanager
def serving(command: Command, cwd: Path, env: dict[str, str]) -> Iterator[str]:
    """Run `hallbar serve` and give the address that it prints."""
    log = cwd.parent / "serve.log"
    with log.open("w") as output, started(command, cwd=cwd, env=env, stdout=output, stderr=output) as process:

        def said() -> "re.Match[str] | None":
            assert process.poll() is None, log.read_text("utf-8")
            return re.search(r"http://127\.0\.0\.1:\d+/", log.read_text("utf-8"))

        wait_until(said, "it says where it serves", 80)
        found = said()
        assert found
        yield found[0]
        process.terminate()
        assert process.wait(20) == 0


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    tracked = run(["git", "ls-files", "plugins/hallbar"], cwd=ROOT).stdout.splitlines()
    with zipfile.ZipFile(wheel) as archive:
        held = {f"plugins/{name}" for name in archive.namelist()}

    assert len(tracked) > 200
    assert [path for path in tracked if path not in held and (ROOT / path).exists()] == []
    assert not any(name.startswith(("plugins/tests", "plugins/docs")) for name in held)


@pytest.fixture(scope="module")
def acme(home: Path) -> Path:
    """A package of somebody else, with the capability that the public interface has for an example."""
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


def test_a_capability_of_another_package_is_built(
    whole: Installed, home: Path, begun: Path, acme: Path
) -> None:
    site = home / "with acme"
    shutil.copytree(begun, site, ignore=shutil.ignore_patterns(".cache"))
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
    assert (home / "acme built/acme/hours/hours.css").read_text("utf-8") == "p { color: inherit; }\n"
    assert (
        "hours" in json.loads((home / "acme built/hallbar/manifest.json").read_text("utf-8"))["capabilities"]
    )


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


def test_the_version_stands_in_one_place(whole: Installed, home: Path, wheel: Path) -> None:
    done = whole.run("hallbar", "--version", cwd=home, home=home)

    assert done.stdout == f"hallbar, version {__version__}\n"
    assert wheel.name == f"hallbar-{__version__}-py3-none-any.whl"
