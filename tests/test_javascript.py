"""Modules of ours that need no browser, in Node: each `*.test.js` beside its capability's other tests."""

from pathlib import Path

import pytest

from processes import run
from support import ROOT

FILES = sorted((ROOT / "tests").rglob("*.test.js"))


def test_there_are_some() -> None:
    assert len(FILES) >= 4


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_in_node(file: Path) -> None:
    done = run(["node", "--test", file])

    assert done.returncode == 0, done.stdout
