"""`scripts/serve`: the site with byte ranges, and a new one when something changes."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner

from hallbar.cli import main
from hallbar.listener import HOST
from processes import started, wait_until
from support import SITE, Served, made_up_site

if TYPE_CHECKING:
    import subprocess


def test_sound_can_be_sought_in(served: Served) -> None:
    mp3 = next(served.site.rglob("*.mp3"))
    address = f"{served.url}/{mp3.relative_to(served.site)}"

    answer = httpx.get(address, headers={"Range": "bytes=1000-1999"})

    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes 1000-1999/{mp3.stat().st_size}"
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.content == mp3.read_bytes()[1000:2000]


def test_types_that_browsers_insist_on(served: Served) -> None:
    (vtt,) = list(served.site.rglob("*.vtt"))[:1]
    for path, kind in [
        (vtt.relative_to(served.site), "text/vtt"),
        ("hallbar/consent/consent.js", "text/javascript"),
    ]:
        assert httpx.get(f"{served.url}/{path}").headers["content-type"].startswith(kind)


def test_what_does_not_exist_gets_the_404_page(served: Served) -> None:
    answer = httpx.get(f"{served.url}/finns/inte/")

    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.text
    assert "This page does not exist" in answer.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Fel: port {port} är upptagen: välj en annan med --port\n"),
        ("en", "Error: port {port} is taken: choose another with --port\n"),
    ],
)
def test_a_taken_port_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    monkeypatch.chdir(SITE)
    monkeypatch.setenv("HALLBAR_LANGUAGE", language)
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port)])

    assert (done.exit_code, done.output) == (1, said.format(port=port))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"site/hallbar/manifest.json": "{"}, "site/hallbar/manifest.json: damaged: build the site again"),
        ({"data": "a file"}, "data/answers.sqlite3: "),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(tmp_path: Path, files: dict[str, str], said: str) -> None:
    (tmp_path / "site/hallbar").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")

    command = ["serve", "--port", "0", "--site", str(tmp_path / "site"), "--data", str(tmp_path / "data")]
    done = CliRunner().invoke(main, command)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {tmp_path}/{said}")
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("processes")
def test_a_built_site_is_served_at_any_free_port_and_says_where(site: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving(
        log, sys.executable, "-m", "hallbar.cli", "serve", "--site", site, "--data", tmp_path
    ) as process:
        assert "Kontakt" in httpx.get(f"{address(log)}kontakt/").text
        process.terminate()
        assert process.wait(10) == 0


@pytest.mark.usefixtures("processes")
def test_a_client_that_reads_no_further_does_not_keep_it_from_ending(tmp_path: Path) -> None:
    (tmp_path / "long.bin").write_bytes(bytes(50_000_000))
    log = tmp_path / "log"
    with serving(
        log, sys.executable, "-m", "hallbar.cli", "serve", "--site", tmp_path, "--data", tmp_path
    ) as process:
        host = urlsplit(address(log))
        with socket.create_connection((host.hostname or "", host.port or 0)) as client:
            client.sendall(b"GET /long.bin HTTP/1.1\r\nHost: a\r\n\r\n")
            assert client.recv(15) == b"HTTP/1.1 200 OK"
            process.terminate()
            assert process.wait(15) == 0
    assert "Traceback" not in log.read_text("utf-8")


@pytest.mark.usefixtures("processes")
def test_the_site_is_built_again_when_an_editor_saves(tmp_path: Path) -> None:
    copy, log = made_up_site(tmp_path / "repository", lacking=["search"]), tmp_path / "log"
    page = copy / "docs/sv/lanekort.md"
    environment = {"PYTHONPATH": str(copy / "plugins"), "HALLBAR_SOUND": "off", "TMPDIR": str(tmp_path)}
    serve, data = copy / "scripts/serve", tmp_path / "data"
    with (
        serving(log, serve, "--data", data, cwd=copy, env=os.environ | environment) as process,
        httpx.Client(base_url=address(log)) as client,  # a new one for each look takes longer than the look
    ):

        def shows(text: str) -> bool:
            return text in client.get("lanekort/").text

        def says(text: str) -> bool:
            return text in log.read_text("utf-8")

        assert shows("Lånekortet är gratis")
        page.write_text(page.read_text("utf-8") + "\nEn alldeles ny mening.\n", "utf-8")
        wait_until(lambda: shows("En alldeles ny mening."), "what was saved is shown", 60)
        page.write_text(page.read_text("utf-8") + "\n[död länk](finns-inte.md)\n", "utf-8")
        wait_until(lambda: says("Not built: the site still shows what was there"), "the notice", 60)
        assert says("finns-inte.md")
        assert shows("En alldeles ny mening.")
        process.terminate()
        process.wait(20)
    assert list(tmp_path.glob("hallbar-*")) == []
    shutil.rmtree(copy)


@contextmanager
def serving(log: Path, *command: str | Path, **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """Run a command that serves at any free port."""
    with (
        log.open("w") as output,
        started([*command, "--port", "0"], stdout=output, stderr=output, **options) as one,
    ):
        yield one


def address(log: Path) -> str:
    """Address that it prints; ends with a slash."""
    wait_until(lambda: "The site: " in log.read_text("utf-8"), "it says where it serves", 60)
    return log.read_text("utf-8").partition("The site: ")[2].split()[0]
