"""Files that a set-up and a run leave in a clone are ignored, also if they are links to other places."""

import shutil
from pathlib import Path

import pytest

from processes import run
from support import ROOT

LEFT = (".venv", "node_modules", ".cache", ".data", "site", "releases")


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("linked", [True, False], ids=["links", "folders"])
def test_files_of_a_set_up_are_ignored(tmp_path: Path, linked: bool) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    shutil.copy(ROOT / ".gitignore", clone)
    assert run(["git", "-C", clone, "init", "-q"]).returncode == 0
    for name in LEFT:
        real = tmp_path / name if linked else clone / name
        real.mkdir()
        (real / "file").touch()
        if linked:
            (clone / name).symlink_to(real)

    assert run(["git", "-C", clone, "status", "--porcelain"]).stdout == "?? .gitignore\n"
