"""JavaScript that needs no browser, with Node's own tests: each `*.test.js` below tests/."""

from pathlib import Path

import pytest

from processes import run
from support import ROOT

FILES = sorted((ROOT / "tests").rglob("*.test.js"))


def test_tests_of_javascript_exist() -> None:
    assert len(FILES) >= 6


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_in_node(file: Path) -> None:
    done = run(["node", file])  # `--test` would start a second process for the same

    assert done.returncode == 0, done.stdout
