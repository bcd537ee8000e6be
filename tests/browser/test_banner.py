"""The banner, on a site that asks for something no gate asks for; and a gate before a film."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import rounds
from a11y_journeys import session, state_file
from support import ROOT, Served
from visiting import Visit, shifts, watched

BANNER = "consent-banner"
FILM = "consent-gate[feature=film]"
Open = Callable[[str], Visit]


@pytest.fixture
def arrive(context: BrowserContext, other: Served) -> Open:
    """Opens a path of the other site."""

    def open_path(path: str) -> Visit:
        visit = watched(context.new_page())
        visit.page.goto(other.url + path)
        return visit

    return open_path


def choices(context: BrowserContext) -> Any:
    stored = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    return json.loads(unquote(stored["hallbar-consent"]))["choices"] if stored else None


def test_our_own_site_needs_no_banner(served: Served) -> None:
    assert [path for path in served.site.rglob("*.html") if f"<{BANNER}" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("path", ["/", "/cookies/", "/en/kontakt/", "/does-not-exist"])
def test_it_comes_first_covers_nothing_and_asks_for_what_has_no_gate(arrive: Open, path: str) -> None:
    page = arrive(path).page
    banner = page.locator(BANNER)

    assert page.evaluate("() => document.body.firstElementChild.localName") == BANNER
    expect(banner.get_by_role("heading", level=2)).to_be_visible()
    position = "element => getComputedStyle(element).position"
    assert banner.locator("section").evaluate(position) == "static"
    assert banner.evaluate(position) == "static"
    assert page.locator("dialog, [aria-modal]").count() == 0
    assert "ilm-cookies" not in banner.inner_text()  # behind its gate
    assert page.evaluate("() => document.activeElement === document.body") is True
    assert shifts(page) == []


@pytest.mark.parametrize(
    ("button", "said", "yes"), [("Ja tack", "accepterat", True), ("Neka cookies", "nej", False)]
)
def test_an_answer_is_kept_told_and_asked_for_only_once(
    arrive: Open, context: BrowserContext, button: str, said: str, yes: bool
) -> None:
    one, two = arrive("/"), arrive("/kontakt/")
    one.page.get_by_role("button", name=button).click()

    confirmation = one.page.locator("[data-consent-said]")
    expect(confirmation).to_be_focused()
    expect(confirmation).to_contain_text(said)
    expect(confirmation).to_contain_text("Cookie-inställningar")
    assert choices(context) == {"statistics": yes}
    assert one.page.get_attribute("html", "data-consent") == ("statistics" if yes else None)
    expect(two.page.locator(BANNER)).to_be_hidden()

    one.page.wait_for_selector("[data-opened='']")  # until then a second press does nothing
    one.page.get_by_role("button", name="Stäng").click()
    expect(one.page.locator(BANNER)).to_be_hidden()
    expect(arrive("/en/").page.locator(BANNER)).to_be_hidden()
    assert one.seen.errors == two.seen.errors == []


def test_a_double_click_does_not_close_the_confirmation(arrive: Open) -> None:
    page = arrive("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Ja tack").dblclick()

    expect(page.locator("[data-consent-said]")).to_be_visible()
    expect(page.locator("[data-consent-said]")).to_be_focused()
    page.wait_for_selector("[data-opened='']")
    page.get_by_role("button", name="Stäng").click()
    expect(page.locator(BANNER)).to_be_hidden()


def test_esc_is_no_choice(arrive: Open, context: BrowserContext) -> None:
    page = arrive("/").page
    page.get_by_role("button", name="Neka cookies").focus()
    page.keyboard.press("Escape")

    expect(page.locator(BANNER)).to_be_visible()
    assert context.cookies() == []


def test_a_browser_that_says_no_for_its_visitor_is_not_asked(arrive: Open, context: BrowserContext) -> None:
    page = arrive("/film/").page
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true});"
    )
    page.reload()
    expect(page.locator(BANNER)).to_be_hidden()
    page.goto(page.url.replace("film", "cookies"))
    expect(page.get_by_text("Global Privacy Control")).to_be_visible()
    assert context.cookies() == []

    page.goto(page.url.replace("cookies", "film"))
    page.click(f"{FILM} [data-consent=accept]")
    assert choices(context) == {"media": True}
    assert page.get_attribute("html", "data-consent") == "media"


def test_without_javascript_there_is_no_banner(other: Served, plain: Page) -> None:
    plain.goto(other.url)
    expect(plain.locator(BANNER)).to_be_hidden()


def test_a_gate_before_a_film_opens_for_its_own_category_alone(arrive: Open, context: BrowserContext) -> None:
    page = arrive("/film/").page
    assert page.locator("video").count() == 0
    page.click(f"{FILM} [data-consent=once]")
    expect(page.locator("video")).to_be_visible()
    assert context.cookies() == []

    page.reload()
    page.click(f"{FILM} [data-consent=accept]")
    expect(page.locator("video")).to_be_visible()
    expect(page.locator(f"{FILM} [role=status]")).to_have_text("Du har accepterat film-cookies.")
    assert page.locator("read-aloud, page-feedback").count() == 0
    assert choices(context) == {"media": True}


def test_what_was_consented_to_goes_when_it_is_withdrawn(arrive: Open, context: BrowserContext) -> None:
    page = arrive("/film/").page
    page.get_by_role("button", name="Ja tack").click()
    page.click(f"{FILM} [data-consent=accept]")
    page.evaluate("() => { document.cookie = 'visits=3; Path=/'; localStorage['film.place'] = '9'; }")

    page.click("footer >> text=Cookie-inställningar")
    page.check("input[name=statistics][value=no]")
    page.get_by_role("button", name="Spara mitt val").click()
    assert choices(context) == {"statistics": False, "media": True}
    assert page.evaluate("() => [document.cookie.includes('visits'), localStorage['film.place']]") == [
        False,
        "9",
    ]

    page.click("consent-settings [data-consent=refuse]")
    assert choices(context) == {"statistics": False, "media": False, "preferences": False}
    assert page.evaluate("() => Object.keys(localStorage)") == []


@pytest.mark.usefixtures("long_round", "own_browser")
@pytest.mark.timeout(900)
def test_all_checks_on_the_banner(other: Served) -> None:
    states = state_file.read(ROOT / "tests/browser/other/states.py")
    outcome = session.check(str(other.site), replace(rounds.USUAL, states=states))

    assert {"banner-accepted", "banner-refused"} <= {view.state for view in outcome.views}
    assert [(one.rule, one.view, one.place) for one in outcome.findings] == []
