"""One browser with several windows, each used by a thread of its own."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from a11y_journeys.errors import EngineError
from a11y_journeys.visit import Window, window

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs with the same engine, in order: the first has no user interface, which costs half of the time."""
WINDOWS = 2
OPENING, ENDING = 30, 20
"""Seconds for a window to open; and, after a failure, for work under way to end.

Playwright's threads crash an interpreter that ends before them.
"""
FLAGS = [
    "--no-sandbox",  # checks may run as root, in a closed container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REMOTE = [
    "--remote-debugging-port=0",  # any that is free
    "--enable-automation",  # or the browser does not report its folder
]
Work = Callable[[Window], None]
"""The work to do in each window."""


def at_once(work: Work, give_up: Callable[[], object], windows: int = WINDOWS) -> None:
    """Do the work in all windows of the system's Chromium. Raises EngineError where they do not open.

    When one of them fails, `give_up` must remove the work that waits for the others.
    """
    browser = _SharedBrowser(chromium(), work, windows)
    try:
        browser.begin()
    except BaseException:
        give_up()
        browser.end()
        raise


def chromium() -> str:
    """Return the path of the system's Chromium. Raises EngineError where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise EngineError(f"Chromium is not on the PATH; on Debian: sudo apt-get install {NAMES[0]}")
    return path


class _SharedBrowser:
    """A browser that closes when the last of its windows is done.

    No thread keeps the interpreter alive: one may wait for a window that never comes.
    """

    def __init__(self, path: str, work: Work, windows: int) -> None:
        self._path, self._work = path, work
        self._address: Future[str] = Future()
        self._go: Future[bool] = Future()
        self._opened: list[Future[None]] = [Future() for _ in range(windows)]
        self._ended: list[Future[None]] = [Future() for _ in range(windows)]

    def begin(self) -> None:
        """Open all windows, and wait until the work is done in each or has failed in one."""
        for number in range(len(self._ended)):
            Thread(target=self._serve, args=[number], daemon=True).start()
        came = wait(self._opened, OPENING, FIRST_EXCEPTION)
        for opened in came.done:
            _raise_in_one_line(opened)
        if came.not_done:
            raise EngineError(f"a window of the browser did not open within {OPENING} seconds")
        self._go.set_result(True)
        for ended in wait(self._ended, return_when=FIRST_EXCEPTION).done:
            ended.result()

    def end(self) -> None:
        """Wait for the work under way to end."""
        if not self._go.done():
            self._go.set_result(False)
        wait(self._ended, ENDING)

    def _serve(self, number: int) -> None:
        try:
            with (
                sync_playwright() as playwright,
                self._browser(playwright, number) as browser,
                window(browser, self._address.result()) as own,
            ):
                self._opened[number].set_result(None)
                if self._go.result():
                    self._work(own)
            self._ended[number].set_result(None)
        except BaseException as error:
            self._failed(error, number)

    def _failed(self, error: BaseException, number: int) -> None:
        if number == 0 and not self._address.done():
            self._address.set_exception(error)
        for future in (self._opened[number], self._ended[number]):
            if not future.done():
                future.set_exception(error)

    @contextmanager
    def _browser(self, playwright: Playwright, number: int) -> Iterator[Browser]:
        """Launch the browser, or connect to it: Playwright's objects belong to one thread each."""
        if number:
            yield playwright.chromium.connect_over_cdp(self._address.result(OPENING))
            return
        browser = playwright.chromium.launch(executable_path=self._path, args=[*FLAGS, *REMOTE])
        self._address.set_result(_address(browser))
        try:
            yield browser
        finally:
            here = [ended for opened, ended in zip(self._opened, self._ended, strict=True) if opened.done()]
            wait(here[1:])
            browser.close()


def _raise_in_one_line(opened: "Future[None]") -> None:
    try:
        opened.result()
    except Exception as error:
        why = error.message if isinstance(error, PlaywrightError) else str(error)
        line = next(iter(why.splitlines()), type(error).__name__)
        raise EngineError(f"a window of the browser did not open: {line}") from error


def _address(browser: Browser) -> str:
    """Return the address of the browser's own protocol: it has chosen the port itself."""
    session = browser.new_browser_cdp_session()
    flags = session.send("Browser.getBrowserCommandLine")["arguments"]
    folder = next(flag for flag in flags if flag.startswith("--user-data-dir=")).partition("=")[2]
    port = Path(folder, "DevToolsActivePort").read_text("utf-8").splitlines()[0]
    return f"http://127.0.0.1:{port}"
