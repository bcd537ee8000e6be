"""The upstream templates that ours replace have not changed since they were last compared."""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from support import PLUGINS

FRAME = PLUGINS / "frame"
ROW = re.compile(r"(?m)^\| `([^`]+)` \| `(\w+)/([^`]+)` \| `(\w{12})` \|")


def packages() -> Path:
    found = find_spec("material")
    assert found
    assert found.origin
    return Path(found.origin).parent.parent


def changed(readme: str, installed: Path) -> list[str]:
    """Return our files whose upstream template has changed."""
    rows = ROW.findall(readme)
    return [
        f"frame/theme/{ours}: {package}/{path} has changed since; see frame/README.md"
        for ours, package, path, known in rows
        if not hashlib.sha256((installed / package / path).read_bytes()).hexdigest().startswith(known)
    ]


@pytest.fixture(scope="module")
def readme() -> str:
    return (FRAME / "README.md").read_text("utf-8")


def test_upstream_templates_have_not_changed(readme: str) -> None:
    assert changed(readme, packages()) == []


def test_every_template_of_ours_is_listed(readme: str) -> None:
    templates = [path.relative_to(FRAME / "theme").as_posix() for path in FRAME.rglob("theme/**/*.*ml")]

    assert len(templates) >= 8
    assert sorted(templates) == sorted(row[0] for row in ROW.findall(readme) if row[0] != "page.css")


@pytest.mark.parametrize("number", range(3))
def test_a_change_upstream_is_reported(readme: str, tmp_path: Path, number: int) -> None:
    for _, package, path, _ in ROW.findall(readme):
        copy = tmp_path / package / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((packages() / package / path).read_bytes())
    ours, package, path, _ = ROW.findall(readme)[number]
    with (tmp_path / package / path).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert changed(readme, tmp_path) == [
        f"frame/theme/{ours}: {package}/{path} has changed since; see frame/README.md"
    ]
