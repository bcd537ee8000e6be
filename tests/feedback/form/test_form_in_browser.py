"""The form's custom element alone, in Chromium, with the real service and every failure that it must handle.

The tests of the form on a built site are in tests/browser.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from hallbar import words
from hallbar.feedback.service.app import Service
from hallbar.feedback.service.store import SQLiteStore
from serving import serving
from support import PLUGINS
from visiting import wait_in

VERSION = "0123456789ab"
SENT = "Tack! Ditt svar är skickat."
NOT_SENT = "Svaret är inte skickat. Din text finns kvar."
OLD_FOCUS = """const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function () { focus.call(this); }"""
"""A browser without `focus({ focusVisible })`."""


def page_with_form(request: Request) -> HTMLResponse:
    """A page reduced to the parts that the form uses, after the gate has cloned the form into it."""
    templates = Environment(loader=FileSystemLoader(PLUGINS.parent))
    templates.filters["url"] = lambda address: f"../{address}"
    own = SimpleNamespace(
        words=words.in_language(words.load(PLUGINS / "feedback/words.toml"), "sv"), contact="kontakt/"
    )
    form = templates.get_template("hallbar/feedback/form/form.html").render(
        hallbar=SimpleNamespace(feedback=own, lang="sv"), path="/regler/"
    )
    consent = 'data-consent="preferences"' if request.url.query == "consent" else ""
    return HTMLResponse(f"""<!doctype html><html lang="sv" data-consent-version="{VERSION}" {consent}
        data-consent-keys="preferences:localStorage:hallbar.answered">
        <title>x</title><meta name="viewport" content="width=device-width">
        <link rel="icon" href="data:,"><link rel="stylesheet" href="../hallbar/frame/tokens.css">
        <link rel="stylesheet" href="../hallbar/frame/controls.css">
        <link rel="stylesheet" href="../hallbar/feedback/form/form.css">
        <script type="module" src="../hallbar/feedback/form/form.js"></script><main>{form}</main>""")


@pytest.fixture
def address(site: Path, store: SQLiteStore) -> Iterator[str]:
    application = Starlette(routes=Service(site, store).routes())
    application.add_route("/regler/", page_with_form)
    application.mount("/hallbar", StaticFiles(directory=PLUGINS))
    with serving(application) as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One context for all tests, on a small screen. Each test has its own port, and so its own storage."""
    with browser.new_context(viewport={"width": 320, "height": 640}) as made:
        yield made


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the page; `script` runs before the page's own scripts."""

    def visiting(path: str = "/regler/", script: str = "") -> Page:
        page = context.new_page()
        page.add_init_script(script)
        page.goto(address + path)
        return page

    yield visiting
    for page in context.pages:
        page.close()


def answer(page: Page, comment: str = "Bra!") -> None:
    page.get_by_label("Ja").check()
    page.get_by_role("textbox").fill(comment)
    page.get_by_role("button", name="Skicka svaret").click()


def remembered(page: Page) -> list[str]:
    pages: list[str] = json.loads(page.evaluate("localStorage.getItem('hallbar.answered')") or "[]")
    return pages


def hold(page: Page) -> list[Route]:
    """Return the requests of the page, which are held until the test continues them."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/api/feedback", keep)
    return held


def first(held: list[Route], page: Page) -> Route:
    """Return the first held request. The page shows that it is sending before Playwright reports it."""
    wait_in(page, lambda: held, "an answer is sent")
    return held[0]


def test_without_consent_nothing_is_stored_here(visit: Callable[..., Page], store: SQLiteStore) -> None:
    page = visit()
    answer(page, "Bra!\nJag hittade avtalet.")
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    expect(page.locator("form")).to_be_hidden()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    [answer_stored] = [stored.answer for stored in store.answers()]
    assert (answer_stored.page, answer_stored.lang) == ("/regler/", "sv")
    assert (answer_stored.helpful, answer_stored.consent) == (True, "none-stored")
    assert (answer_stored.comment, answer_stored.suspect) == ("Bra!\nJag hittade avtalet.", False)


def test_with_consent_the_page_is_remembered(visit: Callable[..., Page], store: SQLiteStore) -> None:
    page = visit("/regler/?consent")
    page.evaluate("localStorage['hallbar.answered'] = JSON.stringify(Array(200).fill('/x/'))")
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert (len(remembered(page)), remembered(page)[-1]) == (200, "/regler/")
    page.reload()
    expect(page.get_by_text("Du har redan svarat på den här sidan.")).to_be_visible()
    expect(page.locator("form")).to_be_hidden()
    page.get_by_role("button", name="Svara igen").click()
    expect(page.get_by_label("Ja")).to_be_focused()
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert [stored.answer.consent for stored in store.answers()] == [VERSION, VERSION]


def test_what_is_remembered_is_not_read_without_consent(visit: Callable[..., Page]) -> None:
    page = visit()
    page.evaluate("""localStorage['hallbar.answered'] = '["/regler/"]'""")
    page.reload()
    expect(page.locator("form")).to_be_visible()


def test_damaged_storage_is_ignored(visit: Callable[..., Page]) -> None:
    page = visit("/regler/?consent")
    for held in ("", "{", "{}", "[1]", "null"):
        page.evaluate("held => localStorage['hallbar.answered'] = held", held)
        page.reload()
        answer(page)
        expect(page.get_by_role("group", name=SENT)).to_be_focused()
        assert remembered(page) == ["/regler/"], held


def test_consent_withdrawn_while_sending(visit: Callable[..., Page], store: SQLiteStore) -> None:
    page = visit("/regler/?consent")
    held = hold(page)
    answer(page)
    expect(page.get_by_text("Svaret skickas …")).to_be_visible()
    page.evaluate("delete document.documentElement.dataset.consent")
    first(held, page).continue_()
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert (remembered(page), len(store.answers())) == ([], 1)


def test_unsent_text_is_preserved_and_sent_once(visit: Callable[..., Page], store: SQLiteStore) -> None:
    page, statuses, ids = visit(), [None, 200, 422, 500, 503], set[str]()

    def fail(route: Route) -> None:
        ids.add(json.loads(route.request.post_data or "")["id"])
        status = statuses.pop()
        route.fulfill(status=status, body="{}") if status else route.abort()

    page.route("**/api/feedback", fail)
    page.get_by_role("textbox").fill("Min text")
    page.get_by_label("Ja").check()
    while statuses:
        page.get_by_role("button").click()
        expect(page.get_by_role("group", name=NOT_SENT)).to_be_focused()
        expect(page.get_by_role("textbox")).to_have_value("Min text")
        expect(page.get_by_label("Ja")).to_be_checked()
    page.unroute("**/api/feedback")
    page.get_by_role("button").click()
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    expect(page.get_by_text(NOT_SENT)).to_be_hidden()
    assert [stored.answer.comment for stored in store.answers()] == ["Min text"]
    assert ids == {stored.answer.id for stored in store.answers()}


def test_a_service_that_never_answers(visit: Callable[..., Page]) -> None:
    page = visit(script="const wait = setTimeout; window.setTimeout = (act, time) => wait(act, time / 100)")
    held = hold(page)
    answer(page)
    expect(page.get_by_role("group", name=NOT_SENT)).to_be_focused()
    first(held, page).abort()


def test_two_clicks_send_one_answer_and_the_focus_stays(visit: Callable[..., Page]) -> None:
    page = visit()
    held = hold(page)
    page.get_by_label("Nej").check()
    button = page.get_by_role("button", name="Skicka svaret")
    button.dblclick()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("Svaret skickas …")).to_be_visible()
    first(held, page).continue_()
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert (len(held), page.url.endswith("/regler/")) == (1, True)


def description(page: Page, selector: str) -> str:
    """Return the text that a screen reader reads as the description of an element, in its order."""
    text: str = page.locator(selector).evaluate(
        """(element) => (element.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)
          .map((id) => document.getElementById(id).innerText.replace(/\\s+/g, " ")).join(" ")"""
    )
    return text


def invalid(page: Page) -> list[str]:
    ids: list[str] = page.locator("[aria-invalid=true]").evaluate_all("found => found.map(({ id }) => id)")
    return ids


@pytest.mark.parametrize("script", ["", OLD_FOCUS])
def test_an_error_is_tied_to_its_field_until_it_is_right(visit: Callable[..., Page], script: str) -> None:
    """WCAG 2.2 3.3.1, 2.4.7. Focus moves to the field, which reads the error: no alert reads it too."""
    page = visit(script=script)
    yes, text = page.get_by_label("Ja"), page.get_by_role("textbox")
    page.get_by_role("button", name="Skicka svaret").click()  # by mouse: a browser then hides the ring
    expect(yes).to_be_focused()
    expect(yes).to_have_css("outline-style", "solid")
    assert description(page, "fieldset") == "Fel: Välj ja eller nej."
    assert (invalid(page), page.get_by_role("alert").count()) == (["feedback-yes", "feedback-no"], 0)

    text.fill("x")
    assert (invalid(page), bool(description(page, "fieldset"))) == (["feedback-yes", "feedback-no"], True)
    page.get_by_label("Nej").check()
    expect(page.get_by_text("Välj ja eller nej.")).to_be_hidden()
    assert (invalid(page), page.locator("fieldset[aria-describedby]").count()) == ([], 0)

    text.fill("x" * 501)
    page.get_by_role("button", name="Skicka svaret").click()
    expect(text).to_be_focused()
    assert description(page, "textarea").startswith(
        "Fel: Texten är för lång. Den får ha högst 500 tecken. Skriv inga"
    )
    assert invalid(page) == ["feedback-comment"]
    text.press("Backspace")
    assert (invalid(page), description(page, "textarea").startswith("Skriv inga")) == ([], True)


def test_every_error_is_shown_and_the_first_has_focus(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_role("textbox").fill("x" * 501)
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.get_by_label("Ja")).to_be_focused()
    assert invalid(page) == ["feedback-yes", "feedback-no", "feedback-comment"]
    expect(page.locator(".message.error:visible")).to_have_count(2)


def test_an_error_is_announced_if_focus_cannot_move(visit: Callable[..., Page]) -> None:
    """Enter sends a form from a radio button, too, and focus is where the error would move it."""
    page = visit()
    page.get_by_label("Ja").press("Enter")
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"Fel:\s+Välj ja eller nej."))


def test_characters_left_are_counted_as_the_service_counts(
    visit: Callable[..., Page], store: SQLiteStore
) -> None:
    page = visit()
    text, count = page.get_by_role("textbox"), page.locator("#feedback-limit")
    expect(count).to_have_text("Du kan skriva högst 500 tecken.")
    for typed, shown in [("😀" * 501, "för mycket: 1"), ("", "kvar: 500"), ("😀" * 500, "kvar: 0")]:
        text.fill(typed)
        expect(count).to_have_text(f"Tecken {shown}")
    page.get_by_label("Nej").check()
    page.get_by_role("button").click()
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert [stored.answer.comment for stored in store.answers()] == ["😀" * 500]


def test_a_choice_is_drawn_at_the_middle_of_its_words_and_stays_there(visit: Callable[..., Page]) -> None:
    page = visit()
    boxes = """() => [...document.querySelectorAll(".choice")].map((choice) => {
      const words = document.createRange();
      words.selectNodeContents(choice.lastChild);
      const [drawn, said] = [choice.querySelector("input"), words].map((it) => it.getBoundingClientRect());
      return [drawn.width, drawn.y, drawn.y + drawn.height / 2 - said.y - said.height / 2];
    })"""
    before = page.evaluate(boxes)
    assert [box[0] for box in before] == [24, 24]
    assert all(abs(box[2]) <= 1 for box in before)
    page.get_by_label("Nej").check()
    assert page.evaluate(boxes) == before


def test_one_answer_per_page_view(visit: Callable[..., Page]) -> None:
    page = visit()
    fresh = page.locator("page-feedback").evaluate("element => element.outerHTML")
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    page.locator("main").evaluate("(main, html) => main.innerHTML = html", fresh)
    expect(page.get_by_text(SENT)).to_be_visible()
    expect(page.locator("form")).to_be_hidden()


@pytest.mark.parametrize(
    "script",
    [
        "delete Crypto.prototype.randomUUID",  # as on http
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('full') }",
    ],
)
def test_a_browser_without_newer_functions(
    visit: Callable[..., Page], store: SQLiteStore, script: str
) -> None:
    page = visit("/regler/?consent", script)
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    [stored] = store.answers()
    assert (stored.answer.id[14], stored.answer.id[19] in "89ab") == ("4", True)  # RFC 9562, version 4


def test_the_form_is_posted_without_its_script(visit: Callable[..., Page], store: SQLiteStore) -> None:
    page = visit()
    page.route("**/form.js", lambda route: route.abort())
    page.reload()
    answer(page, "Min <b>text</b>")
    expect(page.get_by_role("heading", name="Hjälp oss")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value("Min <b>text</b>")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", name=SENT)).to_be_visible()
    assert [stored.answer.comment for stored in store.answers()] == ["Min <b>text</b>"]


@pytest.mark.parametrize("path", ["/regler/", "/feedback/?lang=en"])
def test_the_form_fits_small_screens_and_has_large_targets(visit: Callable[..., Page], path: str) -> None:
    page = visit(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = page.locator("label.choice, button:visible, textarea").all()
    boxes = [box for target in targets if (box := target.bounding_box())]
    assert len(boxes) == 4
    assert all(min(box["width"], box["height"]) >= 44 for box in boxes)
    expect(page.locator("[name=website]")).to_be_hidden()
