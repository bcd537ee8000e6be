"""The site of this repository without a capability, for the tests of a built site (`test_site.py`)."""

import re
import shutil
from pathlib import Path

import pytest

from support import PLUGINS

CAPABILITIES = sorted(path.parent.name for path in PLUGINS.glob("*/plugin.py"))
MARKS: dict[str, list[pytest.MarkDecorator]] = {
    "test_site.py": [],
    "test_before_choice.py": [pytest.mark.long],  # in a browser
}
"""Files whose tests also look at the sites without a capability; and how those tests are marked."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test of a built site look at the whole site, and at it without each capability but its own."""
    path = metafunc.definition.path
    marks = MARKS.get(path.name)
    if marks is None or not {"site", "served"} & set(metafunc.fixturenames):
        return
    others = [name for name in CAPABILITIES if name != path.parent.name]
    sites = [pytest.param(name, id=f"without-{name}", marks=marks) for name in others]
    whole = pytest.param("", id="whole")
    metafunc.parametrize("lacking", [whole, *sites], indirect=True, scope="session")


def remove(repository: Path, capability: str) -> None:
    """Take a capability off a copy, as its README says: setting, folder, entry point, includes."""
    shutil.rmtree(repository / "plugins/hallbar" / capability)
    for path, start in [("mkdocs.yml", "  - hallbar/"), ("pyproject.toml", '"hallbar/')]:
        text = (repository / path).read_text("utf-8")
        assert f"{start}{capability}" in text
        (repository / path).write_text(without(text, f"{start}{capability}"), "utf-8")
    for template in (repository / "overrides").rglob("*.html"):
        lines = template.read_text("utf-8").splitlines()
        kept = [line for line in lines if f'"hallbar/{capability}/' not in line]
        template.write_text("\n".join(kept) + "\n", "utf-8")


def without(lines: str, start: str) -> str:
    """Return the text without the line that begins with `start`, and what is indented below it."""
    depth = len(start) - len(start.lstrip())
    return re.sub(rf"(?m)^{re.escape(start)}.*\n(?: {{{depth + 1},}}.*\n)*", "", lines)
