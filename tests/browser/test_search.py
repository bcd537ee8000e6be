"""Searching in the browser: the field, its panel and the results page. More of it: test_searching.py."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from support import Served
from visiting import Visit

Open = Callable[[str], Visit]
FIELD = "#search-field"
PANEL = ".search-panel"
STATUS = "site-search [role=status]"
HITS = f"{PANEL} [data-hits] a"
FINDING = "/hallbar/search/finding/"
INDEX = "/hallbar/search/index/"


def test_every_page_has_the_field_and_it_never_names_the_query(served: Served) -> None:
    """Without a name no browser sends it (HTML 4.10.22.4). Services and the 404 page have it too."""
    shells = {"/feedback/": "hallbar/frame/shell.sv.txt", "/en-feedback/": "hallbar/frame/shell.en.txt"}
    pages = {path: f"{path.strip('/')}/index.html".lstrip("/") for path in served.pages()}
    for path, file in {**pages, **shells, "/404.html": "404.html"}.items():
        html = BeautifulSoup((served.site / file).read_text("utf-8"), "html.parser")
        [form] = html.select("header form[role=search]")
        results = "/en/sok/" if html.html and html.html["lang"] == "en" else "/sok/"
        assert (form["method"], urljoin(path, str(form["action"]))) == ("get", results), path
        [field] = form.select("input")
        assert (field["type"], field.get("name")) == ("search", None), path
        assert [button.get("name") for button in form.select("button")] == [None], path


def test_all_that_searches_is_one_script(served: Served) -> None:
    """Modules that share a name cannot be joined (modules.py), and each would cost a visit on a slow line."""
    folder = served.site / "hallbar/search/finding"
    assert [file.name for file in folder.iterdir()] == ["finding.js"]


def test_nothing_is_fetched_before_the_field_is_used(visit: Open) -> None:
    one = visit("/kontakt/")
    one.settle()
    assert [url for url in one.seen.requests if FINDING in url or INDEX in url] == []

    one.page.focus(FIELD)
    one.settle()
    assert [url for url in one.seen.requests if FINDING in url]
    assert [url for url in one.seen.requests if INDEX in url] == []


def test_results_as_you_type(visit: Open) -> None:
    """The panel, its announcement and its keys, and with Enter the way to all results."""
    one = visit("/kontakt/")
    page, field, hits = one.page, one.page.locator(FIELD), one.page.locator(HITS)
    field.focus()
    page.keyboard.type("lånekort")
    expect(hits.first).to_be_visible()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ träffar på ”lånekort”$"))
    assert page.locator(f"{PANEL} mark").count()

    page.keyboard.press("Tab")
    expect(hits.first).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator(f"{PANEL} a[data-all]:visible")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("lånekort")

    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sok/#q=l%C3%A5nekort$"))
    expect(page.locator("main h2").first).to_have_text(re.compile(r"^\d+ träffar på ”lånekort”$"))
    expect(page).to_have_title("lånekort – Sök – Biblioteket i Exempelby")
    assert one.seen.errors == []


def test_the_results_page(visit: Open) -> None:
    """Nothing found, a search after it, its address, and the way back."""
    page = visit("/en/sok/#q=qxzwvq").page
    heading = page.locator("search-results h2")
    expect(heading).to_have_text("No results for “qxzwvq”")
    expect(page.locator("search-results [role=status]")).to_have_text("No results for “qxzwvq”")
    expect(page.locator("search-results [data-hits]")).to_be_hidden()

    field = page.get_by_role("searchbox", name="What are you looking for?")
    field.fill("book")
    field.press("Enter")
    expect(heading).to_have_text(re.compile(r"^\d+ results? for “book”$"))
    expect(heading).to_be_focused()
    found = page.locator("search-results [data-hits] h3 a")
    paths = [urlsplit(str(url)).path for url in found.evaluate_all("links => links.map(link => link.href)")]
    assert paths
    assert [path for path in paths if not path.startswith("/en/")] == []
    assert page.locator("[data-hits] mark").count()
    assert page.url.endswith("/en/sok/#q=book")

    page.go_back()
    expect(heading).to_have_text("No results for “qxzwvq”")
    expect(field).to_have_value("qxzwvq")


def test_without_javascript_the_results_page_says_so(plain: Page, served: Served) -> None:
    plain.goto(f"{served.url}/kontakt/")
    plain.fill(FIELD, "lånekort")
    plain.press(FIELD, "Enter")

    expect(plain).to_have_url(re.compile(r"/sok/\??$"))
    main = plain.locator("main")
    expect(main.get_by_text("JavaScript")).to_be_visible()
    assert main.locator("input:visible, button:visible").count() == 0
