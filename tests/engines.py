"""Three browser engines, each by its own protocol: tabs that open pages, run scripts, press and click.

Chromium by Playwright; Firefox by WebDriver BiDi, which it speaks; WebKitGTK by WebDriver, with a driver.
"""

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any, Protocol

import httpx
import pytest
from playwright.sync_api import Browser, Error, Page
from websocket import WebSocket, create_connection

from processes import started, wait_until

INSTALL = """On Debian: sudo apt-get install firefox-esr pulseaudio webkit2gtk-driver xvfb
gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav
gstreamer1.0-pulseaudio""".replace("\n", " ")
LIMIT = 30
"""Seconds to wait for an answer of a browser, and for something in a page."""
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "End": "\ue010"}
KEYS |= {"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""Name of a reference to an element in WebDriver."""
CENTER = "one => one.scrollIntoView({ block: 'center', behavior: 'instant' })"


class Tab(Protocol):
    """A tab of a browser."""

    preserves: bool
    """True if the browser preserves pages for the back button, as all do but Chromium's headless shell."""
    speeds: tuple[float, ...]
    """Speeds at which the browser can seek. WebKitGTK 2.50 may hang or crash at others, on any page."""

    def open(self, url: str) -> None:
        """Open an address and wait until it is loaded."""

    def back(self) -> None:
        """Go back one page."""

    def run(self, script: str, argument: object = None) -> Any:
        """Return what a function in JavaScript returns or promises. That is no press of a visitor."""

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element."""

    def press(self, key: str) -> None:
        """Press a key: a character, or one of KEYS."""

    def another(self) -> "Tab":
        """Return a new tab of the same visitor."""


class ChromiumTab:
    preserves = False
    speeds: tuple[float, ...] = (0.75, 1, 2)

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)

    def back(self) -> None:
        self.page.go_back()

    def run(self, script: str, argument: object = None) -> Any:
        while True:
            try:
                return self.page.evaluate(script, argument)
            except Error as error:
                if "context was destroyed" not in error.message:
                    raise
                self.page.wait_for_load_state()  # a key has led to another page meanwhile

    def click(self, selector: str) -> None:
        self.page.locator(selector).evaluate(CENTER)
        self.page.click(selector)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def another(self) -> Tab:
        return ChromiumTab(self.page.context.new_page())


class FirefoxTab:
    """A tab by WebDriver BiDi."""

    preserves = True
    speeds: tuple[float, ...] = (0.75, 1, 2)

    def __init__(self, firefox: "Firefox") -> None:
        self.firefox = firefox
        self.context = firefox.command("browsingContext.create", type="tab")["context"]

    def _command(self, method: str, **parameters: object) -> Any:
        return self.firefox.command(method, context=self.context, **parameters)

    def open(self, url: str) -> None:
        self._command("browsingContext.navigate", url=url, wait="complete")

    def back(self) -> None:
        self._command("browsingContext.traverseHistory", delta=-1)

    def _evaluate(self, expression: str) -> Any:
        target = {"context": self.context}
        done = self.firefox.command(
            "script.evaluate", expression=expression, target=target, awaitPromise=True
        )
        assert done["type"] == "success", done
        return done["result"]

    def run(self, script: str, argument: object = None) -> Any:
        call = f"(async () => JSON.stringify((await ({script})({json.dumps(argument)})) ?? null))()"
        return json.loads(self._evaluate(call)["value"])

    def click(self, selector: str) -> None:
        found = json.dumps(selector)
        self.run(f"() => ({CENTER})(document.querySelector({found}))")
        element = {"sharedId": self._evaluate(f"document.querySelector({found})")["sharedId"]}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._perform("pointer", [move, *press])

    def press(self, key: str) -> None:
        self._perform("key", [{"type": kind, "value": KEYS.get(key, key)} for kind in ("keyDown", "keyUp")])

    def _perform(self, device: str, actions: list[Any]) -> None:
        self._command("browsingContext.activate")
        self._command("input.performActions", actions=[{"type": device, "id": device, "actions": actions}])

    def another(self) -> Tab:
        return FirefoxTab(self.firefox)


class Firefox:
    """A Firefox that runs, and the connection to it."""

    def __init__(self, connection: WebSocket) -> None:
        self.connection = connection
        self.numbers = count()
        self.command("session.new", capabilities={})

    def command(self, method: str, **parameters: object) -> Any:
        number = next(self.numbers)
        self.connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (reply := json.loads(self.connection.recv())).get("id") != number:
            pass  # an event
        assert "result" in reply, reply
        return reply["result"]


class WebKitTab:
    """A tab by WebDriver, whose commands go to the tab that was switched to last."""

    preserves = True
    speeds: tuple[float, ...] = (1,)

    def __init__(self, session: httpx.Client, handle: str) -> None:
        self.session = session
        self.handle = handle

    def _command(self, path: str, **parameters: object) -> Any:
        self._send("window", handle=self.handle)
        return self._send(path, **parameters)

    def _send(self, path: str, **parameters: object) -> Any:
        value = self.session.post(path, json=parameters).json()["value"]
        assert not (isinstance(value, dict) and "error" in value), value
        return value

    def open(self, url: str) -> None:
        self._command("url", url=url)

    def back(self) -> None:
        self._command("back")

    def run(self, script: str, argument: object = None) -> Any:
        return self._command("execute/sync", script=f"return ({script})(arguments[0])", args=[argument])

    def click(self, selector: str) -> None:
        element = self._command("element", using="css selector", value=selector)[ELEMENT]
        self._command("execute/sync", script=f"({CENTER})(arguments[0])", args=[{ELEMENT: element}])
        self._command(f"element/{element}/click")

    def press(self, key: str) -> None:
        down, up = ({"type": kind, "value": KEYS.get(key, key)} for kind in ("keyDown", "keyUp"))
        self._command("actions", actions=[{"type": "key", "id": "key", "actions": [down, up]}])

    def another(self) -> Tab:
        return WebKitTab(self.session, self._command("window/new", type="tab")["handle"])


@contextmanager
def _chromium(browser: Browser) -> Iterator[Tab]:
    with browser.new_context() as visitor:
        yield ChromiumTab(visitor.new_page())


@contextmanager
def _firefox(browser: Browser, **settings: object) -> Iterator[Tab]:
    _present("firefox-esr")
    with _home() as home:
        (profile := Path(home["HOME"], "profile")).mkdir()
        lines = [f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items()]
        (profile / "user.js").write_text("".join(lines), "utf-8")
        command = ["firefox-esr", "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"]
        with started([*command, profile], env=home, **OUTPUT) as process:
            address = _written(process, r"WebDriver BiDi listening on (ws://\S+)")
            connection = create_connection(f"{address}/session", timeout=LIMIT, suppress_origin=True)
            try:
                yield FirefoxTab(Firefox(connection))
            finally:
                connection.close(timeout=1)


@contextmanager
def _webkit(browser: Browser) -> Iterator[Tab]:
    """WebKitGTK has no mode without a screen, so it gets one that nobody sees."""
    _present("WebKitWebDriver", "Xvfb")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with _home() as home, started(["Xvfb", "-displayfd", "2", "-nolisten", "tcp"], **OUTPUT) as xvfb:
        home["DISPLAY"] = ":" + _written(xvfb, r"^(\d+)$")
        home["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"  # root in a container has no sandbox
        with (
            started(["WebKitWebDriver", f"--port={port}"], env=home, stderr=subprocess.DEVNULL),
            httpx.Client(base_url=f"http://127.0.0.1:{port}/", timeout=LIMIT) as driver,
        ):
            wait_until(lambda: _ready(driver), "WebKitWebDriver starts")
            [program] = Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")
            options = {"webkitgtk:browserOptions": {"binary": str(program), "args": ["--automation"]}}
            session = driver.post("session", json={"capabilities": {"alwaysMatch": options}}).json()["value"]
            driver.base_url = httpx.URL(f"{driver.base_url}session/{session['sessionId']}/")
            yield WebKitTab(driver, driver.get("window").json()["value"])


@contextmanager
def _home() -> Iterator[dict[str, str]]:
    """Yield the environment of a new user, with a device for sound.

    Both browsers fail without one. The null sink of PulseAudio takes as long as a loudspeaker.
    """
    _present("pulseaudio")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        device = Path(folder, "sound")
        home = {**os.environ, "HOME": folder, "PULSE_SERVER": f"unix:{device}"}
        home.pop("XDG_RUNTIME_DIR", None)
        command = "pulseaudio -n --daemonize=no --exit-idle-time=-1 --use-pid-file=no".split()
        for module in ("null-sink", f"native-protocol-unix socket={device} auth-anonymous=1"):
            command += ["-L", f"module-{module}"]
        with started(command, env=home, stderr=subprocess.DEVNULL):
            wait_until(device.exists, "the device for sound starts")
            yield home


ENGINES: dict[str, Callable[..., AbstractContextManager[Tab]]] = {
    "chromium": _chromium,
    "firefox": _firefox,
    "webkit": _webkit,
}
"""Name → a context with a tab of a new visitor. Firefox takes settings, as in `about:config`."""

OUTPUT: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}


def _present(*programs: str) -> None:
    for program in programs:
        if not shutil.which(program):
            pytest.fail(f"{program} is not on the PATH. {INSTALL}")


def _written(process: "subprocess.Popen[str]", pattern: str) -> str:
    """Return what a pattern finds in a line that a program writes to its errors."""
    assert process.stderr
    found = (re.search(pattern, line.strip()) for line in process.stderr)
    return next(match[1] for match in found if match)


def _ready(driver: httpx.Client) -> bool:
    try:
        return bool(driver.get("status").json()["value"]["ready"])
    except httpx.TransportError:
        return False


def until(tab: Tab, script: str, true: Callable[[Any], object] = bool) -> Any:
    """Return what a function in the page returns once that is true. Fails the test after a limit."""
    deadline = monotonic() + LIMIT
    while not true(seen := tab.run(script)):
        if monotonic() > deadline:
            pytest.fail(f"waited {LIMIT} s in vain: {script} returns {seen!r}")
        sleep(0.02)
    return seen
