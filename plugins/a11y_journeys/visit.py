"""A page that is open in the browser, brought into a state as a person brings it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypedDict, TypeVar

from playwright.sync_api import Browser, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from a11y_journeys import language, script
from a11y_journeys.memory import Memory
from a11y_journeys.state import State
from a11y_journeys.view import View
from a11y_journeys.watch import UnresponsiveError, Watch

Value = TypeVar("Value")

HEIGHT = 800
PATIENCE = 10_000
"""Milliseconds for a state to be reached, at most."""
OPENING = "opening"
"""The step before all others."""


class Found(TypedDict):
    """An element, as page functions name it."""

    place: str
    """A CSS selector."""
    what: str
    """Its first words, for a message."""


class Change(TypedDict):
    """The change that a state made to a page."""

    text: str
    """The text that came into view."""
    place: str
    """Selector of its first element."""
    pressed: str
    """The control that was used; empty if none was."""
    lost: bool
    """True if the control had the focus and nothing has it now."""
    announced: bool
    """True if a screen reader announces the change."""


@dataclass
class Visit:
    """An open page, as journeys are given it."""

    page: Page
    devtools: CDPSession
    """The browser's own protocol, for what Playwright does not offer."""
    view: View
    default_language: str = ""
    """Of the site; its 404 page must be in it. Empty: not known."""
    memory: Memory = field(default_factory=Memory)
    in_another_language: language.Foreign = language.in_another_language
    state: State | None = None
    """The state that the page was brought into; None as it was opened."""
    change: Change | None = None
    """The change that the state made; None if it led to another document."""
    watch: Watch = field(default_factory=lambda: Watch(""))
    results: dict[Callable[..., object], Any] = field(default_factory=dict)
    """Results in this view of the functions that are `once_a_view`."""

    def limited(self, step: str) -> AbstractContextManager[None]:
        """Give a step its limit: an engine, a journey. Raises UnresponsiveError when it takes longer."""
        return self.watch.limited(self.view, step)

    def reach(self, state: State) -> None:
        """Bring the page into a state as a person does. Raises Playwright's errors when that fails."""
        self.ask("announcement.watch")
        state.reach(self.page)
        self.page.wait_for_selector(state.shows)
        self.ask("settle")  # what follows a press: live regions are filled, focus moves
        self.change = self.ask("announcement.change")
        self.state = state

    def show(self, view: View) -> None:
        """Show the same page in other colours, or at another width."""
        if view.width != self.view.width:
            _size(self.page, self.devtools, view.width)
        if view.scheme != self.view.scheme:
            self.page.emulate_media(color_scheme=view.scheme)
        self.view, self.results = view, {}
        self.ask("settle")

    def picture(self, place: str) -> bytes:
        """Return a PNG of the first match of a selector; empty if it is not visible."""
        try:
            found = self.page.locator(place).first
            return found.screenshot() if found.is_visible() else b""
        except PlaywrightError:
            return b""

    def ask(self, function: str, argument: object = None) -> Any:
        """Call a function in the page, as script.ask does."""
        return script.ask(self.page, function, argument)


def once_a_view(function: Callable[[Visit], Value]) -> Callable[[Visit], Value]:
    """Cache the result of a function in each view, for the journeys that share it."""

    @wraps(function)
    def cached(visit: Visit) -> Value:
        if function not in visit.results:
            visit.results[function] = function(visit)
        result: Value = visit.results[function]
        return result

    return cached


class Window:
    """A window for one visit after another: a new window for each would cost half a second."""

    page: Page
    devtools: CDPSession
    _watch: Watch

    def __init__(self, browser: Browser, address: str = "") -> None:
        """`address`: the browser's own protocol, by which a page that hangs is closed; empty: none is."""
        self._browser, self._address = browser, address
        self._open()

    def visit(self, address: str, view: View) -> Visit:
        """Open `address` as a new visitor. Raises UnresponsiveError when nothing comes."""
        self._ready(view)
        try:
            with self._watch.limited(view, OPENING):
                self.page.goto(address)
                # The visit before may have ended with Tab, in the browser's own controls.
                self.devtools.send("Page.bringToFront")
        except PlaywrightTimeoutError as error:
            raise UnresponsiveError(view, OPENING) from error
        return Visit(self.page, self.devtools, view, watch=self._watch)

    def renew(self) -> None:
        """Replace a page that hangs with another."""
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

    def _ready(self, view: View) -> None:
        try:
            with self._watch.limited(view, OPENING):
                self._forget(view)
        except UnresponsiveError:  # the page before has begun to hang since it was checked
            self.renew()
            self._forget(view)

    def _forget(self, view: View) -> None:
        """Remove all that the visit before left behind."""
        self.page.unroute_all()
        self.page.context.clear_cookies()
        origin = "/".join(self.page.url.split("/")[:3])
        self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.page.emulate_media(media="null", forced_colors="null", color_scheme=view.scheme)
        _size(self.page, self.devtools, view.width)


def _size(page: Page, devtools: CDPSession, width: int) -> None:
    devtools.send("Emulation.clearDeviceMetricsOverride")  # a journey may have left the window low
    page.set_viewport_size({"width": width, "height": HEIGHT})


@contextmanager
def window(browser: Browser, address: str = "") -> Iterator[Window]:
    """Open a window with the page functions in every document."""
    made = Window(browser, address)
    yield made
    made.page.context.close()


@contextmanager
def opened(browser: Browser, address: str, view: View) -> Iterator[Visit]:
    """Visit one page, in a window of its own."""
    with window(browser) as own:
        yield own.visit(address, view)
