"""The made-up site without a capability, for the tests of a built site (`test_site.py`)."""

import random
import re
import shutil
from pathlib import Path

import pytest

from support import PLUGINS

CAPABILITIES = sorted({path.parent.name for path in PLUGINS.glob("*/plugin.py")} - {"frame"})
"""All capabilities except the frame, which includes the others."""
FILES = ("test_site.py", "test_before_choice.py")
"""Files whose tests also check the sites without a capability."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test of a built site check the whole site, and the site without each capability but its own.

    In the folder `consent` two capabilities are removed by turn; in a long round all are.
    """
    path = metafunc.definition.path
    if path.name not in FILES or not {"site", "served"} & set(metafunc.fixturenames):
        return
    turn = set(random.Random(metafunc.config.getoption("seed")).sample(CAPABILITIES, 2))
    usual = turn if path.parent.name == "consent" else set[str]()
    sites = [
        pytest.param(name, id=f"without-{name}", marks=[] if name in usual else [pytest.mark.long])
        for name in CAPABILITIES
        if name != path.parent.name
    ]
    whole = pytest.param("", id="whole")
    metafunc.parametrize("lacking", [whole, *sites], indirect=True, scope="session")


def remove(repository: Path, capability: str) -> None:
    """Remove a capability from a copy of the repository: setting, folder, entry points."""
    shutil.rmtree(repository / "plugins/hallbar" / capability)
    for path, start in [("mkdocs.yml", "  - hallbar/"), ("pyproject.toml", '"hallbar/')]:
        text = (repository / path).read_text("utf-8")
        assert f"{start}{capability}" in text
        (repository / path).write_text(without(text, f"{start}{capability}"), "utf-8")
    for template in (repository / "plugins/hallbar/frame/theme").rglob("*.html"):
        lines = template.read_text("utf-8").splitlines()
        remaining = [line for line in lines if f'"hallbar/{capability}/' not in line]
        template.write_text("\n".join(remaining) + "\n", "utf-8")


def without(lines: str, start: str) -> str:
    """Return the text without the line that begins with `start` and the lines indented below it."""
    depth = len(start) - len(start.lstrip())
    return re.sub(rf"(?m)^{re.escape(start)}.*\n(?: {{{depth + 1},}}.*\n)*", "", lines)
