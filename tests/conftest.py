"""What the tests share: the site built once, served once, and one browser a worker."""

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
from lacking import pytest_generate_tests, remove
from limits import pytest_runtest_protocol
from progress import Progress
from selection import pytest_collection_modifyitems, pytest_report_header, pytest_xdist_make_scheduler
from serving import serving
from sharing import shared
from support import Served, build, made_up_site

__all__ = [  # hooks
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
    "pytest_report_header",
    "pytest_runtest_protocol",
    "pytest_xdist_make_scheduler",
]

# A shell starts what runs in the background (`&`) with these ignored, and every child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
# The same examples on every machine.
settings.register_profile("short", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("long", derandomize=True, deadline=None, max_examples=1500)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="nothing that needs a browser")
    parser.addoption("--long", action="store_true", help="also all long rounds")
    parser.addoption(
        "--round", metavar="NAME", default="", help="also one long round: its name, or `commit` for its turn"
    )
    parser.addoption(
        "--seed", metavar="TEXT", default=selection.commit(), help="of what is random (the commit)"
    )
    parser.addoption(
        "--write-snapshots", action="store_true", help="accept the accessibility snapshots as they are"
    )


def pytest_configure(config: pytest.Config) -> None:
    limits.keep_stderr()
    settings.load_profile("long" if config.getoption("long") else "short")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Progress())


@pytest.fixture
def long_round() -> None:
    """For tests that only `--long` or a `--round` runs."""


@pytest.fixture
def processes() -> None:
    """For tests that start processes of their own (see processes.py)."""


@pytest.fixture
def own_browser(processes: None) -> None:
    """For tests whose commands start a browser."""


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> str:
    """What random numbers begin with: of the commit, so that a failure can be repeated."""
    return str(request.config.getoption("seed"))


@pytest.fixture(autouse=True)
def _no_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """A unit test starts none."""
    if request.node.get_closest_marker("unit"):
        with starting.none_started():
            yield
    else:
        yield


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Notes a line that stands at the end of the run, whether the test passes or not."""
    return partial(record_property, "figure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in (report for reports in terminalreporter.stats.values() for report in reports):
        if getattr(report, "when", "") == "call":
            for name, line in report.user_properties:
                terminalreporter.write_line(f"{name}: {line}")


@pytest.fixture(scope="session")
def lacking(request: pytest.FixtureRequest) -> str:
    """The capability that `site` does without: none, but for tests that ask (lacking.py)."""
    return str(getattr(request, "param", ""))


@pytest.fixture(scope="session")
def build_without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds the made-up site without a capability, or whole; each once a run."""

    def built(capability: str) -> Path:
        def make(folder: Path) -> None:
            copy = made_up_site(tmp_path_factory.mktemp("made-up") / "repository")
            if capability:
                remove(copy, capability)
            done = build(copy, folder)
            assert done.returncode == 0, done.stdout + done.stderr

        return shared(tmp_path_factory, f"site without {capability}" if capability else "site", make)

    return built


@pytest.fixture(scope="session")
def site(build_without: Callable[[str], Path], lacking: str) -> Path:
    """The made-up site, built."""
    return build_without(lacking)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Served]]:
    """Serves a built site with its services; all are stopped at the end."""
    with ExitStack() as running:

        def start(site: Path) -> Served:
            data = tmp_path_factory.mktemp("data")
            return Served(running.enter_context(serving(app(site, data))), site, data)

        yield start


@pytest.fixture(scope="session")
def served(site: Path, serve: Callable[[Path], Served]) -> Served:
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
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
    """A visitor who has never been here."""
    with browser.new_context() as made:
        yield made


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> None:
    """The tests say themselves what they vary."""
    for name in ("HALLBAR_SOUND", "SOURCE_DATE_EPOCH", "ESPEAK_DATA_PATH"):
        os.environ.pop(name, None)
