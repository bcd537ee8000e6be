"""The gate as a visitor uses it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from support import Served
from visiting import TODAY, Visit, frames, shifts, watched

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
    tab.page.wait_for_function("() => localStorage['hallbar.positions']")
    stopped = tab.page.evaluate(TIME)

    assert keys(tab.page) == ["hallbar.positions", "hallbar.speed"]
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

    expect(settings.page.locator("consent-settings [data-outcome]")).to_contain_text("Du har sagt nej")
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
        {
            "version": "ours",
            "date": (TODAY + timedelta(days=2)).date().isoformat(),
            "choices": {"preferences": True},
        },
        {"version": "ours", "date": "not a date", "choices": {"preferences": True}},
        {"version": "ours", "date": TODAY.date().isoformat()},
        "gibberish",
    ],
)
def test_an_invalid_record_is_no_consent(dated: BrowserContext, served: Served, spoiled: Any) -> None:
    """With a record of another version or date, or damaged, nothing opens and stored keys are deleted."""
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
    expect(tab.page.get_by_text("Välj ja eller nej")).to_be_visible()
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


SIZES = {1280: (900, 640, 152), 390: (844, 358, 204), 320: (640, 288, 226)}
"""Width of the window → its height, width of the article, greatest height of a gate, in pixels."""
BOX = """element => {
  const { width, height } = element.getBoundingClientRect();
  return [width, height];
}"""


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_gate_is_small_and_its_buttons_are_equal(visit: Open, prefix: str) -> None:
    page = visit(prefix + PAGE).page
    for width, (height, column, limit) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.add_style_tag(content=f"consent-gate {{ width: {column}px; font-family: Liberation Sans }}")
        for gate in page.locator("consent-gate").all():
            buttons = [button.evaluate(BOX) for button in gate.locator(".consent-buttons button").all()]
            top, bottom = (found.bounding_box() for found in gate.locator("button:visible").all())
            assert gate.locator(".consent-notice").evaluate(BOX)[1] <= limit, (width, prefix)
            assert buttons[0] == buttons[1], (width, prefix)
            assert min(buttons[0]) >= 44, (width, prefix)
            assert top
            assert bottom
            assert top["y"] == bottom["y"], (width, prefix)


def test_the_details_open_above_the_buttons_and_nothing_else_moves_up(visit: Open) -> None:
    """Also when text is twice as large, where the heading and the summary do not fit in one line."""
    page = visit(PAGE).page
    page.set_viewport_size({"width": 320, "height": 640})
    for size in ("1em", "200%"):
        page.add_style_tag(content=f"html {{ font-size: calc({size} * 1.25) }}")
        for gate in page.locator("consent-gate").all():
            summary = gate.locator("summary")
            summary.scroll_into_view_if_needed()
            before = summary.bounding_box()
            summary.press("Enter")
            opened, button = gate.locator("details p").last.bounding_box(), gate.locator("button").first
            below = button.bounding_box()
            assert opened
            assert below
            assert opened["y"] + opened["height"] <= below["y"], size
            assert opened["x"] + opened["width"] <= 320, size
            assert summary.bounding_box() == before, size
            summary.press("Enter")
        overlap = """() => {
          const [heading, summary] = ["h2", "summary"].map((name) =>
            document.querySelector(`consent-gate ${name}`).getBoundingClientRect());
          return heading.right > summary.left && heading.bottom > summary.top && summary.bottom > heading.top;
        }"""
        assert page.evaluate(overlap) is False, size
        assert page.evaluate("() => document.querySelector('consent-gate').scrollWidth") <= 320, size


def test_headings_and_landmarks_lead_to_the_closed_gate(visit: Open) -> None:
    page = visit(PAGE).page

    assert page.get_by_role("region", name="Lyssna 4 min").get_by_role("button").count() == 2
    assert page.get_by_role("heading", level=2, name="Lyssna 4 min").is_visible()
    page.get_by_role("button", name="Lyssna utan cookies").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")  # the order of focus is the order in which they are read
    assert page.evaluate("() => document.activeElement.innerText.trim()") == "Om cookies"


def never(_route: Route) -> None:
    """Leave a request without an answer."""


def refuse(visit: Open) -> None:
    settings = visit("/cookies/").page
    settings.click("consent-settings [data-consent=refuse]")
    expect(settings.locator("[data-outcome]")).to_contain_text("Du har sagt nej")


def test_a_stored_no_is_not_asked_again_on_every_page(visit: Open, context: BrowserContext) -> None:
    refuse(visit)
    before = record(context)
    tab = visit("/404.html")
    for width, limit in [(1280, 80), (320, 120)]:
        tab.page.set_viewport_size({"width": width, "height": 640})
        tab.page.goto(tab.page.url.replace("404.html", "lana/"))
        for feature, button in [("readaloud", "Lyssna"), ("feedback", "Svara")]:
            gate = tab.page.locator(f"consent-gate[feature={feature}]")
            assert gate.get_by_role("button").all_inner_texts() == [button]
            assert "Du har sagt nej till cookies. Ändra" in gate.inner_text()
            assert "kräver" not in gate.inner_text()
            assert gate.evaluate(BOX)[1] <= limit, width
            assert gate.get_by_role("link", name="Ändra").get_attribute("href") == "../cookies/"
        assert shifts(tab.page) == []

    tab.press("readaloud", "again")
    playing(tab.page)
    tab.press("feedback", "again")
    expect(tab.page.locator("#feedback-yes")).to_be_focused()
    tab.page.evaluate("() => document.dispatchEvent(new Event('hallbar:consent'))")  # of another choice
    assert tab.page.locator("read-aloud, page-feedback").count() == 2
    assert record(context) == before
    assert keys(tab.page) == []
    assert tab.seen.errors == []


def test_what_was_refused_is_shown_before_the_first_paint(visit: Open) -> None:
    """Only the script in <head> decides it: the page is as it will be, although no module has come."""
    refuse(visit)
    tab = visit("/404.html")
    tab.page.route("**/hallbar/consent/consent.js", never)
    tab.page.goto(tab.page.url.replace("404.html", "lana/"), wait_until="commit")
    gate = tab.page.locator("consent-gate[feature=readaloud]")

    expect(gate.locator("[data-consent=again]")).to_have_css("display", "inline-flex")
    expect(gate.locator(".consent-buttons")).to_be_hidden()
    expect(gate.locator(".consent-without-javascript")).to_be_hidden()


def test_gates_that_cannot_be_fetched_leave_the_plain_ways(visit: Open) -> None:
    tab = visit(PAGE)
    tab.press("readaloud", "accept")
    tab.page.route("**/hallbar/consent/consent.js", lambda route: route.abort())
    tab.page.reload()

    expect(tab.page.get_by_role("link", name="Lyssna på ljudfilen")).to_be_visible()
    expect(tab.page.get_by_role("link", name="Svara på en egen sida")).to_be_visible()
    assert tab.page.get_attribute("html", "data-consent") is None


def test_a_browser_that_says_no_for_its_visitor_is_told_so(visit: Open, context: BrowserContext) -> None:
    tab = visit("/404.html")
    tab.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true});"
    )
    tab.page.goto(tab.page.url.replace("404.html", "en/lana/"))
    gate = tab.page.locator("consent-gate[feature=readaloud]")

    assert "Your browser says no to cookies. Change" in gate.inner_text()
    tab.press("readaloud", "again")
    playing(tab.page)
    assert context.cookies() == []

    gate = tab.page.locator("consent-gate[feature=feedback]")
    gate.get_by_role("link", name="Change").click()
    tab.page.check("input[value=yes]")
    tab.page.click("consent-settings button")
    tab.page.go_back()
    expect(tab.page.locator("read-aloud, page-feedback")).to_have_count(2)
    assert record(context)["choices"] == {"preferences": True}


@pytest.mark.parametrize(("width", "choice"), [(320, "once"), (1280, "accept")])
def test_a_double_click_is_one_press(visit: Open, width: int, choice: str) -> None:
    """The second press does nothing to what came under the pointer, and focus is on Pause."""
    tab = visit("/404.html")
    tab.page.set_viewport_size({"width": width, "height": 640})
    tab.page.goto(tab.page.url.replace("404.html", "lana/"))
    tab.page.dblclick(f"consent-gate[feature=readaloud] [data-consent={choice}]")

    playing(tab.page)
    assert tab.page.evaluate("() => document.querySelector('audio').paused") is False
    assert tab.page.evaluate("() => document.activeElement.innerText") == "Pausa"
    assert tab.page.evaluate("() => getSelection().toString()") == ""  # of a word that came under the pointer
    tab.page.wait_for_selector("[feature=readaloud] > [data-opened='']")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => document.querySelector('audio').paused")


def test_a_held_key_is_one_press(visit: Open) -> None:
    tab = visit(PAGE)
    tab.page.focus("consent-gate[feature=feedback] [data-consent=once]")
    for _ in range(5):
        tab.page.keyboard.down("Enter")  # the second and later ones repeat
    tab.page.keyboard.up("Enter")

    expect(tab.page.locator("page-feedback:defined")).to_be_visible()
    expect(tab.page.locator("page-feedback [data-message=wrong]")).to_be_hidden()
    expect(tab.page.locator("#feedback-yes")).to_be_focused()


def test_focus_is_never_on_an_element_without_a_name(visit: Open) -> None:
    """Until the player's script has come, focus is on a group with the name of its heading."""
    tab = visit(PAGE)
    tab.page.route("**/readaloud.js", never)
    tab.press("readaloud", "once")

    opened = tab.page.get_by_role("group", name="Lyssna 4 min")
    expect(opened).to_be_focused()
    tab.page.focus("footer a")
    assert opened.get_attribute("tabindex") is None  # a click inside must not move focus to it
    tab.page.mouse.click(*centre(tab.page, "consent-gate[feature=readaloud]"))
    assert tab.page.evaluate("() => document.activeElement.hasAttribute('data-opened')") is False


def centre(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_browser_without_cookies_still_plays(visit: Open) -> None:
    tab = visit("/404.html")
    tab.page.add_init_script("Object.defineProperty(document, 'cookie', {get: () => '', set: () => {}})")
    tab.page.goto(tab.page.url.replace("404.html", "lana/"))

    tab.press("readaloud", "accept")

    playing(tab.page)
    assert tab.page.get_attribute("html", "data-consent") is None
    expect(tab.page.get_by_text("Valet gick inte att spara.")).to_be_visible()
    tab.press("feedback", "once")
    expect(tab.page.locator("#feedback-yes")).to_be_focused()


def test_without_javascript_there_are_plain_ways_and_no_dead_buttons(plain: Page, served: Served) -> None:
    plain.goto(served.url + PAGE)

    assert plain.locator("main button:visible").all_inner_texts() == []
    for gate in plain.locator("consent-gate").all():
        expect(gate.get_by_text("högst 12 månader")).to_be_hidden()
        gate.locator("summary").click()
        expect(gate.get_by_text("högst 12 månader")).to_be_visible()
        expect(gate.get_by_role("link", name="Cookie-inställningar")).to_be_visible()
    assert plain.get_by_role("link", name="Lyssna på ljudfilen").get_attribute("href")
    plain.get_by_role("link", name="Svara på en egen sida").click()
    expect(plain.locator("legend")).to_have_text("Hjälpte den här informationen dig?")
