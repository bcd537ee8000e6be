"""The claims of the READMEs in "Beside others" name tests that exist."""

import re
from pathlib import Path

import pytest

from support import PLUGINS, ROOT, functions

READMES = [
    path for path in sorted(PLUGINS.glob("*/README.md")) if "## Beside others" in path.read_text("utf-8")
]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_each_row_names_tests_that_exist(readme: Path) -> None:
    table = readme.read_text("utf-8").partition("## Beside others")[2]
    rows = [line for line in table.splitlines() if line.startswith("|") and "`" in line]
    named = re.findall(r"`([\w/]*test_\w+\.py)::(\w+)`", table)

    assert len(rows) >= 6
    assert [row for row in rows if not re.search(r"\| yes \| `(\w+/)?test_", row)] == []
    assert [name for file, name in named if name not in functions(file)] == []


@pytest.mark.parametrize("readme", sorted(PLUGINS.glob("*/README.md")), ids=lambda path: path.parent.name)
def test_every_named_test_exists(readme: Path) -> None:
    """Also the methods of the classes that several files inherit."""
    named = re.findall(r"`([\w/]*\w+\.py)::(\w+)`", readme.read_text("utf-8"))
    found = {file: [*(ROOT / "tests").rglob(file)] for file, _ in named}
    assert {file: paths for file, paths in found.items() if len(paths) != 1} == {}
    texts = {file: path.read_text("utf-8") for file, [path] in found.items()}
    assert [name for file, name in named if f"def {name}(" not in texts[file]] == []


def test_there_are_tables_of_consent_reading_aloud_and_feedback() -> None:
    assert {path.parent.name for path in READMES} >= {"consent", "readaloud", "feedback"}


def test_the_examples_exist() -> None:
    readme = (PLUGINS / "consent/README.md").read_text("utf-8")
    for path in re.findall(r"`(tests/browser/other/[\w.]+)`", readme):
        assert (ROOT / path).is_file(), path
