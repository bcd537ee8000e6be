"""Data that is made once in a run of tests, although several workers need it."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder `name`. The first worker makes it with `make(folder)`; the others wait."""
    root = temporary.getbasetemp()
    if root.name.startswith("popen-"):  # a worker's own folder, inside that of the run
        root = root.parent
    folder, whole = root / "shared" / name, root / "shared" / f"{name}.whole"
    folder.parent.mkdir(exist_ok=True)
    with (root / "shared" / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            make(folder)
            whole.touch()
    return folder
