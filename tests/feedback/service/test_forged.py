"""Pages of others, in a real Chromium, that send answers in a citizen's name: none is stored.

Names lead to this machine by `--host-resolver-rules`, so the origins are as different as in the world.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from a11y_journeys.windows import FLAGS, chromium
from feedback.conftest import change, stored
from processes import wait_until
from serving import serving

pytestmark = [pytest.mark.usefixtures("long_round"), pytest.mark.timeout(170)]

NAMES = ("biblioteket.example", "other.biblioteket.example", "evil.example", "rebound.example")
RULES = ",".join(f"MAP {name} 127.0.0.1" for name in NAMES)
FIELDS = {
    "id": "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
    "page": "/regler/",
    "lang": "sv",
    "helpful": "yes",
    "comment": "forged",
    "consent": "none-stored",
}
JSON = json.dumps(FIELDS)
HIDDEN = "".join(f"<input type=hidden name={name} value='{value}'>" for name, value in FIELDS.items())
SPLIT = escape(JSON.replace("}", ', "x": "'))
SUBMIT = "<script>document.forms[0].submit()</script>"
PARAMETERS = f"new URLSearchParams({JSON})"
SCRIPT = "<script>{}</script>"


def form(attributes: str = "", fields: str = HIDDEN) -> str:
    return f"<form method=post action=TARGET {attributes}>{fields}</form>{SUBMIT}"


def frame(html: str, attributes: str = "") -> str:
    return f'<iframe {attributes} srcdoc="{escape(html)}"></iframe>'


def sent(body: str, options: str = "mode: 'no-cors'") -> str:
    return SCRIPT.format(f"fetch('TARGET', {{method: 'POST', body: {body}, {options}}})")


def beacon(body: str) -> str:
    return SCRIPT.format(f"navigator.sendBeacon('TARGET', {body})")


def xhr(kind: str, body: str) -> str:
    return SCRIPT.format(f"const x = new XMLHttpRequest(); x.open('POST', 'TARGET'); {kind}; x.send({body})")


POSTED = """body => fetch('/api/feedback', {
  method: 'POST', body, headers: {'Content-Type': 'application/json'}
}).then(response => response.status)"""
TYPE = "x.setRequestHeader('Content-Type', '{}')"
WAYS = {
    "form": form(),
    "form as text": form("enctype=text/plain", f"<input name='{SPLIT}' value='&quot;}}'>"),
    "form in parts": form("enctype=multipart/form-data"),
    "form without a referrer": f"<meta name=referrer content=no-referrer>{form()}",
    "form with its origin as referrer": f"<meta name=referrer content=origin>{form()}",
    "form into a frame": f"<iframe name=x></iframe>{form('target=x')}",
    "form into a window": form("target=x rel=noopener"),
    "form in a frame": frame(form()),
    "form in a sandbox": frame(form(), 'sandbox="allow-forms allow-scripts"'),
    "form in a sandbox with its origin": frame(
        form(), 'sandbox="allow-forms allow-scripts allow-same-origin"'
    ),
    "form in data": f'<iframe src="data:text/html,{escape(form())}"></iframe>',
    "form of a button": f"<form method=post>{HIDDEN}<button formaction=TARGET>x</button></form>"
    + SCRIPT.format("document.querySelector('button').click()"),
    "form through a redirect": form().replace("TARGET", "/onward?to=TARGET"),
    "form as json by script": SCRIPT.format(
        "const f = document.createElement('form'); f.method = 'post'; f.action = 'TARGET';"
        "f.enctype = 'application/json'; document.documentElement.append(f); f.submit()"
    ),
    "text": sent(f"'{JSON}'"),
    "typeless blob": sent(f"new Blob(['{JSON}'])"),
    "blob of text": sent(f"new Blob(['{JSON}'], {{type: 'text/plain'}})"),
    "blob of json": sent(f"new Blob(['{JSON}'], {{type: 'application/json'}})", "mode: 'cors'"),
    "bytes": sent(f"new TextEncoder().encode('{JSON}')"),
    "parameters": sent(PARAMETERS),
    "parameters with cors": sent(PARAMETERS, "mode: 'cors'"),
    "parameters without a referrer": sent(PARAMETERS, "mode: 'no-cors', referrerPolicy: 'no-referrer'"),
    "parameters with credentials": sent(PARAMETERS, "mode: 'no-cors', credentials: 'include'"),
    "parameters that outlive the page": sent(PARAMETERS, "mode: 'no-cors', keepalive: true"),
    "parameters through a redirect": sent(PARAMETERS).replace("TARGET", "/onward?to=TARGET"),
    "parameters from a sandbox": frame(sent(PARAMETERS), "sandbox=allow-scripts"),
    "parts": sent(f"Object.entries({JSON}).reduce((f, e) => (f.append(...e), f), new FormData())"),
    "json": sent(f"'{JSON}'", "headers: {'Content-Type': 'application/json'}"),
    "json without cors": sent(f"'{JSON}'", "mode: 'no-cors', headers: {'Content-Type': 'application/json'}"),
    "json with a false origin": sent(
        f"'{JSON}'",
        "headers: {'Content-Type': 'application/json', 'Origin': 'OWN', 'Host': 'OWN'}",
    ),
    "beacon of text": beacon(f"'{JSON}'"),
    "typeless beacon": beacon(f"new Blob(['{JSON}'])"),
    "beacon of json": beacon(f"new Blob(['{JSON}'], {{type: 'application/json'}})"),
    "beacon of parameters": beacon(PARAMETERS),
    "old request of text": xhr(TYPE.format("text/plain"), f"'{JSON}'"),
    "old request of parameters": xhr(TYPE.format("application/x-www-form-urlencoded"), "'helpful=yes'"),
    "old request of json": xhr(TYPE.format("application/json"), f"'{JSON}'"),
    "worker": SCRIPT.format(
        f"""new Worker(URL.createObjectURL(new Blob([`fetch('TARGET', {{method: 'POST', mode: 'no-cors',
        body: new URLSearchParams({JSON})}})`])))"""
    ),
    "ping": "<a href='#' ping=TARGET>x</a>" + SCRIPT.format("document.querySelector('a').click()"),
    "report of a policy": "<meta http-equiv=x><img src=//a.example/x.png>",
}


@dataclass
class Site:
    """The service at any port, with what it has answered, and a page that was loaded from the same origin."""

    port: int = 0
    page: str = ""
    statuses: list[int] = field(default_factory=list)

    def recorded(self, app: ASGIApp) -> ASGIApp:
        async def record(scope: Scope, receive: Receive, send: Send) -> None:
            async def sending(message: Message) -> None:
                await send(message)
                if message["type"] == "http.response.start" and scope["method"] != "GET":
                    self.statuses.append(message["status"])

            if scope.get("path") == "/page":
                await HTMLResponse(f"<!doctype html>{self.page}")(scope, receive, send)
            else:
                await app(scope, receive, sending)

        return record

    def at(self, name: str) -> str:
        return f"http://{name}:{self.port}"


@pytest.fixture
def target(site: Path, application: Starlette) -> Iterator[Site]:
    own = Site()
    with serving(own.recorded(application)) as url:
        own.port = int(url.rpartition(":")[2])
        change(site, lambda content: content.update(address=own.at("biblioteket.example")))
        yield own


@pytest.fixture
def evil() -> Iterator[int]:
    """Return the port of a server of others, which answers with the page that `?html=` holds."""

    async def page(request: Request) -> Response:
        html, policy = (request.query_params[name] for name in ("html", "policy"))
        headers = {"Content-Security-Policy": policy}
        return HTMLResponse(f"<!doctype html><title>x</title>{html}", headers=headers)

    async def onward(request: Request) -> Response:
        return RedirectResponse(request.query_params["to"], 307)

    routes = [Route("/", page), Route("/onward", onward, methods=["POST"])]
    with serving(Starlette(routes=routes)) as url:
        yield int(url.rpartition(":")[2])


@pytest.fixture
def chrome(browser: Browser) -> Iterator[Browser]:
    """Return a Chromium for which all NAMES are this machine."""
    rules = f"--host-resolver-rules={RULES}"
    with browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, rules]) as own:
        yield own


def attacked(chrome: Browser, target: Site, way: str, own: str, address: Callable[[str], str]) -> list[int]:
    """Show a page that attacks in one way, and return the statuses of the service.

    `address` returns the URL of a page with the HTML.
    """
    target.statuses.clear()
    site = target.at("biblioteket.example")
    html = WAYS[way].replace("TARGET", f"{own}/api/feedback").replace("OWN", site)
    with chrome.new_page() as page:
        with suppress(PlaywrightError):  # the page is left before it is loaded
            page.goto(address(html), wait_until="commit")
        wait_until(lambda: target.statuses, f"the request arrives: {way}")
    return target.statuses[:]


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("evil.example", "biblioteket.example"),
        ("other.biblioteket.example", "biblioteket.example"),  # of the same site (Sec-Fetch-Site)
        ("localhost", "127.0.0.1"),  # trustworthy, so that Sec-Fetch-Site is sent
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_nothing_that_others_send_is_stored(
    chrome: Browser, target: Site, evil: int, data: Path, other: str, own: str
) -> None:
    policy = f"img-src 'none'; report-uri {target.at(own)}/api/feedback"

    def address(html: str) -> str:
        return f"http://{other}:{evil}/?{urlencode({'html': html, 'policy': policy})}"

    statuses = {way: attacked(chrome, target, way, target.at(own), address) for way in WAYS}
    assert len(statuses) >= 34
    assert {way: found for way, found in statuses.items() if not {*found} <= {403, 405, 415}} == {}
    assert stored(data) == []


def test_nothing_is_stored_after_dns_rebinding(chrome: Browser, target: Site, data: Path) -> None:
    """The name of the attacker leads to the service, so its page has the origin that it sends to."""
    own = target.at("rebound.example")

    def address(html: str) -> str:
        target.page = html
        return f"{own}/page"

    ways = [way for way in WAYS if "redirect" not in way and way != "report of a policy"]
    statuses = {way: attacked(chrome, target, way, own, address) for way in ways}
    assert len(statuses) >= 34
    assert {way: found for way, found in statuses.items() if not {*found} <= {403, 405, 415}} == {}
    assert stored(data) == []


def test_the_same_from_a_page_of_the_site_is_stored(chrome: Browser, target: Site, data: Path) -> None:
    """The attacks above are refused for where they come from."""
    own = target.at("biblioteket.example")
    with chrome.new_page() as page:
        page.goto(f"{own}/page")
        assert page.evaluate(POSTED, JSON) == 201
        target.page = form().replace("TARGET", f"{own}/api/feedback")
        page.goto(f"{own}/page", wait_until="commit")
        page.wait_for_url("**/feedback/thanks?*")
    assert [answer.comment for answer in stored(data)] == ["forged"]
