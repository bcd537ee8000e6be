"""Audio that is not loaded, or not whole: a plain message, another try, and a page that still works."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from support import Served
from visiting import Visit

Open = Callable[[str], Visit]
PAGE = "/lana/"
NETWORK = "Ljudet går inte att hämta. Kontrollera att du har kontakt med internet och försök igen."
BROKEN = "Ljudet går inte att spela. Försök igen, eller läs texten på sidan."
CUT = "Ljudet tog slut för tidigt. Försök igen."


def sound(served: Served, page: Page) -> bytes:
    address = str(page.locator("template").first.evaluate("one => one.content.querySelector('audio').src"))
    return (served.site / "hallbar/readaloud/sound" / Path(address).name).read_bytes()


def shows(page: Page, words: str) -> None:
    expect(page.locator("read-aloud [role=alert]")).to_have_text(words)


def usable(tab: Visit) -> None:
    """Check that the rest of the page works; the browser itself reports what was not loaded."""
    assert [error for error in tab.seen.errors if "Failed to load resource" not in error] == []
    tab.press("feedback", "once")
    expect(tab.page.get_by_text("Hjälpte den här informationen dig?")).to_be_visible()


def retried(page: Page) -> None:
    page.get_by_role("button", name="Försök igen").click()
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.3")
    shows(page, "")
    expect(page.get_by_role("button", name="Försök igen")).to_be_hidden()
    assert page.evaluate("() => document.activeElement.dataset.act") == "play"


@pytest.mark.parametrize("kind", ["missing", "undecodable", "refused"])
def test_audio_that_cannot_be_loaded_is_reported_and_can_be_tried_again(visit: Open, kind: str) -> None:
    tab = visit(PAGE)

    def answer(route: Route) -> None:
        if kind == "missing":
            route.fulfill(status=404, body="not found")
        elif kind == "undecodable":
            route.fulfill(body=b"this is no sound" * 5000, content_type="audio/mpeg")
        else:
            route.abort()

    tab.page.route("**/*.mp3", answer)
    tab.press("readaloud", "once")
    shows(tab.page, BROKEN)
    expect(tab.page.get_by_role("button", name="Lyssna", exact=True)).to_be_visible()
    tab.page.unroute("**/*.mp3")
    retried(tab.page)
    usable(tab)


def test_a_missing_network_is_reported(visit: Open, context: BrowserContext) -> None:
    tab = visit(PAGE)
    tab.page.route("**/*.mp3", lambda route: route.abort())
    tab.press("readaloud", "once")
    shows(tab.page, BROKEN)
    context.set_offline(True)
    tab.page.get_by_role("button", name="Försök igen").click()
    shows(tab.page, NETWORK)
    context.set_offline(False)
    tab.page.unroute("**/*.mp3")
    retried(tab.page)


def test_audio_that_is_cut_off_is_reported_and_continues_when_it_is_whole(
    visit: Open, served: Served
) -> None:
    tab = visit(PAGE)
    whole = sound(served, tab.page)
    half = whole[:120_000]  # 20 of some 220 seconds

    tab.page.route("**/*.mp3", lambda route: route.fulfill(body=half, content_type="audio/mpeg"))
    tab.press("readaloud", "once")
    tab.page.wait_for_function("() => document.querySelector('audio').currentTime > 0.2")
    tab.page.evaluate("() => { document.querySelector('audio').playbackRate = 16; }")
    shows(tab.page, CUT)
    expect(tab.page.get_by_role("button", name="Lyssna", exact=True)).to_be_visible()
    tab.page.unroute("**/*.mp3")
    tab.page.evaluate("() => { document.querySelector('audio').playbackRate = 1; }")
    tab.page.get_by_role("button", name="Försök igen").click()
    tab.page.wait_for_function("() => document.querySelector('audio').currentTime > 20.3")
    shows(tab.page, "")
    usable(tab)


def test_without_cues_the_audio_plays_and_a_message_says_that_the_text_is_not_followed(visit: Open) -> None:
    tab = visit(PAGE)
    tab.page.route("**/*.vtt", lambda route: route.fulfill(status=404, body="not found"))
    tab.press("readaloud", "once")
    tab.page.wait_for_function("() => document.querySelector('audio').currentTime > 0.5")
    shows(tab.page, "Texten går inte att följa just nu, men du kan lyssna.")
    tab.page.get_by_role("button", name="Nästa mening").click()
    assert tab.page.evaluate("() => document.querySelector('audio').paused") is False
    usable(tab)
