"""The form as a citizen uses it: every answer is stored once."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

from playwright.sync_api import BrowserContext, Page, Route, expect

from hallbar.feedback.service.answer import Report
from hallbar.feedback.service.store import opened
from support import Served
from visiting import Visit, frames, wait_in

Open = Callable[[str], Visit]
PAGE = "/en/regler/"
SHOWN = """() => [getComputedStyle(document.querySelector("page-feedback")).visibility,
    document.querySelector("body > footer").getBoundingClientRect().top >= innerHeight]"""
SENDER = """() => [...document.querySelectorAll("body > header, body > footer")].map((part) => [
    part.innerText, getComputedStyle(part).fontFamily, part.offsetWidth, part.offsetHeight])"""


def answers(served: Served) -> list[tuple[str, ...]]:
    """Return the stored answers, read from disk by another connection."""
    with closing(sqlite3.connect(f"file:{served.data / 'answers.sqlite3'}?mode=ro", uri=True)) as database:
        return database.execute(
            "select page, lang, helpful, comment, consent from answers order by rowid"
        ).fetchall()


def fill(tab: Visit, comment: str) -> None:
    tab.press("feedback", "once")
    expect(tab.page.locator("page-feedback:defined")).to_be_visible()  # otherwise the browser posts it
    tab.page.get_by_label("Yes").check()
    tab.page.fill("page-feedback textarea", comment)


def test_a_double_click_stores_one_answer(visit: Open, served: Served) -> None:
    before = len(answers(served))
    tab = visit(PAGE)
    fill(tab, "Clear, thank you")

    tab.page.dblclick("page-feedback button[type=submit]")

    expect(tab.page.locator("page-feedback [data-message=thanks]")).to_be_visible()
    tab.settle()
    assert len([url for url in tab.seen.requests if "/api/feedback" in url]) == 1
    assert len(answers(served)) == before + 1
    assert answers(served)[-1][:2] == (PAGE, "en")
    assert answers(served)[-1][3:] == ("Clear, thank you", "none-stored")
    assert tab.seen.errors == []


def test_a_lost_reply_and_a_retry_store_one_answer(visit: Open, served: Served) -> None:
    tab = visit(PAGE)
    fill(tab, "The reply is lost")
    before = len(answers(served))
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().text())  # it has reached the service and the disk
        route.abort()
        return None

    tab.page.route("**/api/**", lose_the_first)
    tab.page.click("page-feedback button[type=submit]")
    expect(tab.page.locator("page-feedback [data-message=failed]")).to_be_visible()
    assert tab.page.input_value("page-feedback textarea") == "The reply is lost"
    assert len(answers(served)) == before + 1

    tab.page.click("page-feedback button[type=submit]")
    expect(tab.page.locator("page-feedback [data-message=thanks]")).to_be_visible()
    assert len(answers(served)) == before + 1


def test_typed_text_survives_when_the_gate_closes(visit: Open) -> None:
    tab, settings = visit(PAGE), visit("/en/cookies/")
    tab.press("feedback", "accept")
    tab.page.fill("page-feedback textarea", "Half a sent")

    settings.page.check("input[value=no]")
    settings.page.click("consent-settings button")
    expect(tab.page.locator("page-feedback textarea")).to_have_count(0)
    tab.press("feedback", "again")

    expect(tab.page.locator("page-feedback textarea")).to_have_value("Half a sent")


def test_text_typed_before_the_script_has_loaded_is_preserved(visit: Open) -> None:
    tab = visit(PAGE)
    held: list[Route] = []
    tab.page.route("**/form.js", lambda route: held.append(route))
    tab.press("feedback", "once")
    tab.page.get_by_label("No", exact=True).check()
    tab.page.fill("page-feedback textarea", "I type fast")
    wait_in(tab.page, lambda: held, "the script is requested")
    held[0].continue_()
    expect(tab.page.locator("page-feedback:defined")).to_be_visible()

    expect(tab.page.locator("page-feedback textarea")).to_have_value("I type fast")
    expect(tab.page.get_by_label("No", exact=True)).to_be_checked()


def test_an_answer_is_remembered_only_with_consent(visit: Open) -> None:
    tab = visit("/kontakt/")
    region = tab.page.get_by_role("region", name="Hjälp oss att förbättra")
    tab.press("feedback", "accept")
    expect(region.get_by_role("heading", level=2)).to_be_visible()  # the gate does not take it along
    region.get_by_label("Nej").check()
    tab.page.click("page-feedback button[type=submit]")
    expect(tab.page.locator("page-feedback [data-message=thanks]")).to_be_visible()

    again = visit("/kontakt/")

    expect(again.page.locator("page-feedback [data-message=answered]")).to_be_visible()
    assert again.page.evaluate("() => Object.keys(localStorage)") == ["hallbar.answered"]


def test_nothing_moves_when_the_form_comes_by_itself(visit: Open, context: BrowserContext) -> None:
    """With consent stored, on a page so short that the footer is in sight, over a slow line."""
    first = visit("/kontakt/")
    first.press("feedback", "accept")
    expect(first.page.locator("page-feedback:defined")).to_be_visible()
    again = context.new_page()
    again.set_viewport_size({"width": 390, "height": 4000})
    held: list[Route] = []
    again.route("**/feedback/form/form.*", lambda route: held.append(route))
    again.goto(first.page.url, wait_until="commit")
    wait_in(again, lambda: len(held) == 2, "style and script of the form are asked for")
    frames(again)
    assert again.evaluate(SHOWN) == ["hidden", True]
    again.evaluate("() => document.getAnimations().forEach((wait) => wait.finish())")  # if they never come
    assert again.evaluate(SHOWN) == ["visible", True]
    for route in held:
        route.continue_()
    expect(again.locator("page-feedback:defined")).to_be_visible()
    assert again.evaluate(SHOWN) == ["visible", True]


def test_the_pages_of_the_service_wear_the_frame_of_the_site(visit: Open) -> None:
    """The same sender at the top and the bottom, in the same type; and the browser refuses nothing in it."""
    page = visit("/kontakt/").page
    seen_on_site = page.evaluate(SENDER)
    for path in ("?page=/kontakt/&lang=sv", "thanks?lang=sv", "?page=/nej/"):
        own = visit(f"/feedback/{path}")
        assert own.page.evaluate(SENDER) == seen_on_site
        assert not [error for error in own.seen.errors if "404" not in error]
        assert [url for url in own.seen.failed if "/feedback/" not in url] == []
    own.page.get_by_role("link", name="Kontakt", exact=True).last.click()
    expect(own.page).to_have_url(page.url)


def test_a_problem_is_reported_without_any_choice(visit: Open, served: Served) -> None:
    """Its script and style come when it is opened. Nothing is stored on the device, or printed."""
    tab = visit("/kontakt/")
    report = tab.page.locator("[data-report]")
    assert not [url for url in tab.seen.requests if "/feedback/form/" in url]
    report.get_by_text("Rapportera ett fel på sidan").press("Enter")
    expect(tab.page.locator("page-report:defined")).to_be_visible()
    report.get_by_label("Vad är fel?").fill("Länken till kartan går inte.")
    report.get_by_label("Din e-postadress").fill("anna@exempel.example")
    report.get_by_role("button", name="Skicka rapporten").click()
    expect(report.get_by_role("group", name="Tack! Din rapport är skickad.")).to_be_focused()
    with closing(opened(served.data)) as store:
        [*_, last] = [entry.what for entry in store.reports()]
    assert isinstance(last, Report)
    assert (last.page, last.comment, last.contact) == (
        *("/kontakt/", "Länken till kartan går inte.", "anna@exempel.example"),
    )
    assert tab.page.evaluate("() => [document.cookie, localStorage.length]") == ["", 0]
    tab.page.emulate_media(media="print")
    expect(report).to_be_hidden()


def test_it_works_without_javascript(served: Served, plain: Page) -> None:
    plain.goto(f"{served.url}/feedback/?page=/kontakt/&lang=sv")
    plain.get_by_label("Ja").check()
    plain.fill("textarea", "Utan skript")
    plain.click("main [type=submit]")

    expect(plain).to_have_url(re.compile("/feedback/thanks"))
    assert answers(served)[-1][0] == "/kontakt/"
    assert answers(served)[-1][3] == "Utan skript"
    assert plain.context.cookies() == []
