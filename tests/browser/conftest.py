"""Fixtures of a visitor who opens pages."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from sharing import shared
from support import Served, build, made_up_site
from visiting import TODAY, Visit, forget, watched

OTHER = Path(__file__).parent / "other"


@pytest.fixture(scope="session")
def lasting(browser: Browser) -> Iterator[BrowserContext]:
    """One browser context for all visitors: creating one takes a second, clearing it hardly any time."""
    with browser.new_context() as made:
        yield made


@pytest.fixture
def context(lasting: BrowserContext) -> Iterator[BrowserContext]:
    """A visitor who is new to the site. A script or clock for one test belongs to a page, or to `dated`."""
    yield lasting
    forget(lasting)


@pytest.fixture(scope="session")
def lasting_dated(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as made:
        made.clock.set_fixed_time(TODAY)
        yield made


@pytest.fixture
def dated(lasting_dated: BrowserContext) -> Iterator[BrowserContext]:
    """A visitor who is new to the site, in a browser whose date is TODAY."""
    yield lasting_dated
    forget(lasting_dated)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    with browser.new_context(java_script_enabled=False) as made:
        yield made.new_page()


@pytest.fixture
def visit(context: BrowserContext, served: Served) -> Callable[[str], Visit]:
    """Return a function that opens a path of the site in a new tab."""

    def open_path(path: str) -> Visit:
        visit = watched(context.new_page())
        visit.page.goto(served.url + path)
        return visit

    return open_path


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Served:
    """Another site, which counts visits (a category without a gate) and has a gate for films."""
    return serve(shared(tmp_path_factory, "other", _build_other) / "site")


def _build_other(folder: Path) -> None:
    copy = made_up_site(folder / "repository")
    shutil.copy(OTHER / "storage.toml", copy / "storage.toml")
    for lang in ("sv", "en"):
        shutil.copy(OTHER / f"film.{lang}.md", copy / "docs" / lang / "film.md")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    for old, new in [
        ("  - hallbar/consent\n", "  - hallbar/consent:\n      storage: storage.toml\n"),
        ("omitted_files: warn", "omitted_files: ignore"),
        ("hallbar/checks:\n", "hallbar/checks:\n      budget: {page: 26}\n"),  # the banner comes on top
        ("extra:\n", "extra:\n  words:\n    consent:\n      banner_accept: {sv: Ja tack, en: Yes please}\n"),
    ]:
        assert old in settings
        settings = settings.replace(old, new)
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    done = build(copy, folder / "site")
    assert done.returncode == 0, done.stderr
    shutil.rmtree(copy)
