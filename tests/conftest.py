"""What the tests share: the site built once, served once, and one browser."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from hallbar.serve import app
from support import CHROMIUM_FLAGS, ROOT, Served, build, free_port

# A shell starts what runs in the background (`&`) with these ignored, and every child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
settings.register_profile("hallbar", derandomize=True, deadline=None)  # the same examples on every machine
settings.load_profile("hallbar")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also the long fault rounds")
    parser.addoption("--write-trees", action="store_true", help="accept the accessibility trees as they are")


@pytest.fixture
def long_round(request: pytest.FixtureRequest) -> None:
    """For tests that only `--long` runs; the others are told of at the end of the run."""
    if not request.config.getoption("long"):
        pytest.skip("a long round: --long")


FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Notes a line that stands at the end of the run, whether it passes or not."""
    return request.config.stash[FIGURES].append


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository."""
    target = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, target)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Served]]:
    """Serves a built site with its services; all are stopped at the end."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(site: Path) -> Served:
        data = tmp_path_factory.mktemp("data")
        port = free_port()
        server = uvicorn.Server(uvicorn.Config(app(site, data), port=port, log_level="warning"))
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        return Served(f"http://127.0.0.1:{port}", site, data)

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def served(site: Path, serve: Callable[[Path], Served]) -> Served:
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.exit("Chromium is not on the PATH; on Debian: sudo apt-get install chromium", returncode=1)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who has never been here."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> None:
    """The tests say themselves what they vary."""
    for name in ("HALLBAR_SOUND", "SOURCE_DATE_EPOCH", "ESPEAK_DATA_PATH"):
        os.environ.pop(name, None)
