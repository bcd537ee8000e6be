"""What is on the visitor's device stands in the register and is there by consent, whatever was chosen."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hallbar.consent.storage import NECESSARY, merged
from support import PLUGINS, Served
from visiting import TODAY, Visit, frames, watched

REGISTER = merged(sorted(PLUGINS.glob("*/storage.toml")), ["sv", "en"])
NAMES: dict[tuple[str, str], str] = {(key.kind, key.name): key.category for key in REGISTER.keys}
SAMPLES = ["/lana/", "/en/kontakt/", "/cookies/"]
GATE = "consent-gate[feature=readaloud]"
NO_COOKIES = """
  Object.defineProperty(Document.prototype, 'cookie', {get: () => '', set: () => {}});
  const closed = () => { throw new DOMException('denied', 'SecurityError'); };
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get: closed});
"""
SANDBOX = """
  const closed = () => { throw new DOMException('denied', 'SecurityError'); };
  Object.defineProperty(Document.prototype, 'cookie', {get: closed, set: closed});
"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
SIGNALLED = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true});"
STORED = """() => {
  const keys = [];
  for (const name of ['localStorage', 'sessionStorage'])
    try { keys.push(...Object.keys(window[name]).map(key => [name, key])); } catch {}
  return keys;
}"""
CHANNEL = """
  Object.assign(window, { told: new BroadcastChannel("hallbar-consent"), toldAt: 0, silentAt: 0 });
  told.onmessage = () => { toldAt ||= performance.now(); };
"""
"""Hears what the pages tell each other, and when, before the page itself does."""


@dataclass(frozen=True)
class Condition:
    """What a visitor brings along, and whether anything may be stored."""

    cookie: Callable[[str], str] | None = None
    """The record that was stored before, given today's version."""
    script: str = ""
    open: bool = False
    """Whether the gates stand open on arrival."""
    press: str = ""
    """What is pressed at the gate of every page."""


def told(version: str, *, yes: bool = True, days: int = 1) -> str:
    date = (TODAY - timedelta(days=days)).date().isoformat()
    return json.dumps({"version": version, "date": date, "choices": {"preferences": yes}})


CONDITIONS = {
    "no choice": Condition(),
    "refused": Condition(lambda version: told(version, yes=False)),
    "accepted": Condition(told, open=True),
    "once": Condition(press="once"),
    "gpc": Condition(script=SIGNALLED),
    "gpc and accepted": Condition(told, script=SIGNALLED, open=True),
    "expired": Condition(lambda version: told(version, days=365)),
    "almost expired": Condition(lambda version: told(version, days=364), open=True),
    "old version": Condition(lambda version: told("0" * len(version))),
    "corrupt": Condition(lambda _: '{"version": {'),
    "odd choices": Condition(lambda version: told(version).replace("true", '"true"')),
    "no cookies": Condition(script=NO_COOKIES, press="accept"),
    "sandbox": Condition(script=SANDBOX, press="accept"),
    "storage full": Condition(told, script=FULL, open=True),
}


def arrived(context: BrowserContext, served: Served, condition: Condition) -> Visit:
    """A visitor who brings that along, before the first page."""
    page = context.new_page()
    page.add_init_script(condition.script)
    if condition.cookie:
        value = quote(condition.cookie(served.manifest["consent"]["version"]))
        context.add_cookies([{"name": "hallbar-consent", "value": value, "url": served.url}])
    return watched(page)


def unlisted(page: Page) -> list[Any]:
    """What is stored and stands in no storage.toml, or was not consented to."""
    accepted = {NECESSARY, *(page.get_attribute("html", "data-consent") or "").split()}
    found = [("cookie", cookie["name"]) for cookie in page.context.cookies()]
    found += [(kind, key) for kind, key in page.evaluate(STORED)]
    return [thing for thing in found if NAMES.get(thing) not in accepted]


def works(visit: Visit, condition: Condition) -> None:
    """Gates are open or closed as they should be, and open when pressed."""
    gate = visit.page.locator(GATE)
    if gate.count():
        expect(gate.locator("read-aloud")).to_have_count(int(condition.open))
        if condition.press:
            visit.press("readaloud", condition.press)
            expect(
                gate.get_by_role("button", name="Pausa").or_(gate.get_by_role("button", name="Pause"))
            ).to_be_focused()
    assert visit.seen.errors == []


@pytest.mark.parametrize("name", CONDITIONS)
def test_nothing_unlisted_is_stored_and_the_page_works(
    dated: BrowserContext, served: Served, name: str
) -> None:
    assert set(SAMPLES) < set(served.pages())
    nothing_unlisted(dated, served, CONDITIONS[name], SAMPLES)


@pytest.mark.usefixtures("long_round")
@pytest.mark.parametrize("name", CONDITIONS)
def test_nothing_unlisted_is_stored_on_any_page(dated: BrowserContext, served: Served, name: str) -> None:
    nothing_unlisted(dated, served, CONDITIONS[name], served.pages())


def nothing_unlisted(
    context: BrowserContext, served: Served, condition: Condition, paths: Sequence[str]
) -> None:
    visit = arrived(context, served, condition)
    for path in paths:
        visit.page.goto(served.url + path)
        works(visit, condition)
        if condition.cookie is None:
            assert context.cookies() == [], path
        assert unlisted(visit.page) == [], path


def test_after_withdrawal_only_the_record_is_left(dated: BrowserContext, served: Served) -> None:
    only_the_record_is_left(dated, served, SAMPLES)


@pytest.mark.usefixtures("long_round")
def test_after_withdrawal_only_the_record_is_left_on_any_page(dated: BrowserContext, served: Served) -> None:
    only_the_record_is_left(dated, served, served.pages())


def only_the_record_is_left(context: BrowserContext, served: Served, paths: Sequence[str]) -> None:
    visit = arrived(context, served, CONDITIONS["accepted"])
    visit.page.goto(served.url + "/lana/")
    visit.page.select_option("[data-speed]", "1.5")
    assert visit.page.evaluate(STORED) == [["localStorage", "hallbar.speed"]]

    visit.page.click("footer >> text=Cookie-inställningar")
    visit.page.click("consent-settings [data-consent=refuse]")
    for path in paths:
        visit.page.goto(served.url + path)
        assert visit.page.evaluate(STORED) == [], path
        assert [cookie["name"] for cookie in context.cookies()] == ["hallbar-consent"], path
    assert visit.seen.errors == []


@pytest.mark.parametrize(
    "write",
    [
        "localStorage['__palette'] = '1'",
        "sessionStorage.x = 1",
        "document.cookie = 'x=1'",
        "localStorage['hallbar.speed'] = 2",
    ],
)
def test_a_key_outside_the_register_is_detected(context: BrowserContext, served: Served, write: str) -> None:
    """Material's own keys, a session's, a cookie, and one of ours before it may be there."""
    page = context.new_page()
    page.goto(served.url)
    page.evaluate(write)

    assert len(unlisted(page)) == 1


def test_once_in_one_tab_opens_nothing_in_another(context: BrowserContext, served: Served) -> None:
    one, two = (watched(context.new_page()) for _ in range(2))
    for tab in (one, two):
        tab.page.add_init_script(CHANNEL)
        tab.page.goto(served.url + "/lana/")
    one.press("readaloud", "once")
    expect(one.page.locator("read-aloud")).to_be_visible()

    one.page.evaluate("() => told.postMessage(null)")  # what comes after whatever the press has told
    two.page.wait_for_function("() => toldAt")
    frames(two.page)
    assert two.page.locator("read-aloud, page-feedback").count() == 0
    assert one.page.locator("page-feedback").count() == 0


def test_withdrawing_in_one_tab_closes_both_features_in_another_within_a_second(
    context: BrowserContext, served: Served
) -> None:
    one, two = (watched(context.new_page()) for _ in range(2))
    two.page.add_init_script(CHANNEL)
    two.page.goto(served.url + "/lana/")
    two.press("readaloud", "accept")
    two.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.1")
    two.page.get_by_role("textbox").fill("Min text")
    audio = two.page.evaluate_handle("() => document.querySelector('audio')")
    audio.evaluate("audio => audio.addEventListener('pause', () => { silentAt = performance.now(); })")
    one.page.goto(served.url + "/cookies/")
    two.page.evaluate("() => { toldAt = 0; }")  # it has heard its own yes

    one.page.click("consent-settings [data-consent=refuse]")

    two.page.wait_for_function("() => toldAt && silentAt")
    assert two.page.evaluate("() => silentAt - toldAt") < 1000
    expect(two.page.locator("read-aloud, page-feedback")).to_have_count(0)
    assert audio.evaluate("audio => audio.paused") is True
    assert two.page.evaluate("() => document.hasFocus() && document.activeElement.localName") in (
        False,
        "body",
        "button",
    )
    two.press("feedback", "once")
    expect(two.page.get_by_role("textbox")).to_have_value("Min text")


def test_a_page_from_the_back_forward_cache_follows_a_later_choice(
    dated: BrowserContext, served: Served
) -> None:
    page = dated.new_page()
    page.goto(served.url + "/lana/")
    value = quote(told(served.manifest["consent"]["version"]))
    dated.add_cookies([{"name": "hallbar-consent", "value": value, "url": served.url}])

    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(page.locator("read-aloud")).to_be_visible()
    assert page.evaluate("() => document.querySelector('audio').paused") is True
