"""`scripts/serve`: the site with byte ranges, and a new one when something changes."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx

from support import Served, free_port, working_copy


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


def test_a_taken_port_is_told_in_one_line(served: Served) -> None:
    port = served.url.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "hallbar.serve", "--port", port], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == f"Error: port {port} is taken: choose another with --port\n"


def wait_for(address: str, text: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if text in httpx.get(address).text:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{text!r} never came: {log.read_text('utf-8')}")


def test_the_site_is_built_again_when_an_editor_saves(tmp_path: Path) -> None:
    copy = working_copy(tmp_path / "repository")
    port, log = free_port(), tmp_path / "log"
    address = f"http://127.0.0.1:{port}/kontakt/"
    page = copy / "docs/sv/kontakt.md"
    with log.open("w") as output:
        process = subprocess.Popen(
            [copy / "scripts/serve", "--port", str(port), "--data", tmp_path / "data"],
            cwd=copy,
            env=os.environ
            | {"PYTHONPATH": str(copy / "plugins"), "HALLBAR_SOUND": "off", "TMPDIR": str(tmp_path)},
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(address, "Kontakt", log)
        page.write_text(page.read_text("utf-8") + "\nEn alldeles ny mening.\n", "utf-8")
        wait_for(address, "En alldeles ny mening.", log)
        page.write_text(page.read_text("utf-8") + "\n[död länk](finns-inte.md)\n", "utf-8")
        wait_for(address, "En alldeles ny mening.", log)
        deadline = time.monotonic() + 30
        while "Not built" not in log.read_text("utf-8") and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "Not built: the site still shows what was there" in log.read_text("utf-8")
        assert re.search("finns-inte.md", log.read_text("utf-8"))
        assert "En alldeles ny mening." in httpx.get(address).text
    finally:
        process.terminate()
        process.wait(10)
    assert list(tmp_path.glob("hallbar-*")) == []
    shutil.rmtree(copy)
