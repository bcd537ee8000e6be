"""A real file system of 600 kB in a mount namespace, which a test fills, enlarges, or makes read-only."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from processes import run

DATA = Path("data")
"""The file system, from the folder in which the code of a test runs."""

MOUNTED = """
set -e
mkdir data
mount -t tmpfs -o size=600k tmpfs data
"$@"
"""


def run_on(folder: Path, function: Callable[..., None], *arguments: object) -> None:
    """Call a function of a test module in `folder`, with the small disk at DATA; fail as it does."""
    module, name = function.__module__.removeprefix("tests."), function.__name__
    code = f"import {module} as tests; tests.{name}(*{arguments!r})"
    command = [
        "unshare",
        "--map-root-user",
        "--mount",
        "bash",
        "-c",
        MOUNTED,
        "bash",
        sys.executable,
        "-c",
        code,
    ]
    path = os.pathsep.join(map(os.path.abspath, sys.path))
    done = run(command, cwd=folder, env=os.environ | {"PYTHONPATH": path, "HALLBAR_LANGUAGE": "en"})
    assert "unshare: " not in done.stderr, (
        "this test needs user namespaces (kernel.unprivileged_userns_clone=1)"
    )
    assert done.returncode == 0, done.stderr


def remount(option: str) -> None:
    """Change the disk: `size=50m`, `ro`."""
    assert run(["mount", "-o", f"remount,{option}", "tmpfs", DATA]).returncode == 0
