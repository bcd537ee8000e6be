import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from hallbar.feedback.answer import Answer
from hallbar.feedback.store import FILE, SQLiteStore

COMMAND = [sys.executable, "-c", "from hallbar.feedback.cli import command; command()"]


def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=30)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = SQLiteStore(tmp_path / FILE)
    for place, comment in enumerate(["Bra\nsida", "å" * 30]):
        id_ = f"2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e1{place}"
        store.add(Answer(id_, "/arbetssatt/", "sv", place == 0, comment, 0, "none-stored", False), "abc123")
    store.close()
    return tmp_path


def test_list_as_a_table(data: Path) -> None:
    status, out, err = run("list", "--data", data)
    header, first, second = out.splitlines()
    assert (status, err) == (0, "")
    assert header.split() == ["date", "page", "lang", "helpful", "suspect", "comment"]
    assert first.endswith("  /arbetssatt/  sv    True     False    Bra sida")
    assert second.endswith("å" * 30)


def test_list_as_json_loses_nothing(data: Path) -> None:
    status, out, _ = run("list", "--data", data, "--format", "json")
    first, second = json.loads(out)
    assert (status, first["comment"], first["helpful"], second["helpful"]) == (0, "Bra\nsida", True, False)
    expected = "date id page lang helpful comment redactions consent suspect release"
    assert list(first) == expected.split()
    assert "å" in out  # legible, too


def test_list_where_nothing_is(tmp_path: Path) -> None:
    status, out, err = run("list", "--data", tmp_path)
    assert (status, out) == (1, "")
    assert err == f"Error: {tmp_path / FILE}: no such file, so no answers are kept there\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [["list"], ["serve", "--site", ".", "--port", "1"]])
def test_a_file_that_is_no_database(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / FILE).write_bytes(b"text" * 1000)
    status, _, err = run(*arguments, "--data", tmp_path)
    assert (status, err) == (1, f"Error: {tmp_path / FILE}: file is not a database\n")


def test_redact() -> None:
    status, out, err = run("redact", stdin="Jag är 850709-9805.\r\nÅsa".encode())
    assert (status, out, err) == (0, "Jag är […].\r\nÅsa", "")


def test_redact_what_is_no_text() -> None:
    status, out, err = run("redact", stdin=b"\xff")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("Error: standard input: not UTF-8")


@pytest.fixture
def served(site: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["serve", "--site", str(site), "--data", str(tmp_path / "data"), "--port", str(port)]
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield f"http://127.0.0.1:{port}", process
    process.kill()
    process.communicate()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            assert httpx.get(f"{url}/healthz").text == "ok"
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


def test_serve(served: tuple[str, subprocess.Popen[str]], tmp_path: Path, fields: dict[str, object]) -> None:
    url, process = served
    wait_for(url)
    assert httpx.post(f"{url}/api/feedback", json=fields, headers={"Origin": url}).status_code == 201
    assert httpx.get(f"{url}/feedback/", headers={"User-Agent": "spy"}).status_code == 200
    process.terminate()
    log = process.communicate(timeout=10)[0]
    assert not [trace for trace in ("spy", "api/feedback", "Traceback", "Jag hittar") if trace in log]
    assert "avtalet" in run("list", "--data", tmp_path / "data")[1]
