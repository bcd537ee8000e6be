"""The service as operators run it: in a process of its own, alone or behind nginx."""

import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from processes import started, wait_until

if TYPE_CHECKING:
    from subprocess import Popen

PLACES = os.environ.get("PATH", "") + ":/usr/sbin"
"""Folders of programs; Debian has servers in one that is not on every path."""


@dataclass(frozen=True)
class Running:
    """A process that serves, its URL, and the file of its log."""

    process: "Popen[str]"
    url: str
    log: Path

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def lines(self) -> list[dict[str, Any]]:
        """Return what the service has logged."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def megabytes(self) -> float:
        """Return the most memory that the process has had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024


@contextmanager
def running(
    site: Path, data: Path, *options: str, before: Sequence[str] = (), **environment: str
) -> Iterator[Running]:
    """Run `hallbar feedback serve` at any free port. Its log is beside the folder `data`.

    `before` is the command of a program that runs it, such as strace.
    """
    command: list[str | Path] = [
        *before,
        sys.executable,
        "-m",
        "hallbar.cli",
        "feedback",
        "serve",
        "--port",
        "0",
    ]
    command += ["--site", site, "--data", data, *options]
    log = data.with_name(f"{data.name}.log")
    own = {name: value for name, value in os.environ.items() if not name.startswith("HALLBAR_")}
    with (
        log.open("w") as output,
        started(command, stderr=output, env=own | environment) as process,
    ):
        wait_until(lambda: "address" in log.read_text("utf-8") or process.poll() is not None, "it serves", 30)
        assert process.poll() is None, log.read_text("utf-8")
        yield Running(process, json.loads(log.read_text("utf-8").splitlines()[0])["address"], log)


def free_port() -> int:
    """Return a port that nothing listens at, for programs that cannot choose one themselves."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def nginx(folder: Path, port: int, server: str) -> Iterator[Running]:
    """Run nginx at a port of loopback, with the settings of its `server` block. Its files are in `folder`."""
    folder.mkdir()
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = f"""
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log info;
events {{}}
http {{
  {temporary}
  access_log {folder}/access.log;
  server {{ listen 127.0.0.1:{port}; {server} }}
}}
"""
    (folder / "nginx.conf").write_text(settings, "utf-8")
    program = which("nginx", path=PLACES)
    assert program, "nginx is not installed"
    log = folder / "error.log"
    with started([program, "-c", folder / "nginx.conf", "-e", log]) as process:
        wait_until(lambda: _listens(port) or process.poll() is not None, "nginx listens")
        assert process.poll() is None, log.read_text("utf-8")
        yield Running(process, f"http://127.0.0.1:{port}", log)


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
