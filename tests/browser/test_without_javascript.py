"""A citizen without JavaScript in Chromium and Firefox, while the service or the network is in trouble.

What was written is never lost, focus is on what is wrong, and a later try stores one answer.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engines import ENGINES, ChromiumTab, FirefoxTab, Tab, until
from hallbar.feedback.service import answer
from hallbar.serve import app
from serving import serving
from support import ROOT, Served

pytestmark = [pytest.mark.usefixtures("long_round", "processes"), pytest.mark.timeout(120)]

PAGE = "/regler/"
FORM = f"/feedback/?page={PAGE}&lang=sv"
TEXT = "Jag hittar inte öppettiderna."
NGINX = "<html><head><title>500</title></head><body><center><h1>500</h1></center><hr>nginx</body></html>"
READY = "() => document.readyState === 'complete' && Boolean(document.body)"
WRITTEN = "() => document.querySelector('textarea')?.value"
CHOSEN = "() => document.querySelector('input[value=no]')?.checked"
FOCUSED = "() => document.activeElement?.id"
HEADING = "() => document.querySelector('h1')?.textContent"
MAIN = "() => document.querySelector('main')?.textContent.replace(/\\s+/g, ' ')"
GONE = """() => document.querySelector('.feedback-own') === null
  && performance.getEntriesByType('navigation')[0].loadEventEnd > 0"""
"""True when another page has loaded to its end; earlier, Back might lead one page too far."""
THANKS = "Tack! Ditt svar är skickat."


class WithoutScripts(FirefoxTab):
    """A tab of Firefox where pages run no script, so nothing can be promised either."""

    def run(self, script: str, argument: object = None) -> Any:
        expression = f"JSON.stringify(({script})({json.dumps(argument)}) ?? null)"
        return json.loads(self._evaluate(expression)["value"])


@dataclass
class Front:
    """The site behind something that may go wrong with a post before it reaches the service."""

    site: ASGIApp
    reply: Response | None = None
    """Given instead of the service's."""
    origin: bytes = b""
    """Sent on instead of the browser's."""
    delay: float = 0
    """Seconds that a post waits."""
    posts: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            self.posts += 1
            receive = await _read(receive)
            await asyncio.sleep(self.delay)
            scope = {**scope, "headers": [self._header(*header) for header in scope["headers"]]}
            if self.reply:
                await self.reply(scope, receive, send)
                return
        await self.site(scope, receive, send)

    def _header(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        return (name, self.origin if name == b"origin" and self.origin else value)


async def _read(receive: Receive) -> Receive:
    """Read a request to its end, as nginx does also if it is refused: no reset reaches the browser."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    again = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def read() -> Message:
        return next(again, None) or await receive()

    return read


@dataclass
class Trouble:
    """A visitor of a site whose server can be stopped, and the answers that it stored."""

    tab: Tab
    site: Path
    data: Path
    front: Front = field(init=False)
    url: str = ""
    running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Start the server, at the same address as before."""
        self.front = Front(app(self.site, self.data))
        self.url = self.running.enter_context(serving(self.front, urlsplit(self.url).port or 0))

    def stop(self) -> None:
        self.running.close()

    def open(self, path: str = FORM) -> None:
        self.tab.open(self.url + path)

    def write(self, text: str = TEXT) -> None:
        self.tab.run("(text) => (document.querySelector('textarea').value = text).length", text)

    def choose(self) -> None:
        until(self.tab, READY)  # earlier, the button may move
        self.tab.click("input[value=no]")

    def send(self) -> None:
        """Post the form, as the button does, and do not wait for what comes."""
        self.tab.run("() => document.querySelector('main form').requestSubmit()")

    def gone(self) -> None:
        """Wait until the browser shows no page of the service."""
        until(
            self.tab,
            "() => document.querySelector('.feedback-own') === null && document.readyState === 'complete'",
        )

    def back(self) -> None:
        """Go back from a page that has loaded. The command of WebDriver may be ahead of Firefox's history."""
        if isinstance(self.tab, FirefoxTab):
            self.tab.run("() => history.back()")
        else:
            self.tab.back()

    def shows(self, script: str, what: object) -> None:
        """Wait until a function in the page returns `what`, or a text that holds it."""
        until(self.tab, script, lambda seen: seen == what or (isinstance(seen, str) and str(what) in seen))

    def answers(self, table: str = "answers") -> list[str]:
        with closing(sqlite3.connect(f"file:{self.data / 'answers.sqlite3'}?mode=ro", uri=True)) as rows:
            return [comment for (comment,) in rows.execute(f"SELECT comment FROM {table}")]

    def thanked_once(self, text: str = TEXT) -> None:
        self.shows(HEADING, THANKS)
        assert self.answers() == [text]


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Tab]:
    if request.param == "chromium":
        with browser.new_context(java_script_enabled=False) as visitor:
            yield ChromiumTab(visitor.new_page())
    else:
        with ENGINES["firefox"](browser, **{"javascript.enabled": False}) as opened:
            assert isinstance(opened, FirefoxTab)
            yield WithoutScripts(opened.firefox)


@pytest.fixture
def trouble(tab: Tab, served: Served, tmp_path: Path) -> Iterator[Trouble]:
    trouble = Trouble(tab, served.site, tmp_path)
    trouble.start()
    yield trouble
    trouble.stop()


def test_the_gate_leads_to_the_form_and_an_answer_is_stored(trouble: Trouble) -> None:
    trouble.open(PAGE)
    trouble.tab.click("consent-gate a[href*='feedback/?']")
    trouble.shows(HEADING, "Hjälp oss att förbättra")
    trouble.choose()
    trouble.write()
    trouble.tab.click("main [type=submit]")
    trouble.thanked_once()


@pytest.mark.parametrize("text", [TEXT, "å" * 10_000, "\U0001f600" * 9_000], ids=["short", "long", "emoji"])
def test_a_wrong_form_is_shown_again_and_back_and_reload_work(trouble: Trouble, text: str) -> None:
    """The last text takes 108 kB in a posted form."""
    trouble.open()
    trouble.write(text)
    trouble.send()  # yes or no is not chosen
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.shows(WRITTEN, text)
    trouble.open(trouble.tab.run("() => location.pathname + location.search + location.hash"))  # reload
    trouble.shows(WRITTEN, text)
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.choose()
    trouble.write()
    trouble.send()
    trouble.thanked_once()
    trouble.tab.back()
    trouble.shows(READY, True)
    assert trouble.tab.run("() => document.querySelectorAll('textarea').length") == 1
    assert len(trouble.answers()) == 1


def test_the_link_of_an_error_leads_to_its_field(trouble: Trouble) -> None:
    trouble.open()
    trouble.send()
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.tab.click("#feedback-wrong a")
    trouble.shows(FOCUSED, "feedback-yes")


def test_a_report_from_the_statement(trouble: Trouble) -> None:
    """Nothing is gated, nobody has to say who they are, and what was written is kept when something lacks."""
    trouble.open("/tillganglighet/")
    trouble.tab.click("article a[href*='feedback/report']")
    trouble.shows(HEADING, "Rapportera ett fel på sidan")
    trouble.tab.run("() => (document.querySelector('[name=contact]').value = 'anna@exempel.example')")
    trouble.send()  # without saying what is wrong
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.shows(MAIN, "Fel: Skriv vad som är fel.")
    assert trouble.tab.run("() => document.querySelector('[name=contact]').value") == "anna@exempel.example"
    trouble.write()
    trouble.send()
    trouble.shows(HEADING, "Tack! Din rapport är skickad.")
    assert trouble.answers("reports") == [TEXT]


def test_a_report_at_the_end_of_a_page(trouble: Trouble) -> None:
    """It opens without a script, and no gate is before it. It has no id, so the service gives it one."""
    trouble.open(PAGE)
    trouble.tab.click("[data-report] > summary")
    trouble.tab.run("() => (document.querySelector('[data-report] textarea').value = 'x'.repeat(501))")
    trouble.tab.click("[data-report] [type=submit]")
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.shows(MAIN, "Fel: Texten är för lång.")
    trouble.shows(HEADING, "Rapportera ett fel på sidan")
    trouble.write()
    trouble.send()
    trouble.shows(HEADING, "Tack! Din rapport är skickad.")
    assert trouble.answers("reports") == [TEXT]


REPLIES: dict[str, Callable[[], Response]] = {
    "500": lambda: HTMLResponse(NGINX, 500),
    "413": lambda: HTMLResponse(NGINX, 413),
    "429": lambda: HTMLResponse(NGINX, 429),
    "200 with HTML": lambda: HTMLResponse("<h1>Logga in på nätverket</h1>"),
    "302": lambda: RedirectResponse("/kontakt/", 302),
    "204": lambda: Response(status_code=204),
}
"""Replies of a proxy or a network instead of those of the service."""


@pytest.mark.parametrize("reply", REPLIES)
def test_another_replies(trouble: Trouble, reply: str) -> None:
    """The page is not ours, so Back is all there is; the form then still holds what was written."""
    trouble.open()
    trouble.choose()
    trouble.write()
    trouble.front.reply = REPLIES[reply]()
    trouble.send()
    until(trouble.tab, "() => location.pathname", lambda _: trouble.front.posts == 1)
    if reply != "204":  # with 204 a browser stays where it is
        trouble.gone()
        trouble.back()
    trouble.shows(WRITTEN, TEXT)
    trouble.shows(CHOSEN, True)
    trouble.front.reply = None
    trouble.send()
    trouble.thanked_once()


def test_another_replies_to_a_form_that_was_wrong_before(trouble: Trouble) -> None:
    """A text that was edited after the error is there too."""
    trouble.open()
    trouble.write("Först")
    trouble.send()
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.choose()
    trouble.write("Sedan")
    trouble.front.reply = REPLIES["500"]()
    trouble.send()
    trouble.shows("() => document.title", "500")
    trouble.front.reply = None
    trouble.tab.back()
    trouble.shows(WRITTEN, "Sedan")
    trouble.send()
    trouble.thanked_once("Sedan")


def test_the_service_is_down(trouble: Trouble) -> None:
    trouble.open()
    trouble.choose()
    trouble.write()
    trouble.stop()
    trouble.send()
    until(trouble.tab, "() => /^(about:neterror|chrome-error:)/.test(document.documentURI)")
    trouble.start()
    trouble.tab.back()
    trouble.shows(WRITTEN, TEXT)
    trouble.send()
    trouble.thanked_once()


def test_the_service_is_slow_and_the_form_is_sent_twice(trouble: Trouble) -> None:
    """A browser waits without limit; who goes back and sends once more is stored once."""
    trouble.open()
    trouble.choose()
    trouble.write()
    trouble.front.delay = 1.5
    trouble.send()
    trouble.thanked_once()
    trouble.front.delay = 0
    trouble.tab.back()
    trouble.shows(WRITTEN, TEXT)
    trouble.send()
    trouble.thanked_once()
    assert trouble.front.posts == 2


def test_the_store_is_locked(trouble: Trouble) -> None:
    """503 of the service: the form says so, and that the text is kept."""
    trouble.open()
    trouble.choose()
    trouble.write()
    with closing(sqlite3.connect(trouble.data / "answers.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        trouble.send()
        trouble.shows(FOCUSED, "feedback-wrong")
        trouble.shows(MAIN, "Fel: Svaret är inte skickat. Din text finns kvar. Försök igen om en stund")
    trouble.shows(WRITTEN, TEXT)
    trouble.send()
    trouble.thanked_once()


def test_a_page_that_was_removed_meanwhile(trouble: Trouble) -> None:
    """422 for ever: the text is shown, to be copied, with the way to a person."""
    trouble.open()
    trouble.choose()
    trouble.write()
    trouble.tab.run("() => (document.querySelector('[name=page]').value = '/borttagen/')")
    trouble.send()
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.shows(MAIN, TEXT)
    trouble.shows(MAIN, "Vi hittar inte sidan")
    assert "om en stund" not in trouble.tab.run(MAIN)
    assert trouble.answers() == []


def test_a_forged_origin(trouble: Trouble) -> None:
    """403 before anything is read: the browser's form is all that has the text."""
    trouble.open()
    trouble.choose()
    trouble.write()
    trouble.front.origin = b"https://evil.example"
    trouble.send()
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.shows(MAIN, "gå tillbaka i webbläsaren")
    trouble.front.origin = b""
    trouble.tab.back()
    trouble.shows(WRITTEN, TEXT)
    trouble.send()
    trouble.thanked_once()


def test_a_text_that_is_too_large_to_be_read(trouble: Trouble) -> None:
    """413 before it is read, in the citizen's language, which the address of the form says."""
    text = "å" * 100_000
    trouble.open(FORM.replace("/regler/&lang=sv", "/en/regler/&lang=en"))
    trouble.choose()
    trouble.write(text)
    trouble.send()
    trouble.shows(FOCUSED, "feedback-wrong")
    trouble.shows(MAIN, "Not sent. The text is too large.")
    trouble.shows(MAIN, "go back in your browser")
    trouble.tab.back()
    trouble.shows("() => document.querySelector('textarea')?.value.length", len(text))
    trouble.write("å" * answer.COMMENT_LIMIT)
    trouble.send()
    trouble.shows(HEADING, "Thank you! Your answer has been sent.")
    assert trouble.answers() == ["å" * answer.COMMENT_LIMIT]


STATES = {
    "answer": "/feedback/?{about}",
    "answer with an error": "/feedback/?{about}&draft=gone#feedback-wrong",
    "report": "/feedback/report?{about}",
    "thanks": "/feedback/thanks?{about}&removed=2",
    "thanks for a report": "/feedback/thanks?{about}&about=report&removed=1",
    "no such page": "/feedback/?{about}&page=/nej/",
}
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """async (rules) => (await axe.run({ runOnly: rules })).violations.map(
  ({ id, nodes }) => [id, nodes.map((node) => node.html)])"""


def axe(page: Page) -> object:
    page.add_script_tag(path=ROOT / "node_modules/axe-core/axe.min.js")
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return page.evaluate(AXE, RULES), wide


@pytest.mark.parametrize(
    ("scheme", "about"), [("light", "page=/regler/&lang=sv"), ("dark", "page=/en/regler/&lang=en")]
)
def test_axe_finds_nothing_on_the_pages(
    browser: Browser, served: Served, scheme: Literal["light", "dark"], about: str
) -> None:
    """In a narrow tab where axe-core may run, although the pages allow no script."""
    size: ViewportSize = {"width": 320, "height": 640}
    with browser.new_context(bypass_csp=True, color_scheme=scheme, viewport=size) as visitor:
        found = findings(visitor.new_page(), served.url, about)
    assert found == dict.fromkeys(found, ([], False))


def findings(checked: Page, url: str, about: str) -> dict[str, object]:
    """Return what axe-core finds in each state, and whether the page is wider than the window."""
    found = {}
    for state, path in STATES.items():
        checked.goto(url + path.format(about=about))
        found[state] = axe(checked)
    wrong = {"too long": ("/feedback/", "x" * 501), "not described": ("/feedback/report", "")}
    for name, (path, text) in wrong.items():
        checked.goto(f"{url}{path}?{about}")
        checked.fill("textarea", text)
        checked.press("main [type=submit]", "Enter")
        checked.wait_for_selector("[aria-invalid=true]")
        found[name] = axe(checked)
    return found
