"""This repository with other Markdown: a small site, which editors of ours never change."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hallbar.checks.browser.site import Site, at
from rounds import share
from sharing import shared
from support import Served, build, copy_of_repository

__all__ = ["share"]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Site:
    """Built and served."""

    def make(folder: Path) -> None:
        copy = copy_of_repository(folder / "repository")
        shutil.rmtree(copy / "docs")
        shutil.copytree(Path(__file__).parent / "sample/docs", copy / "docs")
        settings = (copy / "mkdocs.yml").read_text("utf-8")
        settings = re.sub(r"(?m)^nav:\n(  .*\n)+", "nav: [index.md, regler.md, lanekort.md]\n", settings)
        (copy / "mkdocs.yml").write_text(settings, "utf-8")
        done = build(copy, folder / "site")
        assert done.returncode == 0, done.stderr

    return at(serve(shared(tmp_path_factory, "sample", make) / "site").url)
