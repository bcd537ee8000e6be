"""What the README says of consent is shown by tests that exist."""

import ast
import re

from support import PLUGINS, ROOT

README = (PLUGINS / "consent/README.md").read_text("utf-8")
NAMED = re.findall(r"`(test_\w+\.py)::(\w+)`", README)


def functions(file: str) -> set[str]:
    [path] = ROOT.glob(f"tests/**/{file}")
    return {
        node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    }


def test_each_row_names_tests_that_exist() -> None:
    rows = [line for line in README.partition("## Beside others")[2].splitlines() if "test_" in line]

    assert len(rows) >= 19
    assert [row for row in rows if "| yes | `test_" not in row] == []
    assert [name for file, name in NAMED if name not in functions(file)] == []


def test_the_examples_exist() -> None:
    for path in re.findall(r"`(tests/browser/other/[\w.]+)`", README):
        assert (ROOT / path).is_file(), path
