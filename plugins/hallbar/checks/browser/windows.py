"""One browser with several windows, each worked in by a thread of its own."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from playwright.sync_api import Browser, sync_playwright

from hallbar.checks.browser.look import EngineError
from hallbar.checks.browser.site import free_port
from hallbar.checks.browser.visit import Window, window

WINDOWS = 2
FLAGS = [
    "--no-sandbox",  # checks may run as root, in a closed container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Work = Callable[[Window, bool], None]
"""What is done in a window; whether it is the first one."""


def at_once(work: Work) -> None:
    """Do the work in all windows of the system's Chromium. Raises EngineError where there is none."""
    path = shutil.which("chromium")
    if path is None:
        raise EngineError("Chromium is not on the PATH; on Debian: sudo apt-get install chromium")
    pool = ThreadPoolExecutor(WINDOWS)
    house = _House(path, work)
    try:
        for future in [pool.submit(house.first), *(pool.submit(house.other) for _ in range(1, WINDOWS))]:
            future.result()
    finally:
        pool.shutdown(wait=False)


class _House:
    """The browser, for as long as anybody works in it."""

    def __init__(self, path: str, work: Work) -> None:
        self._path, self._work = path, work
        self._opened, self._left = Barrier(WINDOWS), Barrier(WINDOWS)
        self._port = free_port()

    def first(self) -> None:
        """Start the browser, work in its first window, and close it when the others have left."""
        flags = [*FLAGS, f"--remote-debugging-port={self._port}"]
        with sync_playwright() as playwright:
            try:
                browser = playwright.chromium.launch(executable_path=self._path, args=flags)
                self._opened.wait()
            except BaseException:
                self._opened.abort()
                raise
            self._in_window(browser, first=True)

    def other(self) -> None:
        """Work in another window of the same browser: Playwright's objects belong to one thread each."""
        with suppress(BrokenBarrierError), sync_playwright() as playwright:
            self._opened.wait()
            try:
                browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{self._port}")
            except BaseException:
                self._left.abort()  # or the first would wait for ever
                raise
            self._in_window(browser, first=False)

    def _in_window(self, browser: Browser, *, first: bool) -> None:
        try:
            with window(browser) as own:
                self._work(own, first)
        finally:
            with suppress(BrokenBarrierError):
                self._left.wait()
            browser.close()
