import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from hallbar.feedback.cli import command
from hallbar.feedback.service.store import FILE
from processes import run, started, wait_until

COMMAND = [sys.executable, "-c", "from hallbar.feedback.cli import command; command()"]


def feedback(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    done = CliRunner(catch_exceptions=False).invoke(command, list(map(str, arguments)), input=stdin)
    return done.exit_code, done.stdout_bytes.decode(), done.stderr_bytes.decode()


@pytest.mark.parametrize("arguments", [["list"], ["serve", "--site", ".", "--port", "1"]])
def test_a_file_that_is_no_database(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / FILE).write_bytes(b"text" * 1000)
    status, _, err = feedback(*arguments, "--data", tmp_path)
    assert (status, err) == (1, f"Error: {tmp_path / FILE}: file is not a database\n")


def test_redact() -> None:
    status, out, err = feedback("redact", stdin="Jag är 850709-9805.\r\nÅsa".encode())
    assert (status, out, err) == (0, "Jag är […].\r\nÅsa", "")


def test_redact_what_is_no_text() -> None:
    status, out, err = feedback("redact", stdin=b"\xff")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("Error: standard input: not UTF-8")


@pytest.fixture
def port() -> Iterator[int]:
    """A port that nobody else takes: it stays bound, and Linux lets another that reuses addresses listen."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").text == "ok"
    except httpx.TransportError:
        return False


@pytest.mark.usefixtures("processes")
def test_serve(site: Path, tmp_path: Path, port: int, fields: dict[str, object]) -> None:
    url, data = f"http://127.0.0.1:{port}", tmp_path / "data"
    serve = [*COMMAND, "serve", "--site", str(site), "--data", str(data), "--port", str(port)]
    with started(serve, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        wait_until(lambda: process.poll() is not None or answers(url), "the service answers")
        assert httpx.post(f"{url}/api/feedback", json=fields, headers={"Origin": url}).status_code == 201
        assert httpx.get(f"{url}/feedback/", headers={"User-Agent": "spy"}).status_code == 200
        process.terminate()
        log = process.communicate(timeout=30)[0]
    assert not [trace for trace in ("spy", "api/feedback", "Traceback", "Jag hittar") if trace in log]
    assert "avtalet" in run([*COMMAND, "list", "--data", data]).stdout
