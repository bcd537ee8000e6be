"""The gate as a visitor uses it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from support import Served
from visiting import TODAY, Visit, frames, watched

Open = Callable[[str], Visit]
PAGE = "/lana/"
HIGHLIGHTED = "() => [...(CSS.highlights.get('hallbar-sentence') ?? [])].map(String).join()"
TIME = "() => document.querySelector('audio')?.currentTime"


def record(context: BrowserContext) -> Any:
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    return json.loads(unquote(cookies["hallbar-consent"])) if cookies else None


def keys(page: Page) -> list[str]:
    return sorted(page.evaluate("() => Object.keys(localStorage)"))


def playing(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.3")


def test_accept_opens_the_player_in_place_and_starts_it(visit: Open, context: BrowserContext) -> None:
    tab = visit(PAGE)
    tab.page.evaluate("() => { window.sameDocument = true; }")

    tab.press("readaloud", "accept")
    playing(tab.page)

    assert tab.page.evaluate("() => window.sameDocument") is True
    assert tab.page.evaluate("() => document.activeElement.innerText") == "Pausa"
    expect(tab.page.locator("consent-gate[feature=readaloud] .consent-notice")).to_be_hidden()
    expect(tab.page.locator("form[data-feedback=page]")).to_be_visible()
    assert record(context)["choices"] == {"preferences": True}
    assert tab.page.get_attribute("html", "data-consent") == "preferences"
    assert tab.seen.errors == []


def test_the_sentence_being_read_is_highlighted(visit: Open) -> None:
    tab = visit("/en/lana/")
    tab.press("readaloud", "once")
    playing(tab.page)
    seek = (
        "time => { const audio = document.querySelector('audio'); audio.pause(); audio.currentTime = time; }"
    )

    tab.page.evaluate(seek, 0.3)
    tab.page.wait_for_function(f"() => ({HIGHLIGHTED})() === document.querySelector('h1').innerText")
    tab.page.evaluate(seek, 5)
    tab.page.wait_for_function(f"() => ({HIGHLIGHTED})() !== document.querySelector('h1').innerText")
    marked = tab.page.evaluate(HIGHLIGHTED)
    assert marked.endswith(".")
    assert marked in tab.page.inner_text("main p[data-speech='1']")


def test_focus_goes_to_the_question_when_the_form_is_opened(visit: Open) -> None:
    tab = visit(PAGE)
    tab.press("feedback", "once")

    assert tab.page.evaluate("() => document.activeElement.id") == "feedback-yes"
    status = tab.page.locator("consent-gate[feature=feedback] > [role=status]")
    expect(status).to_have_text("Inget sparas på din enhet.")


def test_pausing_and_speed(visit: Open) -> None:
    tab = visit(PAGE)
    tab.press("readaloud", "once")
    playing(tab.page)

    tab.page.select_option("[data-speed]", "1.5")
    assert tab.page.evaluate("() => document.querySelector('audio').playbackRate") == 1.5
    tab.page.focus("[data-act=play]")
    tab.page.keyboard.press("Space")
    expect(tab.page.locator("[data-act=play]")).to_have_text("Lyssna", use_inner_text=True)
    assert tab.page.evaluate("() => document.querySelector('audio').paused") is True


def test_once_opens_this_gate_alone_and_stores_nothing(visit: Open, context: BrowserContext) -> None:
    tab, other = visit(PAGE), visit(PAGE)
    tab.press("readaloud", "once")
    playing(tab.page)
    tab.page.select_option("[data-speed]", "2")
    tab.page.click("[data-act=play]")

    assert context.cookies() == []
    assert keys(tab.page) == []
    assert tab.page.locator("form[data-feedback=page]").count() == 0
    assert other.page.locator("read-aloud").count() == 0
    assert tab.page.get_attribute("html", "data-consent") is None


def test_the_speed_and_the_place_are_remembered_after_consent(visit: Open) -> None:
    tab = visit(PAGE)
    tab.press("readaloud", "accept")
    playing(tab.page)
    tab.page.select_option("[data-speed]", "1.25")
    tab.page.click("[data-act=play]")
    tab.page.wait_for_function("() => localStorage['hallbar.position']")
    stopped = tab.page.evaluate(TIME)

    assert keys(tab.page) == ["hallbar.position", "hallbar.speed"]
    again = visit(PAGE)
    expect(again.page.locator("[data-speed]")).to_have_value("1.25")
    assert again.page.evaluate(TIME) == pytest.approx(stopped, abs=0.05)
    assert again.page.evaluate("() => document.querySelector('audio').paused") is True
    assert [url for url in again.seen.requests if url.endswith(".mp3")] == []


def test_withdrawing_closes_and_silences_every_tab(visit: Open, context: BrowserContext) -> None:
    listening, settings = visit(PAGE), visit("/cookies/")
    listening.press("readaloud", "accept")
    playing(listening.page)
    listening.page.select_option("[data-speed]", "1.25")
    audio = listening.page.evaluate_handle("() => document.querySelector('audio')")
    audio.evaluate("audio => audio.addEventListener('pause', () => { audio.silenced = true; })")

    settings.page.check("input[value=no]")
    settings.page.click("consent-settings button")

    expect(settings.page.locator("consent-settings [role=status]")).to_contain_text("Du har sagt nej")
    expect(listening.page.locator("read-aloud")).to_have_count(0)
    assert listening.page.evaluate("audio => audio.paused", audio) is True
    assert listening.page.locator("form[data-feedback=page]").count() == 0
    expect(listening.page.locator("consent-gate[feature=readaloud] .consent-notice")).to_be_visible()
    assert record(context)["choices"] == {"preferences": False}
    listening.page.wait_for_function("audio => audio.silenced", arg=audio)
    frames(listening.page)  # a late "pause" event must not store the position again
    assert keys(listening.page) == []
    assert listening.page.get_attribute("html", "data-consent") is None


@pytest.mark.parametrize(
    "spoiled",
    [
        {"version": "000000000000", "date": TODAY.date().isoformat(), "choices": {"preferences": True}},
        {
            "version": "ours",
            "date": (TODAY - timedelta(days=365)).date().isoformat(),
            "choices": {"preferences": True},
        },
        {"version": "ours", "date": "not a date", "choices": {"preferences": True}},
        {"version": "ours", "date": TODAY.date().isoformat()},
        "gibberish",
    ],
)
def test_an_invalid_record_is_no_consent(dated: BrowserContext, served: Served, spoiled: Any) -> None:
    """With a record of another version, expired or damaged, nothing opens and stored keys are deleted."""
    again = watched(dated.new_page())
    again.page.goto(served.url + PAGE)
    again.page.evaluate("() => localStorage.setItem('hallbar.speed', '2')")
    text = json.dumps(spoiled).replace("ours", served.manifest["consent"]["version"])
    dated.add_cookies([{"name": "hallbar-consent", "value": quote(text), "url": served.url}])

    again.page.reload()

    expect(again.page.locator("consent-gate[feature=readaloud] .consent-notice")).to_be_visible()
    assert again.page.locator("read-aloud").count() == 0
    assert keys(again.page) == []
    assert again.seen.errors == []


def test_every_page_leads_to_the_settings(visit: Open) -> None:
    tab = visit("/en/kontakt/")
    tab.page.click("footer >> text=Cookie settings")

    expect(tab.page.locator("h1")).to_have_text("Cookie settings")
    assert tab.page.locator("input:checked").count() == 0


def test_the_settings_page_stores_a_yes(visit: Open, context: BrowserContext) -> None:
    tab, reading = visit("/cookies/"), visit(PAGE)
    tab.page.click("consent-settings button")
    expect(tab.page.locator("consent-settings [role=status]")).to_contain_text("Välj ja eller nej")
    assert context.cookies() == []

    tab.page.check("input[value=yes]")
    tab.page.click("consent-settings button")

    assert record(context)["choices"] == {"preferences": True}
    expect(reading.page.locator("read-aloud")).to_be_visible()
    assert reading.page.evaluate("() => document.querySelector('audio').paused") is True


def test_the_consent_cookie_names_nobody(visit: Open, context: BrowserContext) -> None:
    visit(PAGE).press("feedback", "accept")
    (cookie,) = context.cookies()

    assert sorted(record(context)) == ["choices", "date", "version"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["path"] == "/"


def test_both_buttons_look_alike(visit: Open) -> None:
    tab = visit(PAGE)
    look = """element => { const s = getComputedStyle(element);
      return [s.color, s.backgroundColor, s.borderColor, s.fontSize, s.fontWeight,
              element.offsetHeight, element.offsetWidth]; }"""
    accept, once = (
        tab.page.locator(f"consent-gate[feature=readaloud] [data-consent={c}]").evaluate(look)
        for c in ("accept", "once")
    )

    assert accept == once


def test_a_browser_without_cookies_still_plays(visit: Open) -> None:
    tab = visit("/404.html")
    tab.page.add_init_script("Object.defineProperty(document, 'cookie', {get: () => '', set: () => {}})")
    tab.page.goto(tab.page.url.replace("404.html", "lana/"))

    tab.press("readaloud", "accept")

    playing(tab.page)
    assert tab.page.get_attribute("html", "data-consent") is None


def test_without_javascript_there_are_plain_ways_and_no_dead_buttons(plain: Page, served: Served) -> None:
    plain.goto(served.url + PAGE)

    assert plain.locator("button:visible").all_inner_texts() == []
    assert plain.get_by_role("link", name="Lyssna på ljudfilen").get_attribute("href")
    plain.get_by_role("link", name="Svara på en egen sida").click()
    expect(plain.locator("legend")).to_have_text("Hjälpte den här informationen dig?")
