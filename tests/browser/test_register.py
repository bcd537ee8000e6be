"""Every key on the visitor's device is in the register, and stored by consent, whatever the choice."""

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
  Object.assign(window, { announced: new BroadcastChannel("hallbar-consent"), announcedAt: 0, silentAt: 0 });
  announced.onmessage = () => { announcedAt ||= performance.now(); };
"""
"""Records messages between tabs, and their times, before the page handles them."""


@dataclass(frozen=True)
class Condition:
    """The state of a visitor's browser on arrival."""

    cookie: Callable[[str], str] | None = None
    """The stored consent record, for the current version."""
    script: str = ""
    open: bool = False
    """True if the gates are open on arrival."""
    press: str = ""
    """The button to press at the gate of every page."""


def record(version: str, *, yes: bool = True, days: int = 1) -> str:
    date = (TODAY - timedelta(days=days)).date().isoformat()
    return json.dumps({"version": version, "date": date, "choices": {"preferences": yes}})


CONDITIONS = {
    "no choice": Condition(),
    "refused": Condition(lambda version: record(version, yes=False)),
    "accepted": Condition(record, open=True),
    "once": Condition(press="once"),
    "gpc": Condition(script=SIGNALLED),
    "gpc and accepted": Condition(record, script=SIGNALLED, open=True),
    "expired": Condition(lambda version: record(version, days=365)),
    "almost expired": Condition(lambda version: record(version, days=364), open=True),
    "old version": Condition(lambda version: record("0" * len(version))),
    "corrupt": Condition(lambda _: '{"version": {'),
    "odd choices": Condition(lambda version: record(version).replace("true", '"true"')),
    "no cookies": Condition(script=NO_COOKIES, press="accept"),
    "sandbox": Condition(script=SANDBOX, press="accept"),
    "storage full": Condition(record, script=FULL, open=True),
}


def arrived(context: BrowserContext, served: Served, condition: Condition) -> Visit:
    """Return a visitor in that condition, before the first page."""
    page = context.new_page()
    page.add_init_script(condition.script)
    if condition.cookie:
        value = quote(condition.cookie(served.manifest["consent"]["version"]))
        context.add_cookies([{"name": "hallbar-consent", "value": value, "url": served.url}])
    return watched(page)


def unlisted(page: Page) -> list[Any]:
    """Return the stored keys that are in no storage.toml, or have no consent."""
    accepted = {NECESSARY, *(page.get_attribute("html", "data-consent") or "").split()}
    found = [("cookie", cookie["name"]) for cookie in page.context.cookies()]
    found += [(kind, key) for kind, key in page.evaluate(STORED)]
    return [thing for thing in found if NAMES.get(thing) not in accepted]


def works(visit: Visit, condition: Condition) -> None:
    """Check that gates are open or closed as they should be, and open when pressed."""
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
    """Material's own keys, a session key, a cookie, and one of ours without consent."""
    page = context.new_page()
    page.goto(served.url)
    page.evaluate(write)

    assert len(unlisted(page)) == 1


@pytest.mark.usefixtures("long_round")
def test_once_in_one_tab_opens_nothing_in_another(context: BrowserContext, served: Served) -> None:
    one, two = (watched(context.new_page()) for _ in range(2))
    for tab in (one, two):
        tab.page.add_init_script(CHANNEL)
        tab.page.goto(served.url + "/lana/")
    one.press("readaloud", "once")
    expect(one.page.locator("read-aloud")).to_be_visible()

    one.page.evaluate("() => announced.postMessage(null)")  # sent after any message of the press
    two.page.wait_for_function("() => announcedAt")
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
    two.page.evaluate("() => { announcedAt = 0; }")  # forget the tab's own "yes"

    one.page.click("consent-settings [data-consent=refuse]")

    two.page.wait_for_function("() => announcedAt && silentAt")
    assert two.page.evaluate("() => silentAt - announcedAt") < 1000
    expect(two.page.locator("read-aloud, page-feedback")).to_have_count(0)
    assert audio.evaluate("audio => audio.paused") is True
    assert two.page.evaluate("() => document.hasFocus() && document.activeElement.localName") in (
        False,
        "body",
        "button",
    )
    two.press("feedback", "again")
    expect(two.page.get_by_role("textbox")).to_have_value("Min text")


def test_a_page_from_the_back_forward_cache_follows_a_later_choice(
    dated: BrowserContext, served: Served
) -> None:
    page = dated.new_page()
    page.goto(served.url + "/lana/")
    value = quote(record(served.manifest["consent"]["version"]))
    dated.add_cookies([{"name": "hallbar-consent", "value": value, "url": served.url}])

    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(page.locator("read-aloud")).to_be_visible()
    assert page.evaluate("() => document.querySelector('audio').paused") is True
