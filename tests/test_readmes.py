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


def test_there_are_tables_of_consent_and_of_reading_aloud() -> None:
    assert {path.parent.name for path in READMES} >= {"consent", "readaloud"}


def test_the_examples_exist() -> None:
    readme = (PLUGINS / "consent/README.md").read_text("utf-8")
    for path in re.findall(r"`(tests/browser/other/[\w.]+)`", readme):
        assert (ROOT / path).is_file(), path
