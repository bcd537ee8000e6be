"""The settings page: a choice, its receipt, and withdrawal."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from support import Served
from visiting import Visit

Open = Callable[[str], Visit]


def test_the_receipt_shows_the_record_and_can_be_downloaded(
    visit: Open, context: BrowserContext, served: Served
) -> None:
    """The date and the choice for the visitor; the version and the file are on the officer's page."""
    page = visit("/cookies/").page
    receipt = page.locator("consent-receipt")
    expect(receipt).to_be_hidden()

    page.check("input[value=yes]")
    page.get_by_role("button", name="Spara mitt val").click()
    expect(receipt).to_be_visible()
    shown = receipt.locator("dd").all_inner_texts()
    page.get_by_role("button", name="Säg nej till allt").click()
    expect(receipt.locator("dd").nth(1)).to_have_text("Nej")
    expect(page.locator("input[value=no]")).to_be_checked()

    page.goto(served.url + "/cookies/register/")
    expect(receipt.locator("[data-version]")).to_have_text(served.manifest["consent"]["version"])
    with page.expect_download() as download:
        receipt.get_by_role("link").click()

    receipt_file = json.loads(download.value.path().read_text("utf-8"))
    assert download.value.suggested_filename == "mitt-cookieval.json"
    assert sorted(receipt_file) == ["choices", "date", "site", "version"]
    assert receipt_file["choices"] == {"preferences": False}
    assert receipt_file["version"] == served.manifest["consent"]["version"]
    assert shown == [in_words(receipt_file["date"], "sv"), "Ja"]


MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def in_words(date: str, language: str) -> str:
    year, month, day = map(int, date.split("-"))
    return f"{day} {MONTHS[language][month - 1]} {year}"


@pytest.mark.parametrize("path", ["/cookies/", "/en/cookies/"])
def test_citizens_see_no_hashes_no_names_of_keys_and_no_machine_dates(
    dated: BrowserContext, served: Served, path: str
) -> None:
    page = dated.new_page()
    page.goto(served.url + path)
    page.check("input[value=yes]")
    page.locator("consent-settings [type=submit]").click()
    expect(page.locator("consent-receipt")).to_contain_text(
        in_words("2026-03-02", path[1:3] if "en" in path else "sv")
    )

    text = page.locator("main").inner_text()
    assert re.findall(r"hallbar|JSON|localStorage|[0-9a-f]{12}|\d{4}-\d\d-\d\d", text) == []
    for row in page.locator("tbody tr").all():
        assert re.search(r"^(Högst|At most) \d+ (månader|months)$", row.locator("td").last.inner_text())


@pytest.mark.parametrize(
    ("path", "word"),
    [("/cookies/", "Fel: Välj ja eller nej först."), ("/en/cookies/", "Error: Choose yes or no first.")],
)
def test_an_error_is_tied_to_its_question(visit: Open, path: str, word: str) -> None:
    page = visit(path).page
    page.set_viewport_size({"width": 320, "height": 640})
    question = page.get_by_role("radiogroup")
    page.locator("consent-settings [type=submit]").click()

    expect(page.locator("input[value=yes]")).to_be_focused()
    error = page.locator(f"#{question.get_attribute('aria-describedby')}")
    expect(error).to_be_visible()
    assert " ".join(error.inner_text().split()) == word
    assert error.locator("svg").is_visible()
    assert question.get_attribute("aria-invalid") == "true"
    expect(error).to_have_attribute("role", "status")
    expect(error).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-outcome]")).to_be_empty()

    page.check("input[value=yes]")
    page.locator("consent-settings [type=submit]").click()
    expect(error).to_be_empty()
    assert question.get_attribute("aria-invalid") == "false"
    assert page.locator("[data-outcome]").locator("svg").is_visible()


def test_a_choice_that_cannot_be_stored_is_an_error(visit: Open) -> None:
    page = visit("/404.html").page
    page.add_init_script("Object.defineProperty(document, 'cookie', {get: () => '', set: () => {}})")
    page.goto(page.url.replace("404.html", "cookies/"))
    page.get_by_role("button", name="Säg nej till allt").click()

    expect(page.locator("[data-outcome]")).to_have_text(
        "Fel: Valet gick inte att spara. Din webbläsare tillåter inte cookies, så vi sparar inget."
    )
    assert page.locator("[data-outcome]").locator(".message.error svg").is_visible()


def test_paper_has_what_is_stored_and_no_form(visit: Open) -> None:
    page = visit("/cookies/").page
    page.get_by_role("button", name="Säg nej till allt").click()
    expect(page.locator("consent-receipt")).to_be_visible()
    page.emulate_media(media="print")

    assert page.locator("button:visible, input:visible, legend:visible").count() == 0
    assert page.locator("consent-receipt").is_visible()
    assert page.locator("table").is_visible()


@pytest.mark.parametrize("path", ["/cookies/", "/en/cookies/"])
def test_no_legend_is_cut_by_a_frame(visit: Open, path: str) -> None:
    page = visit(path).page
    page.set_viewport_size({"width": 320, "height": 640})

    assert page.locator("fieldset").evaluate_all(
        "all => all.map(one => getComputedStyle(one).borderTopWidth)"
    ) == ["0px"]
    wide = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).length"
    assert page.locator("legend, label, consent-settings button").evaluate_all(wide) == 0
    buttons = page.locator(".consent-buttons button").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert buttons[0] == buttons[1]


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("Europe/Stockholm", "2026-03-01T23:30Z", "2026-03-02"),
        ("Pacific/Auckland", "2026-03-01T11:30Z", "2026-03-02"),
        ("America/Los_Angeles", "2026-03-02T08:30Z", "2026-03-02"),
        ("America/Los_Angeles", "2026-03-03T07:30Z", "2026-03-02"),
    ],
)
def test_a_choice_has_the_visitors_date_and_lasts_a_year(
    browser: Browser, served: Served, zone: str, now: str, day: str
) -> None:
    """At half an hour after or before midnight."""
    with browser.new_context(timezone_id=zone) as context:
        page, chosen = context.new_page(), datetime.fromisoformat(now)
        page.clock.set_fixed_time(chosen)
        page.goto(served.url + "/cookies/")
        page.check("input[value=yes]")
        page.get_by_role("button", name="Spara mitt val").click()
        receipt = page.locator("consent-receipt")
        expect(receipt.locator("[data-date]")).to_have_text(in_words(day, "sv"))
        expect(receipt.locator("[data-date]")).to_have_attribute("datetime", day)
        expect(page.locator("html")).to_have_attribute("data-consent", "preferences")

        for days, holds in [(364, True), (366, False)]:
            page.clock.set_fixed_time(chosen + timedelta(days=days))
            page.reload()
            expect(receipt).to_be_visible(visible=holds)


def test_the_receipt_in_english(visit: Open) -> None:
    page = visit("/en/cookies/").page
    page.get_by_role("button", name="Say no to everything").click()

    expect(page.locator("[data-outcome]")).to_contain_text("said no")
    assert page.locator("consent-receipt dd").nth(1).inner_text() == "No"
    page.locator("main a[href*=register]").click()
    expect(page.locator("[data-download]")).to_have_attribute("download", "my-cookie-choice.json")


def test_both_tabs_show_the_same(visit: Open) -> None:
    one, two = visit("/cookies/").page, visit("/en/cookies/").page
    one.get_by_role("button", name="Säg nej till allt").click()

    expect(two.locator("input[value=no]")).to_be_checked()
    expect(two.locator("consent-receipt")).to_be_visible()
    expect(two.locator("[data-outcome]")).to_be_empty()  # announced only in the tab where it was pressed


@pytest.mark.parametrize(
    ("path", "law"), [("/cookies/", "9 kap. 28 §"), ("/en/cookies/", "chapter 9, section 28")]
)
def test_the_register_lists_every_key(visit: Open, path: str, law: str) -> None:
    page = visit(path).page
    purposes = page.locator("table tbody th").all_inner_texts()
    page.locator("main a[href*=register]").click()

    expect(page).to_have_url(re.compile("/cookies/register/$"))
    page.wait_for_load_state()
    sections = page.locator("section:has(> h2[id^=key])")
    assert sections.count() == len(purposes) == 5
    for number, purpose in enumerate(purposes):
        text = sections.nth(number).inner_text()
        assert purpose in text
        assert law in text, purpose
        assert "::test_" in text, purpose
        assert "12" in text, purpose
    assert "hallbar.position," not in page.locator("main").inner_text()
    assert sections.locator("h2").all_inner_texts()[:2] == ["hallbar-consent", "hallbar.speed"]
