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
    page = visit("/cookies/").page
    receipt = page.locator("[data-receipt]")
    expect(receipt).to_be_hidden()

    page.check("input[value=yes]")
    page.get_by_role("button", name="Spara mitt val").click()
    expect(receipt).to_be_visible()
    with page.expect_download() as download:
        receipt.get_by_role("link").click()

    receipt_file = json.loads(download.value.path().read_text("utf-8"))
    assert download.value.suggested_filename == "mitt-cookieval.json"
    assert sorted(receipt_file) == ["choices", "date", "site", "version"]
    assert receipt_file["choices"] == {"preferences": True}
    assert receipt_file["version"] == served.manifest["consent"]["version"]
    assert receipt.locator("dd").all_inner_texts() == [receipt_file["date"], "Ja", receipt_file["version"]]

    page.get_by_role("button", name="Säg nej till allt").click()
    expect(receipt.locator("dd").nth(1)).to_have_text("Nej")
    expect(page.locator("input[value=no]")).to_be_checked()


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
        receipt = page.locator("[data-receipt]")
        expect(receipt.locator("[data-date]")).to_have_text(day)
        expect(page.locator("html")).to_have_attribute("data-consent", "preferences")

        for days, holds in [(364, True), (366, False)]:
            page.clock.set_fixed_time(chosen + timedelta(days=days))
            page.reload()
            expect(receipt).to_be_visible(visible=holds)


def test_the_receipt_in_english(visit: Open) -> None:
    page = visit("/en/cookies/").page
    page.get_by_role("button", name="Say no to everything").click()

    expect(page.get_by_role("status")).to_contain_text("said no")
    assert page.locator("[data-receipt] dd").nth(1).inner_text() == "No"
    assert page.locator("[data-download]").get_attribute("download") == "my-cookie-choice.json"


def test_both_tabs_show_the_same(visit: Open) -> None:
    one, two = visit("/cookies/").page, visit("/en/cookies/").page
    one.get_by_role("button", name="Säg nej till allt").click()

    expect(two.locator("input[value=no]")).to_be_checked()
    expect(two.locator("[data-receipt]")).to_be_visible()
    expect(two.get_by_role("status")).to_be_empty()  # announced only in the tab where it was pressed


@pytest.mark.parametrize(
    ("path", "law"), [("/cookies/", "9 kap. 28 §"), ("/en/cookies/", "chapter 9, section 28")]
)
def test_the_register_lists_every_key(visit: Open, path: str, law: str) -> None:
    page = visit(path).page
    keys = page.locator("table tbody th").all_inner_texts()
    page.locator("main a[href*=register]").click()

    expect(page).to_have_url(re.compile("/cookies/register/$"))
    page.wait_for_load_state()
    assert page.locator("section h2").all_inner_texts() == keys
    for number, key in enumerate(keys):
        section = page.locator("section").nth(number)
        assert law in section.inner_text(), key
        assert "::test_" in section.inner_text(), key
        assert "12" in section.inner_text(), key
