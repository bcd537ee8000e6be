"""A citizen sends a form in trouble, in any browser that the tests drive: the text is kept, and stored once.

The site and its service are real; a proxy (faulty_proxy.py) between them and the browser makes the trouble.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from engines import Tab, until
from faulty_proxy import PORTAL, Fault, Faulty, answers, cuts, faulty, resets, stalls
from hallbar.feedback.service.app import app
from hallbar.feedback.service.settings import Settings
from hallbar.feedback.service.store import opened
from serving import serving

PAGE = "/kontakt/"
API = "/api/*"
NOT_SENT = "Fel: Svaret är inte skickat. Din text finns kvar."
SOON = "Försök igen om en stund eller kontakta oss."
NEVER = "Det hjälper inte att försöka igen. Din text finns kvar, så du kan kopiera den och kontakta oss."
FORM = "page-feedback form"
SHOWN = """() => [...document.querySelectorAll("[data-message]")]
  .filter((message) => message.checkVisibility())
  .map((message) => [message.dataset.message, message.innerText.replace(/\\s+/g, " ").trim(),
    message.contains(document.activeElement)])"""
"""Messages that are seen: name, text, and true if focus is there."""
HURRY = "() => { const wait = setTimeout; window.setTimeout = (act, time) => wait(act, time / 40); }"
"""Lets the form give up after half a second instead of 20."""
VALUES = "(fields) => [...document.querySelectorAll(fields)].map(({ value }) => value)"
numbers = count(1)


@dataclass(frozen=True)
class Trouble:
    """A fault of the service or the network, and what the form says of it."""

    fault: Fault
    sentence: str = NOT_SENT
    advice: str = SOON


def refusal(status: int, error: str = "", key: str = "", retry: str = "") -> Fault:
    """Return what the service answers when it refuses."""
    body = f'{{"error": "{error}", "key": "{key}"}}'.encode()
    head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    retrying = f"Retry-After: {retry}\r\n" if retry else ""
    return Fault(f"{head}{retrying}Connection: close\r\n\r\n".encode() + body)


MOVED = Fault(b"HTTP/1.1 302 -\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
UNKNOWN = "Inget är skickat. Vi hittar inte sidan."
TROUBLES = {
    "an error of the service": Trouble(answers(500)),
    "an error of the web server": Trouble(answers(502)),
    "a network to sign in to": Trouble(PORTAL),
    "sent elsewhere": Trouble(MOVED),
    "no content": Trouble(Fault(b"HTTP/1.1 204 -\r\nConnection: close\r\n\r\n")),
    "a reply that never comes": Trouble(stalls(0)),
    "a reply that is lost": Trouble(resets(0)),
    "a reply that is cut off": Trouble(cuts(9)),
    "too large": Trouble(refusal(413), advice=NEVER),
    "an unknown page": Trouble(refusal(422, UNKNOWN, "unknown_page"), f"Fel: {UNKNOWN}", NEVER),
    "forged": Trouble(refusal(403), advice=NEVER),
    "too many": Trouble(refusal(429, retry="30"), advice="Försök igen om 30 sekunder eller kontakta oss."),
    "no store": Trouble(refusal(503, retry="120"), advice="Försök igen om 2 minuter eller kontakta oss."),
}


@dataclass(frozen=True)
class Line:
    """A site and its service behind a proxy that makes troubles."""

    proxy: Faulty
    data: Path

    @property
    def url(self) -> str:
        return self.proxy.url + PAGE

    def kept(self, text: str) -> list[str]:
        """Return the stored comments, of answers and reports, that begin with a text."""
        with closing(opened(self.data)) as store:
            comments = [entry.what.comment for entry in (*store.answers(), *store.reports())]
        return [comment for comment in comments if comment.startswith(text)]

    @contextmanager
    def down(self) -> Iterator[None]:
        """Let nobody listen where the site was."""
        host, self.proxy.host = self.proxy.host, "127.0.0.1:1"
        yield
        self.proxy.host = host


@contextmanager
def line(site: Path, data: Path) -> Iterator[Line]:
    """Serve a built site with its service behind a proxy."""
    with faulty("http://127.0.0.1:1") as proxy:
        service = app(site, Settings(site, data, origins=(proxy.url,), burst=0).receiver())
        routes = [*service.routes, Mount("/", StaticFiles(directory=site, html=True))]
        with serving(Starlette(routes=routes, lifespan=service.router.lifespan_context)) as url:
            proxy.host = urlsplit(url).netloc
            yield Line(proxy, data)
            proxy.resume()


def typed(tab: Tab, line: Line, what: str) -> str:
    """Open the form, choose no, and type a text of its own; return that."""
    text = f"{next(numbers)} {what}"
    tab.open(line.url)
    tab.run(HURRY)
    tab.click("consent-gate[feature=feedback] [data-consent=once]")
    until(tab, """() => document.querySelector("[data-opened=''] > page-feedback:defined") !== null""")
    tab.click("page-feedback [value=no]")
    write(tab, text)
    return text


def write(tab: Tab, text: str, field: str = "page-feedback textarea") -> None:
    """Replace the text of a field, as typing does."""
    script = """([field, text]) => {
      const one = document.querySelector(field);
      one.value = text;
      one.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    tab.run(script, [field, text])


def send(tab: Tab, form: str = FORM) -> None:
    tab.click(f"{form} [type=submit]")


def says(tab: Tab, name: str) -> str:
    """Return the text of a message, once it is the only one and has focus."""
    [[_, text, _]] = until(tab, SHOWN, lambda shown: len(shown) == 1 and shown[0][0] == name and shown[0][2])
    return str(text)


def preserved(tab: Tab, text: str) -> bool:
    return bool(tab.run(VALUES, "page-feedback :is(textarea, :checked)") == ["no", text])


def thanked(tab: Tab, form: str = FORM) -> bool:
    send(tab, form)
    return says(tab, "thanks").startswith("Tack!")


def survives(tab: Tab, line: Line, what: str, trouble: Trouble) -> None:
    """Send in a trouble, read what is said, and send again when it is over."""
    text = typed(tab, line, what)
    line.proxy.make(trouble.fault, API)
    send(tab)
    assert says(tab, "failed") == f"{trouble.sentence} {trouble.advice}"
    assert preserved(tab, text)
    line.proxy.heal()
    assert thanked(tab)
    assert line.kept(text) == [text]


def survives_a_lost_reply_and_an_edit(tab: Tab, line: Line, fault: Fault) -> None:
    """The first text is stored, which the citizen cannot know, and changes: the later one replaces it."""
    text = typed(tab, line, "Ring Anna")
    line.proxy.make(fault, API)
    send(tab)
    assert says(tab, "failed").startswith(NOT_SENT)
    assert line.kept(text) == [text]
    write(tab, f"{text.split()[0]} Ring någon")
    line.proxy.heal()
    assert thanked(tab)
    assert line.kept(f"{text.split()[0]} Ring") == [f"{text.split()[0]} Ring någon"]


def survives_a_service_that_is_down(tab: Tab, line: Line) -> None:
    text = typed(tab, line, "down")
    with line.down():
        send(tab)
        assert says(tab, "failed") == f"{NOT_SENT} {SOON}"
        assert preserved(tab, text)
    assert thanked(tab)
    assert line.kept(text) == [text]


def survives_offline(tab: Tab, line: Line, set_offline: Callable[[bool], object]) -> None:
    text = typed(tab, line, "offline")
    set_offline(True)
    send(tab)
    assert says(tab, "failed") == f"{NOT_SENT} {SOON}"
    assert preserved(tab, text)
    set_offline(False)
    assert thanked(tab)
    assert line.kept(text) == [text]


def waits_by_itself(tab: Tab, line: Line) -> None:
    """The service asks for a moment: the form says so, and sends again without a press."""
    text = typed(tab, line, "a moment")
    line.proxy.make(refusal(503, retry="10"), API)
    send(tab)
    until(tab, SHOWN, lambda shown: [each[:2] for each in shown] == [["waiting", WAITING]])
    assert preserved(tab, text)
    line.proxy.heal()
    assert says(tab, "thanks").startswith("Tack!")
    assert line.kept(text) == [text]


WAITING = "Det går inte att skicka just nu. Vi försöker igen om 10 sekunder."
REPORT = "page-report form"


def reports_in_trouble(tab: Tab, line: Line) -> None:
    """A report, with a contact: both are kept when the service is down, and stored once afterwards."""
    text = f"{next(numbers)} länken går inte"
    tab.open(line.url)
    tab.click("[data-report] summary")
    until(tab, "() => document.querySelector('page-report:defined')?.checkVisibility()")
    write(tab, text, f"{REPORT} textarea")
    write(tab, "anna@exempel.example", f"{REPORT} [name=contact]")
    with line.down():
        send(tab, REPORT)
        assert says(tab, "failed") == f"Fel: Rapporten är inte skickad. Din text finns kvar. {SOON}"
    assert tab.run(VALUES, f"{REPORT} :is(textarea, [name=contact])") == [text, "anna@exempel.example"]
    assert thanked(tab, REPORT)
    assert line.kept(text) == [text]
