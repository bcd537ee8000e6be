"""The table of features in the README names a test that exists for each."""

import re

from support import PLUGINS, functions

README = PLUGINS / "readaloud/README.md"


def test_each_feature_names_tests_that_exist() -> None:
    table = README.read_text("utf-8").partition("## Features of the reference")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    named = re.findall(r"`([\w/]*test_\w+\.py)::(\w+)`", table)

    assert len(rows) >= 20
    assert [row for row in rows if not re.search(r"`[\w/]*test_\w+\.py::\w+`", row)] == []
    assert [name for file, name in named if name not in functions(file)] == []


def test_every_module_of_the_player_is_described() -> None:
    text = README.read_text("utf-8")
    modules = {path.name for path in (PLUGINS / "readaloud/player").iterdir() if path.is_file()}

    assert {name for name in modules if name not in text} == set()
