"""A page open in the browser, brought into a state as a person does it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from a11y_journeys import script
from a11y_journeys.look import Look
from a11y_journeys.watch import SilentError, Watch
from hallbar.states import State

HEIGHT = 800
PATIENCE = 10_000
"""Milliseconds for a state to be reached, at most."""
OPENING = "opening"
"""The step before all others."""


@dataclass
class Visit:
    """What a journey is given."""

    page: Page
    devtools: CDPSession
    """The browser's own protocol, for what Playwright does not offer."""
    look: Look
    default_language: str = ""
    """Of the site; the page that is missing must speak it. Empty: not known."""
    judged: set[str] = field(default_factory=set)
    """What has been judged in this run, by keys of the journeys' own: the same thing on many pages."""
    notes: dict[str, Any] = field(default_factory=dict)
    """What journeys at this look share."""
    state: State | None = None
    """What the page was brought into; None as it was opened."""
    change: Any = None
    """What came into view then, and how a reader knows of it (announcement.js); None in another document."""
    watch: Watch = field(default_factory=lambda: Watch(""))

    def over(self, what: str) -> AbstractContextManager[None]:
        """Give a step its limit: an engine, a journey. Raises SilentError when the page does not answer."""
        return self.watch.over(self.look, what)

    def reach(self, state: State) -> None:
        """Bring the page into a state as a person does it. Raises Playwright's errors when that fails."""
        self.ask("announcement.watch")
        state.reach(self.page)
        self.page.wait_for_selector(state.shows)
        self.ask("settle")  # what follows a press: live regions are filled, focus moves
        self.change = self.ask("announcement.change")
        self.state = state

    def show(self, look: Look) -> None:
        """The same page in other colours, or at another width."""
        if look.width != self.look.width:
            _size(self.page, self.devtools, look.width)
        if look.scheme != self.look.scheme:
            self.page.emulate_media(color_scheme=look.scheme)
        self.look, self.notes = look, {}
        self.ask("settle")

    def picture(self, place: str) -> bytes:
        """PNG of what a selector finds first; empty where nothing can be seen of it."""
        try:
            found = self.page.locator(place).first
            return found.screenshot() if found.is_visible() else b""
        except PlaywrightError:
            return b""

    def ask(self, function: str, argument: object = None) -> Any:
        """Call a function in the page, as script.ask does."""
        return script.ask(self.page, function, argument)


class Window:
    """A window in which one visitor follows the other: a new one for each would cost half a second."""

    page: Page
    devtools: CDPSession
    _watch: Watch

    def __init__(self, browser: Browser, address: str = "") -> None:
        """`address`: where the browser's own protocol closes a page that hangs; empty: nobody does."""
        self._browser, self._address = browser, address
        self._open()

    def visit(self, address: str, look: Look) -> Visit:
        """A visitor who has never been here opens `address`. Raises SilentError when nothing comes."""
        self._ready(look)
        try:
            with self._watch.over(look, OPENING):
                self.page.goto(address)
                # The visitor before may have left by Tab, into the browser itself.
                self.devtools.send("Page.bringToFront")
        except PlaywrightTimeoutError as error:
            raise SilentError(look, OPENING) from error
        return Visit(self.page, self.devtools, look, watch=self._watch)

    def renew(self) -> None:
        """Another page in place of one that hangs."""
        self._watch.close()
        self.page.context.close()
        self._open()

    def _open(self) -> None:
        context = self._browser.new_context()
        context.add_init_script(script.SCRIPT)
        context.set_default_timeout(PATIENCE)
        self.page = context.new_page()
        self.devtools = context.new_cdp_session(self.page)
        target = self.devtools.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        self._watch = Watch(f"{self._address}/json/close/{target}" if self._address else "")

    def _ready(self, look: Look) -> None:
        try:
            with self._watch.over(look, OPENING):
                self._forget(look)
        except SilentError:  # the page before has come to hang since it was looked at
            self.renew()
            self._forget(look)

    def _forget(self, look: Look) -> None:
        """All that the visitor before left behind."""
        self.page.unroute_all()
        self.page.context.clear_cookies()
        origin = "/".join(self.page.url.split("/")[:3])
        self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.page.emulate_media(media="null", forced_colors="null", color_scheme=look.scheme)
        _size(self.page, self.devtools, look.width)


def _size(page: Page, devtools: CDPSession, width: int) -> None:
    devtools.send("Emulation.clearDeviceMetricsOverride")  # a journey may have left the window low
    page.set_viewport_size({"width": width, "height": HEIGHT})


@contextmanager
def window(browser: Browser, address: str = "") -> Iterator[Window]:
    """A window with what engines and journeys need in every document."""
    made = Window(browser, address)
    yield made
    made.page.context.close()


@contextmanager
def opened(browser: Browser, address: str, look: Look) -> Iterator[Visit]:
    """One visit, in a window of its own."""
    with window(browser) as own:
        yield own.visit(address, look)
