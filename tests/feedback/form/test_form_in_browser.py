"""The form's custom element alone, in Chromium, with the real service and every failure that it must handle.

The tests of the form on a built site are in tests/browser.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from playwright.sync_api import Route as Sent
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from feedback.conftest import stored
from hallbar import words
from hallbar.modules import joined
from serving import serving
from support import PLUGINS
from visiting import forget, frames, wait_in

VERSION = "0123456789ab"
SENT = "Tack! Ditt svar är skickat."
NOT_SENT = "Svaret är inte skickat. Din text finns kvar."
OLD_FOCUS = """const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function () { focus.call(this); }"""
"""A browser without `focus({ focusVisible })`."""


def page_with_forms(request: Request) -> HTMLResponse:
    """A page reduced to the parts that the forms use, after the gate has cloned the first one into it."""
    templates = Environment(loader=FileSystemLoader(PLUGINS.parent))
    templates.filters["url"] = lambda address: f"../{address}"
    own = {
        "words": words.in_language(words.load(PLUGINS / "feedback/words.toml"), "sv"),
        "contact": "kontakt/",
        "decision": "beslut 12/2026",
    }
    form, report = (
        templates.get_template(f"hallbar/feedback/form/{name}.html").render(
            hallbar={"feedback": own, "lang": "sv"}, path="/regler/"
        )
        for name in ("form", "report")
    )
    consent = 'data-consent="preferences"' if request.url.query == "consent" else ""
    names = ("frame/tokens", "frame/controls", "frame/page", "feedback/feedback", "feedback/form/form")
    styles = "".join(f'<link rel="stylesheet" href="../hallbar/{name}.css">' for name in names)
    return HTMLResponse(f"""<!doctype html><html lang="sv" data-consent-version="{VERSION}" {consent}
        data-consent-keys="preferences:localStorage:hallbar.answered">
        <title>x</title><meta name="viewport" content="width=device-width">
        <link rel="icon" href="data:,">{styles}
        <script type="module" src="../hallbar/feedback/feedback.js"></script>
        <script type="module" src="../hallbar/feedback/form/form.js"></script>
        <main class="md-typeset">{form}{report}</main>""")


FORM_JS = joined({path.name: path.read_text("utf-8") for path in PLUGINS.glob("feedback/form/*.js")})[
    "form.js"
]
"""The script of the forms as it is published: one file."""


def script(_: Request) -> Response:
    return Response(FORM_JS, media_type="text/javascript")


class Exchanged:
    """An application that each test replaces by its own, on a server that they share."""

    current: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.current(scope, receive, send)


SERVICE = Exchanged()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    routes = [
        Route("/regler/", page_with_forms),
        Route("/hallbar/feedback/form/form.js", script),
        Mount("/hallbar", StaticFiles(directory=PLUGINS)),
        Mount("/", SERVICE),
    ]
    with serving(Starlette(routes=routes)) as address:
        yield address


@pytest.fixture
def address(server: str, application: Starlette) -> str:
    """Address of the pages, and of a service with a store of its own."""
    SERVICE.current = application
    return server


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One context for all tests, on a small screen."""
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
    forget(context)


def comment(page: Page) -> Locator:
    return page.locator("page-feedback textarea, .feedback-own textarea")


def send(page: Page) -> None:
    page.get_by_role("button", name="Skicka svaret").click()


def answer(page: Page, text: str = "Bra!") -> None:
    page.get_by_label("Ja").check()
    comment(page).fill(text)
    send(page)


def said(page: Page, name: str) -> Locator:
    """Return the message with a name; its words have single spaces."""
    return page.locator(f"page-feedback [data-message={name}]")


def reply(page: Page, status: int, retry: str = "", **content: object) -> list[dict[str, str]]:
    """Let the service reply with this, and return what is sent. A stored one has the id that was sent."""
    received: list[dict[str, str]] = []

    def fulfil(route: Sent) -> None:
        received.append(json.loads(route.request.post_data or ""))
        own = {"id": received[-1]["id"]} if status == 201 else {}
        headers = {"Retry-After": retry} if retry else {}
        route.fulfill(status=status, json=own | content, headers=headers)

    page.unroute("**/api/**")
    page.route("**/api/**", fulfil)
    return received


def remembered(page: Page) -> list[str]:
    pages: list[str] = json.loads(page.evaluate("localStorage.getItem('hallbar.answered')") or "[]")
    return pages


def hold(page: Page) -> list[Sent]:
    """Return the requests of the page, which are held until the test continues them."""
    held: list[Sent] = []

    def keep(route: Sent) -> None:
        held.append(route)

    page.route("**/api/**", keep)
    return held


def first(held: list[Sent], page: Page) -> Sent:
    """Return the first held request. The page shows that it is sending before Playwright reports it."""
    wait_in(page, lambda: held, "an answer is sent")
    return held[0]


def test_without_consent_nothing_is_stored_here(visit: Callable[..., Page], data: Path) -> None:
    page = visit()
    answer(page, "Bra!\nJag hittade avtalet.")
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    expect(page.locator("page-feedback form")).to_be_hidden()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    [answer_stored] = stored(data)
    assert (answer_stored.page, answer_stored.lang) == ("/regler/", "sv")
    assert (answer_stored.helpful, answer_stored.consent) == (True, "none-stored")
    assert (answer_stored.comment, answer_stored.suspect) == ("Bra!\nJag hittade avtalet.", False)


def test_with_consent_the_page_is_remembered(visit: Callable[..., Page], data: Path) -> None:
    page = visit("/regler/?consent")
    page.evaluate("localStorage['hallbar.answered'] = JSON.stringify(Array(200).fill('/x/'))")
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert (len(remembered(page)), remembered(page)[-1]) == (200, "/regler/")
    page.reload()
    expect(page.get_by_text("Du har redan svarat på den här sidan.")).to_be_visible()
    expect(page.locator("page-feedback form")).to_be_hidden()
    page.get_by_role("button", name="Svara igen").click()
    expect(page.get_by_label("Ja")).to_be_focused()
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert [kept.consent for kept in stored(data)] == [VERSION, VERSION]


def test_what_is_remembered_is_not_read_without_consent(visit: Callable[..., Page]) -> None:
    page = visit()
    page.evaluate("""localStorage['hallbar.answered'] = '["/regler/"]'""")
    page.reload()
    expect(page.locator("page-feedback form")).to_be_visible()


@pytest.mark.usefixtures("long_round")
def test_damaged_storage_is_ignored(visit: Callable[..., Page]) -> None:
    page = visit("/regler/?consent")
    for held in ("", "{", "{}", "[1]", "null"):
        page.evaluate("held => localStorage['hallbar.answered'] = held", held)
        page.reload()
        answer(page)
        expect(page.get_by_role("group", name=SENT)).to_be_focused()
        assert remembered(page) == ["/regler/"], held


def test_consent_withdrawn_while_sending(visit: Callable[..., Page], data: Path) -> None:
    page = visit("/regler/?consent")
    held = hold(page)
    answer(page)
    expect(page.get_by_text("Svaret skickas …")).to_be_visible()
    page.evaluate("delete document.documentElement.dataset.consent")
    first(held, page).continue_()
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert (remembered(page), len(stored(data))) == ([], 1)


def test_unsent_text_is_preserved_and_sent_once(visit: Callable[..., Page], data: Path) -> None:
    page, statuses, ids = visit(), [None, 200, 422, 500, 503], set[str]()

    def fail(route: Sent) -> None:
        ids.add(json.loads(route.request.post_data or "")["id"])
        status = statuses.pop()
        route.fulfill(status=status, body="{}") if status else route.abort()

    page.route("**/api/**", fail)
    comment(page).fill("Min text")
    page.get_by_label("Ja").check()
    while statuses:
        send(page)
        expect(page.get_by_role("group", name=NOT_SENT)).to_be_focused()
        expect(comment(page)).to_have_value("Min text")
        expect(page.get_by_label("Ja")).to_be_checked()
    page.unroute("**/api/**")
    send(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    expect(page.get_by_text(NOT_SENT)).to_be_hidden()
    assert [kept.comment for kept in stored(data)] == ["Min text"]
    assert ids == {kept.id for kept in stored(data)}


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


SUMMARY = "Fel: Inte skickat än. Det här behöver ändras:"
CHOOSE, TOO_LONG = "Välj ja eller nej.", "Texten är för lång. Den får ha högst 500 tecken."


@pytest.mark.parametrize("script", ["", OLD_FOCUS])
def test_errors_are_summed_up_above_the_form_and_tied_to_their_fields(
    visit: Callable[..., Page], script: str
) -> None:
    """WCAG 2.2 3.3.1, 2.4.7. Focus moves to the summary; no alert reads the errors a second time."""
    page = visit(script=script)
    text, summary = comment(page), page.get_by_role("group", name=SUMMARY)
    text.fill("x" * 501)
    send(page)  # by mouse: a browser then hides the ring
    expect(summary).to_be_focused()
    expect(summary).to_have_css("outline-style", "solid")
    assert description(page, "[data-message=wrong]:visible") == f"{CHOOSE} {TOO_LONG}"
    assert invalid(page) == ["feedback-yes", "feedback-no", "feedback-comment"]
    assert description(page, "#feedback-yes") == description(page, "#feedback-no") == f"Fel: {CHOOSE}"
    assert description(page, "textarea:visible").startswith(f"Fel: {TOO_LONG} Skriv inga")
    assert page.get_by_role("alert").count() == 0

    page.get_by_role("link", name=TOO_LONG).click()
    expect(text).to_be_focused()
    expect(page.get_by_text("Skriv inga personuppgifter. Det").first).to_be_in_viewport()
    assert "#" not in page.url
    text.press("Backspace")
    assert (invalid(page), description(page, "textarea:visible")[:5]) == (
        ["feedback-yes", "feedback-no"],
        "Skriv",
    )
    expect(page.get_by_role("link", name=TOO_LONG)).to_be_hidden()

    page.get_by_role("link", name=CHOOSE).press("Enter")
    expect(page.get_by_label("Ja")).to_be_focused()
    page.get_by_label("Nej").check()
    expect(summary).to_be_hidden()
    assert (invalid(page), page.locator("[name=helpful][aria-describedby]").count()) == ([], 0)


def test_enter_in_a_field_shows_the_errors_too(visit: Callable[..., Page]) -> None:
    page = visit()
    for _ in range(2):
        page.get_by_label("Ja").press("Enter")
        expect(page.get_by_role("group", name=SUMMARY)).to_be_focused()


def test_nothing_moves_under_the_finger_when_an_error_goes(visit: Callable[..., Page]) -> None:
    """At the end of a page, in a browser that has no scroll anchoring."""
    page = visit()
    page.add_style_tag(content="main { padding-block: 100vh } html { overflow-anchor: none }")
    send(page)
    no = page.get_by_label("Nej")
    no.scroll_into_view_if_needed()
    top = "(choice) => choice.getBoundingClientRect().top"
    before = no.evaluate(top)
    no.check()
    expect(said(page, "wrong")).to_be_hidden()
    frames(page)
    assert abs(no.evaluate(top) - before) < 1


def test_an_error_that_only_the_service_finds_is_shown_at_its_field(visit: Callable[..., Page]) -> None:
    page = visit()
    reply(page, 422, error="Texten är för lång.", key="too_long")
    answer(page)
    expect(page.get_by_role("group", name=SUMMARY)).to_be_focused()
    assert invalid(page) == ["feedback-comment"]


def test_the_prompt_follows_the_choice_and_nothing_moves(visit: Callable[..., Page]) -> None:
    page = visit()
    before = comment(page).bounding_box()
    for choice, prompt in [
        ("", "Vad var bra eller kan bli bättre? (frivilligt)"),
        ("Nej", "Vad saknade du, eller vad var fel? (frivilligt)"),
        ("Ja", "Vad var bra? (frivilligt)"),
    ]:
        if choice:
            page.get_by_label(choice).check()
        expect(comment(page)).to_have_accessible_name(prompt)
        assert comment(page).bounding_box() == before


def test_characters_left_are_counted_as_the_service_counts(visit: Callable[..., Page], data: Path) -> None:
    page = visit()
    text, count = comment(page), page.locator("#feedback-limit")
    expect(count).to_have_text("Du kan skriva högst 500 tecken.")
    for typed, shown in [("😀" * 501, "för mycket: 1"), ("", "kvar: 500"), ("😀" * 500, "kvar: 0")]:
        text.fill(typed)
        expect(count).to_have_text(f"Tecken {shown}")
    page.get_by_label("Nej").check()
    send(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert [kept.comment for kept in stored(data)] == ["😀" * 500]


def test_the_counter_is_said_at_thresholds(visit: Callable[..., Page]) -> None:
    """Each step: counter.test.js."""
    page = visit()
    spoken = page.locator("page-feedback [data-spoken]")
    for length, words_said in [(399, ""), (400, "Tecken kvar: 100"), (501, "Tecken för mycket: 1")]:
        comment(page).fill("x" * length)
        expect(spoken).to_have_text(words_said)
    expect(spoken).to_have_attribute("role", "status")


PERSONAL = "Ring 070-174 06 05 eller skriv till anna@exempel.example.\nJag är 19121212-1212."
NOT_YET = "Inte skickat än. Texten verkar innehålla personuppgifter:"


def test_personal_details_are_shown_before_anything_is_sent(visit: Callable[..., Page]) -> None:
    page = visit()
    received = reply(page, 201)
    answer(page, PERSONAL)
    panel = page.get_by_role("group", name=NOT_YET)
    expect(panel).to_be_focused()
    expect(panel.locator("mark")).to_have_text(
        [
            "070-174 06 05 (telefonnummer)",
            "anna@exempel.example (e-postadress)",
            "19121212-1212 (personnummer)",
        ]
    )
    expect(panel.locator("[data-marked]")).to_have_text(
        re.compile(r"^Ring 070.* eller skriv till .*\.$", re.DOTALL)
    )
    expect(panel.locator("li:visible")).to_have_count(3)
    expect(panel).to_contain_text("Vi tar bort dem enligt beslut 12/2026.")
    borders = panel.locator("mark").evaluate_all(
        "marks => marks.map((mark) => getComputedStyle(mark).borderStyle)"
    )
    assert borders == ["solid"] * 3  # more than colour (WCAG 2.2 1.4.1)
    assert received == []


def test_personal_details_are_edited_or_removed(visit: Callable[..., Page]) -> None:
    page = visit()
    received = reply(page, 201)
    answer(page, PERSONAL)
    panel = page.get_by_role("group", name=NOT_YET)
    panel.get_by_role("button", name="Ändra texten").click()
    expect(comment(page)).to_be_focused()
    assert page.evaluate("String(getSelection())") == "070-174 06 05"
    comment(page).fill("Ring 070-174 06 05.")
    expect(panel).to_be_hidden()
    send(page)
    expect(panel.locator("li:visible")).to_have_text(["Ett telefonnummer leder ofta till en viss person."])

    panel.get_by_role("button", name="Ta bort uppgifterna").press("Enter")
    removed = page.get_by_role("group", name="Uppgifterna är borttagna ur texten. Läs igenom den och skicka.")
    expect(removed).to_be_focused()
    expect(comment(page)).to_have_value("Ring […].")
    assert received == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert [sent["comment"] for sent in received] == ["Ring […]."]


def test_the_thanks_say_what_the_service_has_removed(visit: Callable[..., Page]) -> None:
    page = visit()
    for removed, words_said in [(0, ""), (1, "Vi tog bort 1 uppgift "), (2, "Vi tog bort 2 uppgifter ")]:
        reply(page, 201, removed=removed)
        answer(page)
        thanks = page.get_by_role("group", name=SENT)
        expect(thanks).to_be_focused()
        line = thanks.get_by_text(words_said or "Vi tog bort")
        expect(line).to_be_visible() if words_said else expect(line).to_be_hidden()
        page.reload()


UNKNOWN = "Vi hittar inte sidan som svaret gäller."
NEVER = "Det hjälper inte att försöka igen. Din text finns kvar, så du kan kopiera den och kontakta oss."
SOON = "Försök igen om en stund eller kontakta oss."
REPLIES = [  # status, Retry-After, the service's own sentence -> its sentence or the general one, advice
    (422, "", UNKNOWN, UNKNOWN, NEVER),
    (403, "", "", NOT_SENT, NEVER),
    (404, "9", "", NOT_SENT, NEVER),
    (
        413,
        "",
        "Svaret är inte skickat. Det är för stort.",
        "Svaret är inte skickat. Det är för stort.",
        NEVER,
    ),
    (415, "", "", NOT_SENT, NEVER),
    (
        429,
        "30",
        "Många skickar just nu.",
        "Många skickar just nu.",
        "Försök igen om 30 sekunder eller kontakta oss.",
    ),
    (429, "", "", NOT_SENT, SOON),
    (503, "600", "", NOT_SENT, "Försök igen om 10 minuter eller kontakta oss."),
    (503, "", "", NOT_SENT, SOON),
    (500, "", "", NOT_SENT, SOON),
    (200, "", "", NOT_SENT, SOON),
]


def test_each_refusal_is_told_as_it_is(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_label("Ja").check()
    comment(page).fill("Min text")
    for status, retry, error, sentence, advice in REPLIES:
        reply(page, status, retry, error=error)
        send(page)
        panel = page.get_by_role("group", name=sentence)
        expect(panel).to_be_focused()
        assert description(page, "[data-message=failed]:visible").strip() == advice, status
        expect(comment(page)).to_have_value("Min text")
        expect(panel.get_by_role("link", name="kontakta oss")).to_have_attribute("href", "../kontakt/")
        comment(page).press("End")  # focus leaves the panel, so that it must move there again


WAITING = "Det går inte att skicka just nu. Vi försöker igen om 5 sekunder."


def timed(visit: Callable[..., Page]) -> Page:
    """Return the page with a clock that the test puts forward."""
    page = visit()
    page.clock.install()
    page.reload()
    return page


@pytest.mark.usefixtures("long_round")
def test_a_short_wait_ends_in_another_try_twice_at_most(visit: Callable[..., Page]) -> None:
    page = timed(visit)
    received = reply(page, 503, "5")
    answer(page)
    for tries in (1, 2):
        expect(page.get_by_role("status").filter(has_text=WAITING)).to_be_visible()
        expect(page.get_by_role("button", name="Skicka svaret")).to_be_focused()
        assert len(received) == tries
        page.clock.fast_forward(5_000)
    expect(page.get_by_role("group", name=NOT_SENT)).to_be_focused()
    assert (
        description(page, "[data-message=failed]:visible").strip()
        == "Försök igen om 5 sekunder eller kontakta oss."
    )
    assert (len(received), len({sent["id"] for sent in received})) == (3, 1)

    reply(page, 429, "5")
    send(page)
    expect(said(page, "waiting")).to_be_visible()
    received = reply(page, 201)
    page.clock.fast_forward(5_000)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    assert len(received) == 1


@pytest.mark.usefixtures("long_round")
def test_a_press_or_an_edit_ends_the_wait(visit: Callable[..., Page]) -> None:
    page = timed(visit)
    reply(page, 503, "5")
    answer(page)
    expect(said(page, "waiting")).to_be_visible()
    comment(page).press("End")
    comment(page).press("!")
    expect(said(page, "waiting")).to_be_hidden()
    expect(said(page, "failed")).to_be_visible()
    expect(comment(page)).to_be_focused()
    send(page)
    expect(said(page, "waiting")).to_be_visible()
    received = reply(page, 201)
    send(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    page.clock.fast_forward(60_000)
    assert [sent["comment"] for sent in received] == ["Bra!!"]


def test_a_reader_who_went_on_hears_the_reply_and_is_not_moved(visit: Callable[..., Page]) -> None:
    page = timed(visit)
    reply(page, 503, "5")
    answer(page)
    expect(said(page, "waiting")).to_be_visible()
    elsewhere = page.get_by_text("Rapportera ett fel på sidan")
    elsewhere.focus()
    reply(page, 201)
    page.clock.fast_forward(5_000)
    expect(page.get_by_role("alert").filter(has_text=SENT)).to_be_visible()
    expect(elsewhere).to_be_focused()


def test_a_settled_id_is_replaced_once(visit: Callable[..., Page]) -> None:
    page = visit()
    received = reply(page, 409)
    answer(page)
    expect(said(page, "failed")).to_be_focused()
    assert len({sent["id"] for sent in received}) == len(received) == 2


def test_what_is_edited_while_it_is_sent_is_sent_too(visit: Callable[..., Page]) -> None:
    """Nobody is thanked for text that is thrown away."""
    page = visit()
    held = hold(page)
    answer(page, "Första")
    first(held, page)
    comment(page).fill("Andra")
    held[0].fulfill(status=201, json={"id": json.loads(held[0].request.post_data or "")["id"]})
    wait_in(page, lambda: len(held) == 2, "the later text is sent")
    sent = [json.loads(route.request.post_data or "") for route in held]
    assert [one["comment"] for one in sent] == ["Första", "Andra"]
    assert len({one["id"] for one in sent}) == 1
    expect(said(page, "thanks")).to_be_hidden()
    held[1].fulfill(status=201, json={"id": sent[1]["id"]})
    expect(page.get_by_role("group", name=SENT)).to_be_focused()


NO_CHANNEL = "delete window.BroadcastChannel"


@pytest.mark.usefixtures("long_round")
@pytest.mark.parametrize(("path", "script"), [("/regler/", ""), ("/regler/?consent", NO_CHANNEL)])
def test_another_tab_closes_its_form(visit: Callable[..., Page], path: str, script: str) -> None:
    """By a message; where the browser has none, by what is stored with consent."""
    answered, empty, written = (visit(path, script) for _ in range(3))
    comment(written).fill("Min text")
    empty.get_by_label("Ja").check()
    answer(answered)
    expect(answered.get_by_role("group", name=SENT)).to_be_focused()
    expect(said(empty, "answered")).to_be_focused()
    expect(empty.locator("page-feedback form")).to_be_hidden()
    expect(written.get_by_role("status").filter(has_text="Texten här finns kvar, men")).to_be_visible()
    expect(comment(written)).to_have_value("Min text")
    empty.get_by_role("button", name="Svara igen").click()
    expect(empty.get_by_label("Ja")).to_be_focused()
    expect(empty.get_by_label("Ja")).not_to_be_checked()


@pytest.mark.usefixtures("long_round")
def test_without_messages_and_consent_another_tab_stays_as_it_is(visit: Callable[..., Page]) -> None:
    answered, other = visit(script=NO_CHANNEL), visit(script=NO_CHANNEL)
    answer(answered)
    expect(answered.get_by_role("group", name=SENT)).to_be_focused()
    expect(other.locator("page-feedback form")).to_be_visible()


@pytest.mark.usefixtures("long_round")
@pytest.mark.parametrize("comes", [True, False])
def test_a_press_before_the_script_has_come_waits_for_it(
    visit: Callable[..., Page], data: Path, comes: bool
) -> None:
    """A second press sends nothing more. If the script never comes, the browser posts the form."""
    page = visit()
    scripts: list[Sent] = []
    page.route("**/form.js", lambda route: scripts.append(route))
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.reload(wait_until="commit")
    page.get_by_label("Nej").check()
    comment(page).fill("Jag är snabb")
    wait_in(page, lambda: scripts, "the script is asked for")
    frames(page)
    page.get_by_role("button", name="Skicka svaret").dblclick()
    expect(page.get_by_text("Svaret skickas …")).to_be_visible()
    assert posted == []
    for script in scripts:
        script.continue_() if comes else script.abort()
    if comes:
        expect(page.get_by_role("group", name=SENT)).to_be_focused()
        assert [kept.comment for kept in stored(data)] == ["Jag är snabb"]
    else:
        expect(page.locator(".feedback-own textarea")).to_have_value("Jag är snabb")
    assert len(posted) == 1


def opened_report(page: Page) -> Locator:
    page.get_by_text("Rapportera ett fel på sidan").press("Enter")
    return page.locator("page-report")


def test_a_problem_is_reported(visit: Callable[..., Page]) -> None:
    page = visit()
    received = reply(page, 201, removed=1)
    report = opened_report(page)
    button, problem = (
        report.get_by_role("button", name="Skicka rapporten"),
        report.get_by_label("Vad är fel?"),
    )
    thanks = report.get_by_role("group", name="Tack! Din rapport är skickad.")
    button.click()
    expect(report.get_by_role("group", name=SUMMARY)).to_be_focused()
    expect(problem).to_have_attribute("aria-invalid", "true")
    problem.fill("Länken går inte")
    button.click()
    expect(thanks).to_be_focused()
    expect(thanks).to_contain_text("Vi tog bort 1 uppgift")
    report.get_by_role("button", name="Rapportera ett fel till").click()
    expect(problem).to_be_focused()
    problem.fill("En till")
    button.click()
    expect(thanks).to_be_focused()
    assert [sent["comment"] for sent in received] == ["Länken går inte", "En till"]
    assert len({sent["id"] for sent in received}) == 2
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator("page-feedback form")).to_be_visible()


def test_a_contact_is_sent_and_personal_details_in_the_text_are_not(visit: Callable[..., Page]) -> None:
    page = visit()
    received = reply(page, 201)
    report = opened_report(page)
    button = report.get_by_role("button", name="Skicka rapporten")
    contact = report.get_by_label("Din e-postadress eller ditt telefonnummer (frivilligt)")
    report.get_by_label("Vad är fel?").fill("Ring 070-174 06 05, länken går inte")
    contact.fill("anna@exempel.example")
    button.click()
    panel = report.get_by_role("group", name=NOT_YET)
    expect(panel).to_be_focused()
    expect(panel.locator("mark")).to_have_count(1)  # what is in the field for it is no reason to stop
    expect(panel).to_contain_text("skriv din e-postadress eller ditt telefonnummer i fältet för det")
    panel.get_by_role("button", name="Ta bort uppgifterna").click()
    button.click()
    expect(report.get_by_role("group", name="Tack! Din rapport är skickad.")).to_be_focused()
    [sent] = received
    assert (sent["comment"], sent["contact"]) == ("Ring […], länken går inte", "anna@exempel.example")
    assert (sent["page"], sent["lang"], sent["website"], "consent" in sent) == ("/regler/", "sv", "", False)
    report.get_by_role("button", name="Rapportera ett fel till").click()
    expect(contact).to_have_value("")


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
    expect(page.locator("page-feedback form")).to_be_hidden()


def test_a_form_that_is_opened_again_while_it_is_sent_is_thanked(
    visit: Callable[..., Page], data: Path
) -> None:
    page = visit()
    held = hold(page)
    fresh = page.locator("page-feedback").evaluate("element => element.outerHTML")
    answer(page)
    first(held, page)
    page.locator("page-feedback").evaluate("(element, html) => { element.outerHTML = html; }", fresh)
    expect(comment(page)).to_have_value("Bra!")
    held[0].continue_()
    expect(page.get_by_text(SENT)).to_be_visible()
    expect(page.locator("page-feedback form")).to_be_hidden()
    assert len(stored(data)) == 1


@pytest.mark.parametrize(
    "script",
    [
        "delete Crypto.prototype.randomUUID",  # as on http
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('full') }",
    ],
)
def test_a_browser_without_newer_functions(visit: Callable[..., Page], data: Path, script: str) -> None:
    page = visit("/regler/?consent", script)
    answer(page)
    expect(page.get_by_role("group", name=SENT)).to_be_focused()
    [kept] = stored(data)
    assert (kept.id[14], kept.id[19] in "89ab") == ("4", True)  # RFC 9562, version 4


def test_the_form_is_posted_without_its_script(visit: Callable[..., Page], data: Path) -> None:
    page = visit()
    page.route("**/form*.js", lambda route: route.abort())
    page.route("**/feedback.js", lambda route: route.abort())
    page.reload()
    answer(page, "Min <b>text</b>")
    expect(page.get_by_role("heading", name="Hjälp oss")).to_be_visible()
    expect(comment(page)).to_have_value("Min <b>text</b>")
    send(page)
    expect(page.get_by_role("heading", name=SENT)).to_be_visible()
    assert [kept.comment for kept in stored(data)] == ["Min <b>text</b>"]


@pytest.mark.parametrize("path", ["/regler/", "/feedback/?lang=en"])
def test_the_form_fits_small_screens_and_has_large_targets(visit: Callable[..., Page], path: str) -> None:
    page = visit(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if page.locator("summary").count():
        page.locator("summary").click()
    targets = (
        page.locator("label.choice, button, textarea, summary, [name=contact]").locator("visible=true").all()
    )
    boxes = [box for target in targets if (box := target.bounding_box())]
    assert len(boxes) in (4, 8)
    assert all(min(box["width"], box["height"]) >= 44 for box in boxes)
    assert not any(trap.is_visible() for trap in page.locator("[name=website]").all())
