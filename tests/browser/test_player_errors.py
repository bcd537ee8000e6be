"""Audio that does not come, or not whole: plain words, another try, and a page that still works.

A proxy (faulty.py) really stalls, cuts and lies. What each answer means, and the times: errors.test.js.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from faulty_proxy import GARBAGE, PORTAL, Fault, Faulty, How, answers, cuts, faulty, stalls
from support import Served
from visiting import Visit, watched

PAGE = "/lana/"
FULL = 100_000
"""Bytes that are enough for any browser to begin with: some 15 of 220 seconds."""
AUDIO = "() => document.querySelector('audio')"
SLOW = "Ljudet dröjer…"
LATE = "Ljudet går inte att hämta just nu. Det fortsätter när det kommer. Du kan också försöka igen."
NETWORK = "Ljudet går inte att hämta. Kontrollera att du har kontakt med internet och försök igen."
OFFLINE = "Du har ingen kontakt med internet. Ljudet fortsätter när du har kontakt igen."
ELSEWHERE = "Ljudet går inte att hämta. Du kanske behöver logga in på ditt wifi. Försök sedan igen."
MISSING = "Ljudet finns inte längre här. Ladda om sidan för att lyssna."
BUSY = "Webbplatsen kan inte skicka ljudet just nu. Försök igen om en stund."
BROKEN = "Ljudet går inte att spela. Försök igen, eller läs texten på sidan."
CUT = "Ljudet tog slut för tidigt. Försök igen."
REFUSED = "Webbläsaren stoppade ljudet. Tryck på Lyssna för att höra det."
UNMARKED = "Texten går inte att följa just nu, men du kan lyssna."


@pytest.fixture(scope="module")
def proxy(served: Served) -> Iterator[Faulty]:
    with faulty(served.url) as running:
        yield running


@pytest.fixture
def timed(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with a clock that the test can put forward; once put forward, it serves no other page."""
    with browser.new_context() as made:
        made.clock.install()
        yield made


@pytest.fixture
def tab(timed: BrowserContext, proxy: Faulty) -> Iterator[Visit]:
    """The page, before anything was pressed; all is well until a test makes a fault."""
    proxy.requests.clear()
    tab = watched(timed.new_page())
    tab.page.goto(proxy.url + PAGE)
    yield tab
    proxy.resume()
    timed.set_offline(False)
    tab.page.close()


def audio(page: Page, what: str) -> Any:
    return page.evaluate(f"() => document.querySelector('audio').{what}")


def sounds(page: Page, after: float = 0.2) -> None:
    page.wait_for_function(f"() => document.querySelector('audio')?.currentTime > {after}")


def shows(page: Page, words: str, *, button: str = "") -> None:
    """Wait for a message, and check that another try is offered exactly then."""
    expect(page.locator("read-aloud [role=alert]")).to_have_text(words)
    again = words in (LATE, NETWORK, OFFLINE, ELSEWHERE, MISSING, BUSY, BROKEN, CUT)
    expect(page.get_by_role("button", name="Försök igen")).to_be_visible(visible=again)
    if button:
        expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()


def usable(tab: Visit) -> None:
    """Check that the rest of the page works; the browser itself reports what was not loaded."""
    assert [error for error in tab.seen.errors if "Failed to load resource" not in error] == []
    tab.press("feedback", "once")
    expect(tab.page.get_by_text("Hjälpte den här informationen dig?")).to_be_visible()


def retried(page: Page) -> None:
    """Try again; focus does not vanish with the button, and the audio continues where it stopped."""
    stopped = audio(page, "currentTime")
    page.get_by_role("button", name="Försök igen").press("Enter")
    sounds(page, stopped + 0.2)
    assert audio(page, "currentTime") < stopped + 20
    shows(page, "", button="Pausa")
    assert page.evaluate("() => document.activeElement.dataset.act") == "play"


def runs_dry(page: Page) -> float:
    """Listen as fast as it goes until no more audio comes; return the time there."""
    sounds(page)
    page.evaluate("() => { document.querySelector('audio').playbackRate = 16; }")
    page.wait_for_function(
        """() => {
          const { currentTime, readyState } = document.querySelector("audio");
          const still = currentTime === window.before && readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
          window.before = currentTime;
          return (window.still = still ? (window.still ?? 0) + 1 : 0) === 4;
        }""",
        polling=100,
    )
    page.evaluate("() => { document.querySelector('audio').playbackRate = 1; }")
    return float(audio(page, "currentTime"))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(answers(404), MISSING, marks=pytest.mark.long),
        pytest.param(answers(503), BUSY, marks=pytest.mark.long),
        (PORTAL, ELSEWHERE),
        pytest.param(GARBAGE, BROKEN, marks=pytest.mark.long),
        pytest.param(cuts(0), BROKEN, marks=pytest.mark.long),
    ],
    ids=["404", "503", "portal", "garbage", "cut"],
)
def test_an_answer_that_is_no_audio_is_explained_and_another_try_recovers(
    tab: Visit, proxy: Faulty, fault: Fault, words: str
) -> None:
    """A browser keeps a wrong answer for an address, so another try has a new one."""
    proxy.make(fault)
    tab.press("readaloud", "once")
    shows(tab.page, words, button="Lyssna")
    tab.page.get_by_role("button", name="Försök igen").press("Enter")
    shows(tab.page, words, button="Lyssna")
    proxy.heal()
    tab.page.get_by_role("button", name="Lyssna", exact=True).press("Enter")  # the same as "Försök igen"
    sounds(tab.page)
    shows(tab.page, "", button="Pausa")
    assert [path.partition("?")[2] for path in proxy.requests if ".mp3" in path][-1] == "again=2"
    usable(tab)


@pytest.mark.usefixtures("long_round")
def test_a_stalled_connection_is_reported_and_recovers_by_itself(tab: Visit, proxy: Faulty) -> None:
    proxy.make(stalls(FULL))
    tab.press("readaloud", "once")
    runs_dry(tab.page)
    tab.page.clock.run_for(2500)
    shows(tab.page, SLOW, button="Pausa")
    tab.page.clock.run_for(8000)
    shows(tab.page, LATE, button="Pausa")
    at = audio(tab.page, "currentTime")
    tab.page.get_by_role("button", name="Försök igen").focus()
    proxy.resume()
    sounds(tab.page, at + 0.3)
    shows(tab.page, "", button="Pausa")
    assert tab.page.evaluate("() => document.activeElement.dataset.act") == "play"
    usable(tab)


@pytest.mark.usefixtures("long_round")
@pytest.mark.parametrize(
    "how", ["stall", *(pytest.param(how, marks=pytest.mark.long) for how in ("cut", "reset"))]
)
def test_a_connection_that_is_lost_is_reported_and_another_try_continues_there(
    tab: Visit, proxy: Faulty, how: How
) -> None:
    proxy.make(stalls(FULL))
    tab.press("readaloud", "once")
    sounds(tab.page)
    proxy.break_off(how)
    at = runs_dry(tab.page)
    tab.page.clock.run_for(10_500)
    expect(tab.page.get_by_role("button", name="Försök igen")).to_be_visible()
    assert tab.page.locator("read-aloud [role=alert]").inner_text() in (LATE, NETWORK, BROKEN)
    assert audio(tab.page, "currentTime") == pytest.approx(at, abs=1)
    proxy.heal()
    retried(tab.page)
    usable(tab)


@pytest.mark.usefixtures("long_round")
def test_without_a_connection_the_audio_continues_when_it_is_back(
    tab: Visit, proxy: Faulty, timed: BrowserContext
) -> None:
    proxy.make(stalls(FULL))
    tab.press("readaloud", "once")
    at = runs_dry(tab.page)
    timed.set_offline(True)
    tab.page.clock.run_for(2500)
    shows(tab.page, OFFLINE)
    proxy.heal()
    timed.set_offline(False)
    sounds(tab.page, at + 0.2)
    shows(tab.page, "", button="Pausa")


@pytest.mark.usefixtures("long_round")
def test_audio_that_ends_too_early_is_reported_and_continues_when_it_is_whole(
    tab: Visit, proxy: Faulty, served: Served
) -> None:
    """A file that was cut in two, as by a disk that is full."""
    source = tab.page.locator("consent-gate[feature=readaloud] > template").evaluate(
        "one => one.content.querySelector('audio').src"
    )
    whole = (served.site / "hallbar/readaloud/sound" / Path(source).name).read_bytes()
    proxy.make(answers(200, "audio/mpeg", whole[:FULL]))
    tab.press("readaloud", "once")
    sounds(tab.page)
    tab.page.evaluate("() => { document.querySelector('audio').playbackRate = 16; }")
    shows(tab.page, CUT, button="Lyssna")
    proxy.heal()
    tab.page.evaluate("() => { document.querySelector('audio').playbackRate = 1; }")
    retried(tab.page)
    usable(tab)


def test_without_cues_the_audio_plays_and_they_are_fetched_again(tab: Visit, proxy: Faulty) -> None:
    proxy.make(PORTAL, "*.vtt")
    tab.press("readaloud", "once")
    sounds(tab.page)
    shows(tab.page, UNMARKED, button="Pausa")
    tab.page.get_by_role("button", name="Nästa mening").press("Enter")
    assert audio(tab.page, "paused") is False
    proxy.heal()
    tab.page.get_by_role("button", name="Nästa mening").press("Enter")
    tab.page.wait_for_function("() => CSS.highlights.has('hallbar-sentence')")
    usable(tab)


def test_a_browser_that_does_not_let_audio_begin_is_named_and_a_press_plays(tab: Visit) -> None:
    """Only Chromium's policy can be asked for, and only when it starts: this is what it answers."""
    tab.page.evaluate("""() => {
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        HTMLMediaElement.prototype.play = play;
        return Promise.reject(new DOMException("play() failed", "NotAllowedError"));
      };
    }""")
    tab.press("readaloud", "once")
    shows(tab.page, REFUSED, button="Lyssna")
    tab.page.get_by_role("button", name="Lyssna", exact=True).press("Enter")
    sounds(tab.page)
    shows(tab.page, "", button="Pausa")
