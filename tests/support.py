"""Small helpers that several test folders use."""

import ast
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processes import python

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins/hallbar"


@dataclass(frozen=True)
class Served:
    """A site that answers: its address, its folder, and where its answers are kept."""

    url: str
    site: Path
    data: Path

    @property
    def manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.site / "hallbar/manifest.json").read_text("utf-8"))
        return manifest

    def pages(self) -> list[str]:
        """The paths of all pages, with the site's own path in front."""
        base = self.manifest["path"].rstrip("/")
        return [f"{base}{page}" for page in self.manifest["pages"]]


def functions(file: str) -> set[str]:
    """The names of the functions in one of the tests' files, wherever it lies below tests/."""
    [path] = (ROOT / "tests").rglob(file)
    body = ast.parse(path.read_text("utf-8")).body
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}


def copy_of_repository(to: Path) -> Path:
    """A copy to change and to build, with the recordings made so far."""
    left_out = shutil.ignore_patterns(
        ".git", ".venv", ".cache", ".data", "node_modules", "site", "releases", ".*_cache"
    )
    shutil.copytree(ROOT, to, ignore=left_out)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (to / ".cache").symlink_to(ROOT / ".cache")
    return to


def sample_copy(to: Path) -> Path:
    """A copy with other Markdown: a made-up library of three pages, which editors of ours never change."""
    copy = copy_of_repository(to)
    shutil.rmtree(copy / "docs")
    shutil.copytree(ROOT / "tests/checks/sample/docs", copy / "docs")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?m)^nav:\n(  .*\n)+", "nav: [index.md, regler.md, lanekort.md]\n", settings)
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    return copy


def working_copy(to: Path) -> Path:
    """A made-up site whose own scripts run as they are, with PYTHONPATH on its plugins."""
    copy = sample_copy(to)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    (copy / ".venv").symlink_to(ROOT / ".venv")
    (copy / "scripts/install").write_text("#!/bin/sh\n", "utf-8")
    return copy


def build(
    repository: Path, target: Path, generator: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build `repository` strictly with its own plugins, in a process of its own."""
    return python(
        *("-m", generator, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", target),
        cwd=repository,
        env=os.environ
        | {"PYTHONPATH": str(repository / "plugins"), "NO_MKDOCS_2_WARNING": "1"}
        | environment,
    )
