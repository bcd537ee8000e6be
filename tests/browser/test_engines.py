"""The player and the search in three engines: Chromium, Firefox ESR and WebKitGTK (engines.py)."""

import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from engines import ENGINES, Tab, until
from faulty_proxy import GARBAGE, PORTAL, Fault, Faulty, answers, cuts, faulty, resets, stalls
from heard import BLOCKS, HEARD, Expected
from support import Served

pytestmark = [
    pytest.mark.usefixtures("long_round", "processes"),
    pytest.mark.timeout(300),
]
PAGE = "/lana/"
GATE = "consent-gate[feature=readaloud]"
TIME = "() => document.querySelector('audio')?.currentTime ?? 0"
PAUSED = "() => document.querySelector('audio').paused"
PLAY = "read-aloud [data-act=play]"
LABEL = """() => [...document.querySelectorAll("read-aloud [data-when]")].find(
  (word) => word.checkVisibility({ visibilityProperty: true }))?.textContent.trim()"""
FOCUSED = "() => document.activeElement.dataset.act"
SPEED = "() => document.querySelector('audio')?.playbackRate"
STORED = "() => [document.cookie, Object.keys(localStorage)]"
MESSAGE = "() => document.querySelector('read-aloud [role=alert]').textContent"
RETRY = "read-aloud [data-act=retry]"
BACK = """() => {
  scrollTo({ top: 0, behavior: "instant" });
  return scrollY === 0 && !document.querySelector("read-aloud[data-mini]");
}"""
"""Scrolls to the player until it is in its place."""
WATCH = """() => {
  window.seen = [];
  addEventListener("error", (event) => event.message && seen.push(event.message));
  addEventListener("unhandledrejection", (event) => seen.push(String(event.reason)));
}"""
"""Notes errors of scripts."""
SEEN = "() => window.seen"


@pytest.fixture(params=ENGINES)
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Tab]:
    with ENGINES[request.param](browser) as tab:
        yield tab


def listening(tab: Tab, url: str, choice: str = "once") -> None:
    """Open the page and listen, by mouse."""
    tab.open(url)
    tab.run(WATCH)
    tab.click(f"{GATE} [data-consent={choice}]")
    until(tab, TIME, lambda time: time > 0.5)
    until(tab, LABEL, lambda label: label in ("Pausa", "Pause"))


def pause(tab: Tab) -> float:
    """Pause by keyboard, and return the time."""
    tab.run(f"() => document.querySelector('{PLAY}').focus()")
    tab.press("p")
    until(tab, PAUSED)
    until(tab, LABEL, lambda label: label in ("Lyssna", "Listen"))
    return float(tab.run(TIME))


def expected(tab: Tab, served: Served) -> Expected:
    vtt = served.site / urlsplit(tab.run("() => document.querySelector('track').src")).path.strip("/")
    return Expected.of(vtt.read_text("utf-8"), tab.run(BLOCKS))


def test_the_player(tab: Tab, served: Served) -> None:
    """Listen once; nothing is stored."""
    listening(tab, served.url + PAGE)
    wanted = expected(tab, served)
    assert tab.run(FOCUSED) == "play"
    assert tab.run("() => document.querySelector('audio').controls") is False
    pause(tab)

    skips(tab, [begins for begins, _, _ in wanted.cues])
    seeks(tab, wanted)
    changes_speed(tab)
    plays_from_a_click(tab, next(cue[0] for cue in wanted.cues if cue[2]["block"] == 1))

    assert tab.run(STORED) == ["", []]
    assert tab.run(SEEN) == []


def skips(tab: Tab, begins: list[float]) -> None:
    tab.run("() => { document.querySelector('audio').currentTime = 0.3; }")
    title = tab.run("() => document.querySelector('h1').innerText")
    until(tab, HEARD, lambda heard: heard[1] == title)
    tab.press("ArrowRight")
    until(tab, TIME, lambda time: abs(time - begins[1]) < 0.05)
    tab.click('read-aloud [data-act="sentence 1"]')
    until(tab, TIME, lambda time: abs(time - begins[2]) < 0.05)
    tab.click("read-aloud [data-act=more]")
    tab.click('#read-aloud-more [data-act="heading 1"], [data-bar] > [data-act="heading 1"]')
    heading = tab.run("() => document.querySelector('main h2[data-speech]').innerText")
    until(tab, HEARD, lambda heard: heard[1] == heading)


def seeks(tab: Tab, wanted: Expected) -> None:
    """Press the middle of the slider."""
    until(tab, BACK)
    tab.click("read-aloud [data-place]")
    length = float(tab.run("() => document.querySelector('[data-place]').max"))
    at = until(tab, TIME, lambda time: abs(time - length / 2) < 0.1 * length)
    words = tab.run("() => document.querySelector('[data-place]').ariaValueText")
    assert words.startswith(f"{int(at) // 60} min {int(at) % 60} s av ")
    until(tab, HEARD, lambda heard: tuple(heard[1:]) in wanted.between(heard[0], heard[0]))


def changes_speed(tab: Tab) -> None:
    """WebKitGTK 2.50 may crash if the speed is not 1 when sound begins: change it while it sounds."""
    at = float(tab.run(TIME))
    tab.run(f"() => document.querySelector('{PLAY}').focus()")
    tab.press("p")
    until(tab, TIME, lambda time: time > at + 0.5)
    tab.press("+")
    assert tab.run(SPEED) == 1.1
    assert tab.run("() => document.querySelector('audio').preservesPitch") is True
    until(tab, TIME, lambda time: time > at + 1)
    tab.press("-")
    pause(tab)


def plays_from_a_click(tab: Tab, begins: float) -> None:
    until(tab, BACK)
    tab.click("read-aloud [data-click]")
    tab.click("main [data-speech='1']")
    until(tab, PAUSED, lambda paused: not paused)
    assert begins - 0.05 <= tab.run(TIME) <= begins + 10


def test_the_right_sentence_and_word_are_highlighted(tab: Tab, served: Served) -> None:
    for path in (PAGE, "/en/lana/"):
        listening(tab, served.url + path)
        wanted, dice = expected(tab, served), random.Random(path)
        wrong = []
        for speed in tab.speeds:
            for _ in range(4):
                time = dice.uniform(0, wanted.cues[-1][1] - 2)
                tab.run(GO, [time, speed])
                _, at, sentence, word = until(tab, SOUNDS, _after(time))
                if (sentence, word) not in wanted.between(at - 0.2, at):  # it is shown with the next frame
                    wrong.append((speed, at, sentence, word, wanted.at(at)))
        assert wrong == []


GO = """([time, speed]) => {
  const audio = document.querySelector("audio");
  audio.playbackRate = speed;
  audio.currentTime = time;
  audio.play();
}"""
SOUNDS = f"() => [document.querySelector('audio').seeking, ...({HEARD})()]"


def _after(time: float) -> Callable[[Any], bool]:
    return lambda seen: not seen[0] and bool(time + 0.3 < seen[1] < time + 20)


def test_speed_and_place_are_remembered_with_consent_and_forgotten_without(tab: Tab, served: Served) -> None:
    listening(tab, served.url + PAGE, "accept")
    tab.press("+")
    stopped = pause(tab)
    until(tab, STORED, lambda stored: stored[0].startswith("hallbar-consent=") and len(stored[1]) >= 2)

    tab.open(served.url + PAGE)
    until(tab, SPEED, lambda speed: speed == 1.1)
    assert tab.run(TIME) == pytest.approx(stopped, abs=0.1)
    assert tab.run(PAUSED) is True
    tab.run(f"() => document.querySelector('{PLAY}').focus()")
    tab.press("-")  # see changes_speed
    tab.press("Enter")
    until(tab, TIME, lambda time: time > stopped + 0.3)
    assert tab.run(TIME) < stopped + 20

    settings = tab.another()
    settings.open(served.url + "/cookies/")
    settings.click("consent-settings input[value=no]")
    settings.click("consent-settings button[type=submit]")
    until(tab, "() => document.querySelector('read-aloud') === null")
    until(tab, STORED, lambda stored: "true" not in stored[0] and stored[1] == [])
    assert tab.run("() => document.documentElement.dataset.consent ?? null") is None


def test_a_page_that_comes_back_by_the_back_button_is_paused(tab: Tab, served: Served) -> None:
    """A browser that preserves the page would go on with the sound."""
    listening(tab, served.url + PAGE, "accept")
    tab.run("() => { window.sameDocument = true; }")
    tab.open(served.url + "/cookies/")
    back(tab)
    assert tab.run("() => window.sameDocument ?? false") is tab.preserves
    until(tab, LABEL, lambda label: label == "Lyssna")
    assert tab.run(PAUSED) is True
    tab.click(PLAY)
    until(tab, PAUSED, lambda paused: not paused)

    tab.open(served.url + "/cookies/")
    tab.click("consent-settings input[value=no]")
    tab.click("consent-settings button[type=submit]")
    until(tab, "() => document.documentElement.dataset.consent === undefined")
    back(tab)
    until(tab, "() => document.querySelector('read-aloud') === null")
    assert tab.run(STORED)[1] == []


def back(tab: Tab) -> None:
    tab.back()
    until(tab, f"() => location.pathname === '{PAGE}' && document.readyState === 'complete'")


@pytest.mark.parametrize("choice", ["once", "accept"])
def test_firefox_with_all_cookies_blocked_is_as_if_once(
    browser: Browser, served: Served, choice: str
) -> None:
    """Cookies, localStorage and BroadcastChannel throw; both gates open all the same."""
    with ENGINES["firefox"](browser, **{"network.cookie.cookieBehavior": 2}) as tab:
        listening(tab, served.url + PAGE, choice)
        blocked = (
            "() => { try { new BroadcastChannel('x'); return ''; } catch (error) { return error.name; } }"
        )
        assert tab.run(blocked) == "SecurityError"
        assert tab.run("() => document.documentElement.dataset.consent ?? null") is None
        tab.press("+")
        assert tab.run(SPEED) == 1.1
        pause(tab)
        tab.click(f"consent-gate[feature=feedback] [data-consent={choice}]")
        until(tab, "() => document.querySelector('page-feedback form') !== null")
        assert tab.run(SEEN) == []
        tab.open(served.url + PAGE)
        assert tab.run("() => document.querySelector('read-aloud') === null") is True
        assert tab.run(f"() => getComputedStyle(document.querySelector('{GATE} button')).display") != "none"


FIELD = "site-search input"
HITS = "() => document.querySelectorAll('.search-panel [data-hits] a').length"
OPEN = "() => document.querySelector('.search-panel')?.checkVisibility() ?? false"
AT = "() => document.activeElement.closest('.search-panel') ? 'panel' : document.activeElement.localName"
HEADING = "() => document.querySelector('search-results h2')?.textContent"
FINDS = (
    """() => [...document.querySelectorAll("search-results [data-hits] h3 a")].map((link) => link.pathname)"""
)


def test_searching_by_keyboard(tab: Tab, served: Served) -> None:
    """From the field to the panel, into it and back, and on to the results page. Nothing is stored."""
    tab.open(served.url + PAGE)
    tab.run(WATCH)
    tab.click(FIELD)
    for letter in "regler":
        tab.press(letter)
    until(tab, HITS)
    until(tab, OPEN)
    tab.press("Tab")
    assert tab.run(AT) == "panel"
    tab.press("ArrowUp")
    assert tab.run(AT) == "input"
    tab.press("ArrowDown")
    tab.press("Escape")
    until(tab, OPEN, lambda shown: not shown)
    assert tab.run(AT) == "input"
    assert tab.run(f"() => document.querySelector('{FIELD}').value") == "regler"
    assert tab.run(SEEN) == []

    tab.press("Enter")
    until(tab, "() => location.hash", "#q=regler".__eq__)
    until(tab, HEADING, lambda text: text and text.endswith("på ”regler”"))
    assert "/regler/" in tab.run(FINDS)
    assert tab.run(STORED) == ["", []]


def test_the_results_page_finds(tab: Tab, served: Served) -> None:
    """An address that was shared, a search on the page, and the way back."""
    tab.open(f"{served.url}/en/sok/#q=rules")
    until(tab, HEADING, lambda text: text and text.endswith("for “rules”"))
    assert all(path.startswith("/en/") for path in tab.run(FINDS))
    assert tab.run(FINDS)
    tab.click("search-results input")
    tab.press("s")
    tab.press("Enter")
    until(tab, HEADING, lambda text: "ruless" in text or "srules" in text)
    tab.back()
    until(tab, HEADING, lambda text: text.endswith("for “rules”"))


@pytest.fixture(scope="module")
def proxy(served: Served) -> Iterator[Faulty]:
    with faulty(served.url) as running:
        yield running


FULL = 100_000
"""Bytes that are enough to begin with."""
FAULTS = {
    "404": (answers(404), "Ljudet finns inte"),
    "503": (answers(503), "Webbplatsen kan inte"),
    "portal": (PORTAL, "Du kanske behöver logga in på ditt wifi"),
    "garbage": (GARBAGE, "går inte att spela"),
    "stall": (stalls(FULL), "går inte att hämta"),
    "cut": (cuts(FULL), "går inte att"),
    "reset": (resets(FULL), "går inte att"),
}


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_errors_are_explained_and_another_try_recovers(
    browser: Browser, served: Served, proxy: Faulty, engine: str
) -> None:
    """Each on a page of its own, as browsers keep what they got. In Chromium: test_player_errors.py."""
    pages = [path for path in served.pages() if GATED in page(served, path) and not path.startswith("/en/")]
    with ENGINES[engine](browser) as tab:
        for path, (fault, words) in zip(pages, FAULTS.values(), strict=False):
            recovers(tab, proxy, path, fault, words)
    assert len(pages) >= len(FAULTS)


GATED = 'feature="readaloud"'


def page(served: Served, path: str) -> str:
    return (served.site / path.strip("/") / "index.html").read_text("utf-8")


def recovers(tab: Tab, proxy: Faulty, path: str, fault: Fault, words: str) -> None:
    tab.open(proxy.url + path)
    tab.run(WATCH)
    proxy.make(fault)
    tab.click(f"{GATE} [data-consent=once]")
    if fault.after:
        until(tab, f"() => ({TIME})() > 0.5 || ({MESSAGE})()")  # Firefox does not play what came before a cut
        tab.run("() => { document.querySelector('audio').currentTime = 13; }")
    until(tab, MESSAGE, lambda message: words in message)
    until(tab, f"() => document.querySelector('{GATE} > [data-opened]').dataset.opened === ''")
    stopped = float(tab.run(TIME))
    proxy.heal()
    tab.run(f"() => document.querySelector('{RETRY}').focus()")
    tab.press("Enter")
    until(tab, TIME, lambda time: time > stopped + 0.2)
    assert tab.run(TIME) < stopped + 20
    assert tab.run(MESSAGE) == ""
    assert tab.run(FOCUSED) == "play"
    assert tab.run(SEEN) == []
    proxy.resume()
