"""This repository with other Markdown: a small site, which editors of ours never change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hallbar.checks.browser.site import Site, at
from hallbar.checks.browser.visit import Window, window
from rounds import share
from sharing import shared
from support import Served, build, sample_copy

__all__ = ["share"]


@pytest.fixture(scope="module")
def own(browser: Browser) -> Iterator[Window]:
    """One window for all visits of a file."""
    with window(browser) as made:
        yield made


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Site:
    """Built and served."""

    def make(folder: Path) -> None:
        copy = sample_copy(folder / "repository")
        done = build(copy, folder / "site")
        assert done.returncode == 0, done.stderr

    return at(serve(shared(tmp_path_factory, "sample", make) / "site").url)
