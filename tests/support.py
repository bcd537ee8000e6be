"""Small helpers that several test folders use."""

import ast
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from processes import python

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins/hallbar"
SITE = ROOT / "tests/site"
"""The Markdown and settings of a made-up site, which the editors of this repository's site never change."""
OWN = {
    *("mkdocs.yml", "docs", "overrides", "lexicon.toml", "site", "releases"),
    *(".git", ".venv", ".cache", ".data", "node_modules"),
}
"""Entries of the root that belong to this repository's own site or history, or are made by its scripts."""


@dataclass(frozen=True)
class Served:
    """A running site: its URL, its folder, and the folder of its answers."""

    url: str
    site: Path
    data: Path

    @property
    def manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.site / "hallbar/manifest.json").read_text("utf-8"))
        return manifest

    def pages(self) -> list[str]:
        """Return the paths of all pages, with the site's own path in front."""
        base = self.manifest["path"].rstrip("/")
        return [f"{base}{page}" for page in self.manifest["pages"]]


def functions(file: str) -> set[str]:
    """Return the names of the functions in a test file, anywhere below tests/."""
    [path] = (ROOT / "tests").rglob(file)
    body = ast.parse(path.read_text("utf-8")).body
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}


def made_up_site(to: Path, *, lacking: Iterable[str] = ()) -> Path:
    """Return a copy of the product with the site of tests/site, to change, build and serve.

    `lacking`: capabilities to remove. Without search, which reads a dictionary, a build takes a quarter less.

    Its scripts run unchanged, with PYTHONPATH set to its plugins; the audio cache is shared.
    """
    shutil.copytree(ROOT, to, ignore=_left_out)
    shutil.copytree(SITE, to, dirs_exist_ok=True)
    (ROOT / ".cache").mkdir(exist_ok=True)
    for name in (".cache", ".venv", "node_modules"):
        (to / name).symlink_to(ROOT / name)
    (to / "scripts/install").write_text("#!/bin/sh\n", "utf-8")
    for capability in lacking:
        _remove(to, capability)
    return to


def _remove(repository: Path, capability: str) -> None:
    """Remove a capability from a copy of the repository: setting, folder, entry points."""
    shutil.rmtree(repository / "plugins/hallbar" / capability)
    for path, start in [("mkdocs.yml", "  - hallbar/"), ("pyproject.toml", '"hallbar/')]:
        text = (repository / path).read_text("utf-8")
        assert f"{start}{capability}" in text
        left = without(text, f"{start}{capability}")
        if capability == "consent":  # then scripts of the gate, which the player needs too, are its own
            left = left.replace("hallbar/checks:\n", "hallbar/checks:\n      budget: {player: 11}\n")
        (repository / path).write_text(left, "utf-8")
    for template in (repository / "plugins/hallbar/frame/theme").rglob("*.html"):
        lines = template.read_text("utf-8").splitlines()
        remaining = [line for line in lines if f'"hallbar/{capability}/' not in line]
        template.write_text("\n".join(remaining) + "\n", "utf-8")


def without(lines: str, start: str) -> str:
    """Return the text without the line that begins with `start` and the lines indented below it."""
    depth = len(start) - len(start.lstrip())
    return re.sub(rf"(?m)^{re.escape(start)}.*\n(?: {{{depth + 1},}}.*\n)*", "", lines)


def _left_out(folder: str, names: list[str]) -> set[str]:
    ours = OWN if Path(folder) == ROOT else set[str]()
    return {name for name in names if name in ours or fnmatch(name, ".*_cache")}


def build(
    repository: Path, target: Path, generator: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build `repository` strictly with its own plugins, in a new process."""
    return python(
        *("-m", generator, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", target),
        cwd=repository,
        env=os.environ
        | {"PYTHONPATH": str(repository / "plugins"), "NO_MKDOCS_2_WARNING": "1"}
        | environment,
    )
