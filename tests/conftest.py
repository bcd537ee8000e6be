"""Fixtures for all tests: the site built once, served once, and one browser in each worker."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import limits
import processes as starting
import selection
from a11y_journeys.errors import EngineError
from a11y_journeys.windows import FLAGS, chromium
from hallbar.serve import app
from lacking import pytest_generate_tests
from limits import pytest_runtest_protocol
from progress import Progress
from selection import (
    only_unit_tests,
    pytest_cmdline_main,
    pytest_collection_modifyitems,
    pytest_report_header,
    pytest_xdist_make_scheduler,
)
from serving import serving
from sharing import shared
from support import Served, build, made_up_site

__all__ = [  # hooks
    "pytest_cmdline_main",
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
    "pytest_report_header",
    "pytest_runtest_protocol",
    "pytest_xdist_make_scheduler",
]

# A shell starts what runs in the background (`&`) with these ignored, and every child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
for name, examples in {"unit": 20, "usual": 200, "long": 1500}.items():  # the same ones on every machine
    settings.register_profile(name, derandomize=True, deadline=None, max_examples=examples)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="no test that needs a browser")
    parser.addoption("--long", action="store_true", help="also all long rounds")
    parser.addoption(
        "--round", metavar="NAME", default="", help="also one long round: its name, or `commit` to draw one"
    )
    parser.addoption(
        "--seed", metavar="TEXT", default=selection.commit(), help="of everything random (the commit)"
    )
    parser.addoption(
        "--write-snapshots", action="store_true", help="accept the accessibility snapshots as they are"
    )


def pytest_configure(config: pytest.Config) -> None:
    limits.keep_stderr()
    profile = "long" if config.getoption("long") else "unit" if only_unit_tests(config) else "usual"
    settings.load_profile(profile)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Progress())


@pytest.fixture
def long_round() -> None:
    """Mark a test that runs only with `--long` or its `--round`."""


@pytest.fixture
def processes() -> None:
    """Mark a test that starts processes of its own (processes.py)."""


@pytest.fixture
def own_browser(processes: None) -> None:
    """Mark a test whose command starts a browser."""


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> str:
    """Seed of random numbers: the commit, so that a failure can be repeated."""
    return str(request.config.getoption("seed"))


@pytest.fixture(autouse=True)
def _no_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a unit test fail if it starts a process."""
    if request.node.get_closest_marker("unit"):
        with starting.none_started():
            yield
    else:
        yield


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a function that notes a line to print at the end of the run, also if the test fails."""
    return partial(record_property, "figure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in (report for reports in terminalreporter.stats.values() for report in reports):
        if getattr(report, "when", "") == "call":
            for name, line in report.user_properties:
                terminalreporter.write_line(f"{name}: {line}")


@pytest.fixture(scope="session")
def lacking(request: pytest.FixtureRequest) -> str:
    """Name of the capability that `site` is built without; empty unless parametrized (lacking.py)."""
    return str(getattr(request, "param", ""))


@pytest.fixture(scope="session")
def build_without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that builds the made-up site without a capability, or whole; each once a run."""

    def built(capability: str) -> Path:
        def make(folder: Path) -> None:
            repository = tmp_path_factory.mktemp("made-up") / "repository"
            copy = made_up_site(repository, lacking=[capability] if capability else [])
            done = build(copy, folder)
            assert done.returncode == 0, done.stdout + done.stderr

        return shared(tmp_path_factory, f"site without {capability}" if capability else "site", make)

    return built


@pytest.fixture(scope="session")
def site(build_without: Callable[[str], Path], lacking: str) -> Path:
    """Folder of the made-up site, built."""
    return build_without(lacking)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Served]]:
    """Return a function that serves a built site with its services until the end of the run."""
    with ExitStack() as running:

        def start(site: Path) -> Served:
            data = tmp_path_factory.mktemp("data")
            return Served(running.enter_context(serving(app(site, data))), site, data)

        yield start


@pytest.fixture(scope="session")
def served(site: Path, serve: Callable[[Path], Served]) -> Served:
    """The made-up site, served."""
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker. Ends the run if none is installed."""
    try:
        path = chromium()
    except EngineError as error:
        pytest.exit(str(error), returncode=1)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=FLAGS) as launched,
    ):
        yield launched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile without stored data."""
    with browser.new_context() as made:
        yield made


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> None:
    """Remove variables that change a build: a test sets those that it needs."""
    for name in ("HALLBAR_SOUND", "SOURCE_DATE_EPOCH", "ESPEAK_DATA_PATH"):
        os.environ.pop(name, None)
    os.environ["HALLBAR_LANGUAGE"] = "en"


@pytest.fixture
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of messages in Swedish; those of all others are English."""
    monkeypatch.setenv("HALLBAR_LANGUAGE", "sv")
