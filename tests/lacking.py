"""The site of this repository without a capability, for the tests of a built site (`test_site.py`)."""

import re
import shutil
from pathlib import Path

import pytest

from support import PLUGINS

CAPABILITIES = sorted(path.parent.name for path in PLUGINS.glob("*/plugin.py"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let each test of a built site look at the whole site, and at it without each other capability."""
    path = Path(str(metafunc.definition.path))
    if path.name == "test_site.py" and "site" in metafunc.fixturenames:
        others = [name for name in CAPABILITIES if name != path.parent.name]
        ids = ["whole", *(f"without-{name}" for name in others)]
        metafunc.parametrize("lacking", ["", *others], ids=ids, indirect=True, scope="session")


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
