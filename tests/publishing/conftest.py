"""Fixtures of small sites to release, and of snapshots to compare."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = """<a href="../">Start</a><template><audio src="../a.mp3"></audio></template>
<a href="../feedback/?page=/x/">Svara</a>"""
MANIFEST = {"path": "/", "pages": {"/": {}, "/x/": {}}, "release": "0123456789ab"}
NAMES = [str(number) for number in range(3, 11)]
"""Eight releases by build time, which is not the order of their names."""


def _small_site(folder: Path, built: float = 0) -> Path:
    (folder / "x").mkdir(parents=True)
    (folder / "hallbar").mkdir()
    (folder / "hallbar/manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    (folder / "index.html").write_text('<a href="x/">X</a><a href="https://example.org/">Ut</a>', "utf-8")
    (folder / "404.html").write_text('<a href="/x/">X</a>', "utf-8")
    (folder / "x/index.html").write_text(PAGE, "utf-8")
    (folder / "a.mp3").write_bytes(b"sound")
    if built:
        os.utime(folder / "hallbar/manifest.json", (built, built))
    return folder


@pytest.fixture
def small_site() -> Callable[..., Path]:
    """Return a function that creates a site of two pages in a folder; `built` is the time of its build."""
    return _small_site


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of eight releases, none of them current."""
    for built, name in enumerate(NAMES, 1):
        _small_site(tmp_path / "releases" / name, built)
    return tmp_path / "releases"


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, object]]:
    """Return a function that reads everything below a folder, byte for byte, with links as links."""

    def entry(path: Path) -> object:
        if path.is_symlink():
            return f"link to {path.readlink()}"
        return path.lstat().st_mode, path.read_bytes() if path.is_file() else b""

    def taken(folder: Path) -> dict[str, object]:
        found = [Path(at, name) for at, folders, files in os.walk(folder) for name in (*folders, *files)]
        return {str(path.relative_to(folder)): entry(path) for path in found}

    return taken
