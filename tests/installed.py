"""The package as users get it: the wheel, installed without the rest of this repository."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from processes import Command, run

PACKAGES = Path(sysconfig.get_path("purelib"))
"""Folder in which the locked packages are installed."""
CONNECTIONS = "CONNECTIONS"
"""Environment variable with the file to which each process adds the addresses that it opens or looks up."""
LISTENS = """
import os, sys

FILE = os.environ.get("CONNECTIONS")
ADDRESS = {"socket.connect": 1, "socket.bind": 1, "socket.getaddrinfo": 0}

def listen(event, arguments):
    if FILE and event in ADDRESS:
        with open(FILE, "a") as file:
            print(arguments[ADDRESS[event]], file=file)

sys.addaudithook(listen)
"""


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel."""

    folder: Path

    def run(self, *command: str | Path, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment, without access to this repository."""
        return run(self.command(*command), cwd=cwd, env=self.environment(home))

    def command(self, *command: str | Path) -> Command:
        return [self.folder / "bin" / command[0], *command[1:]]

    def environment(self, home: Path) -> dict[str, str]:
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        return {"PATH": path, "HOME": str(home), CONNECTIONS: str(home / CONNECTIONS)}

    def hosts(self, home: Path) -> set[str]:
        """Return the hosts that commands with this home have opened, bound or looked up."""
        lines = (home / CONNECTIONS).read_text().splitlines()
        return {line.partition(",")[0].strip("('") for line in lines}


def installed(folder: Path, wheel: Path, *packages: str) -> Installed:
    """Install the wheel into a new environment, with all locked packages or only the named ones."""
    assert run([sys.executable, "-m", "venv", "--without-pip", folder]).returncode == 0
    [site] = folder.glob("lib/python*/site-packages")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin/python")]
    done = run([*pip, "install", "--no-deps", "-q", wheel])
    assert done.returncode == 0, done.stderr
    (site / "sitecustomize.py").write_text(LISTENS, "utf-8")
    for path in (path for package in packages for path in PACKAGES.glob(package)):
        (site / path.name).symlink_to(path)
    if not packages:
        (site / "locked.pth").write_text(f"{PACKAGES}\n", "utf-8")
    return Installed(folder)
