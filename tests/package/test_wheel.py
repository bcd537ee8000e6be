"""The wheel alone, outside this repository: it creates, builds, checks and serves a site."""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, expect

from hallbar import __version__
from hallbar.api import read_manifest
from installed import Installed
from processes import Command, run, started, wait_until
from support import ROOT
from visiting import watched

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
    """The new site, built strictly."""
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

    assert "Not Exempelby Municipality’s website." in start
    assert '<a href="tel:0123-45678">' in start or '<a href="tel:012345678">' in start
    assert '<a href="mailto:kommun@exempelby.example">' in start
    assert "Torget 1, 123 45 Exempelby, Sweden" in start


def test_its_pages_have_no_findings(whole: Installed, begun: Path) -> None:
    done = whole.run("hallbar", "check", "docs", cwd=begun, home=begun.parent)

    assert (done.returncode, done.stdout) == (0, "6 sidor, 0 fel, 0 råd\n")


def test_it_is_served_its_form_stores_and_its_settings_are_watched(
    whole: Installed, home: Path, begun: Path, built: Path, context: BrowserContext
) -> None:
    command = whole.command("hallbar", "serve", "--port", "0", "--data", home / "data")
    with serving(command, begun, whole.environment(home) | {"HALLBAR_SOUND": "cache-only"}) as address:
        tab = watched(context.new_page())
        tab.page.goto(f"{address}en/")
        tab.press("feedback", "once")
        tab.page.get_by_label("Yes").check()
        tab.page.click("page-feedback button[type=submit]")
        expect(tab.page.locator("page-feedback [data-message=thanks]")).to_be_visible()
        assert all(url.startswith(address) for url in tab.seen.requests)
        assert (tab.seen.failed, tab.seen.errors) == ([], [])

        settings, new = begun / "mkdocs.yml", begun / "mkdocs.new"
        before = settings.read_text("utf-8")
        new.write_text(before.replace("site_name: Exempelby kommun", "site_name: Nyby kommun"), "utf-8")
        new.replace(settings)  # most editors save like this
        wait_until(lambda: "Nyby kommun" in httpx.get(address).text, "the new name is shown", 60)
        settings.write_text(before, "utf-8")
    command = ["hallbar", "feedback", "list", "--data", str(home / "data"), "--format", "json"]
    listed = whole.run(*command, cwd=home, home=home)
    assert [(one["page"], one["helpful"]) for one in json.loads(listed.stdout)] == [("/en/", True)]
    assert whole.hosts(home) <= {"127.0.0.1"}


@contextmanager
def serving(command: Command, cwd: Path, env: dict[str, str]) -> Iterator[str]:
    """Run `hallbar serve`, and yield the URL that it prints."""
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
    tracked = run(["git", "ls-files", "plugins"], cwd=ROOT).stdout.splitlines()
    with zipfile.ZipFile(wheel) as archive:
        held = {f"plugins/{name}" for name in archive.namelist()}

    assert len(tracked) > 200
    assert [path for path in tracked if path not in held and (ROOT / path).exists()] == []
    assert not any(name.startswith(("plugins/tests", "plugins/docs")) for name in held)


def test_the_version_is_defined_once(whole: Installed, home: Path, wheel: Path) -> None:
    done = whole.run("hallbar", "--version", cwd=home, home=home)

    assert done.stdout == f"hallbar, version {__version__}\n"
    assert wheel.name == f"hallbar-{__version__}-py3-none-any.whl"
