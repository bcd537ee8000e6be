"""Ways to find something on built pages: the field, the list from A to Ö, and those that need no script."""

from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from bs4 import BeautifulSoup, Tag

from hallbar.manifest import read

LANGUAGES = [("sv", "", "A–Ö", "Sök"), ("en", "en/", "A–Z", "Search")]
UNLISTED = {f"{prefix}{page}" for prefix in ("", "en/") for page in ("sok/", "a-o/", "cookies/register/")}


@cache
def parsed(page: Path) -> BeautifulSoup:
    """Return the tree of a page, parsed once for all tests, which do not change it."""
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def page(site: Path, url: str) -> BeautifulSoup:
    return parsed(site / url / "index.html")


def pages(site: Path) -> list[str]:
    """Return the URLs of all pages from the root of the site; empty for the start page."""
    return [url.lstrip("/") for url in read(site).pages]


def target(url: str, link: Tag) -> str:
    """Return the URL that a link on a page leads to, from the root of the site."""
    path = normpath(join("/", dirname(url), str(link.get("href") or link.get("action"))))
    return "" if path == "/" else f"{path[1:]}/"


def in_language(site: Path, prefix: str) -> set[str]:
    return {url for url in pages(site) if url.startswith("en/") == bool(prefix)}


@pytest.mark.parametrize(("lang", "prefix", "title", "search"), LANGUAGES)
def test_the_list_has_every_page_of_its_language(
    site: Path, lang: str, prefix: str, title: str, search: str
) -> None:
    html, url = page(site, f"{prefix}a-o"), f"{prefix}a-o/"
    links = html.select("page-list li a")

    assert [heading.text for heading in html.select("h1")] == [title]
    assert {target(url, link) for link in links} == in_language(site, prefix) - UNLISTED
    targets = dict[str, str]()
    for link in links:
        assert targets.setdefault(link.text.casefold(), str(link["href"])) == link["href"]


@pytest.mark.parametrize(("lang", "prefix", "title", "search"), LANGUAGES)
def test_the_letters_lead_to_the_headings(
    site: Path, lang: str, prefix: str, title: str, search: str
) -> None:
    html = page(site, f"{prefix}a-o")
    [nav] = html.select("nav.letters")

    assert nav["aria-label"] in ("Bokstäver", "Letters")
    assert [(a["href"], a.text) for a in nav.select("a")] == [
        (f"#{heading['id']}", heading.text) for heading in html.select("page-list h2")
    ]
    assert len(nav.select("a")) > 3


def test_keywords_lead_to_their_page(site: Path) -> None:
    links = {a.text: a["href"] for a in page(site, "a-o").select("page-list a")}

    assert links["hundar, se Regler"] == "../regler/"
    assert links["bibliotekskort, se Lånekort"] == links["Lånekort"] == "../lanekort/"


def test_a_page_that_is_not_translated_is_marked(site: Path) -> None:
    """It is in the English list, by its title; its Swedish keywords are not."""
    marked = page(site, "en/a-o").select("page-list a[lang]")

    assert [(a.text, a["href"], a["lang"], a["hreflang"]) for a in marked] == [
        ("Lånekort", "../lanekort/", "sv", "sv")
    ]
    assert not page(site, "a-o").select("page-list [lang]")


def test_every_page_has_the_field_and_leads_to_the_list(site: Path) -> None:
    for url in pages(site):
        html, prefix = page(site, url), "en/" if url.startswith("en/") else ""
        [form] = html.select("header form[role=search]")

        assert target(url, form) == f"{prefix}sok/", url
        assert form["method"] == "get"
        [link] = [
            a
            for a in html.select("footer a")
            if a.text in ("Alla sidor från A till Ö", "All pages from A to Z")
        ]
        assert target(url, link) == f"{prefix}a-o/", url


def test_the_field_sends_nothing(site: Path) -> None:
    """A control without a name is not part of what a form sends (HTML, 4.10.22.4)."""
    for url in pages(site):
        assert page(site, url).select("[role=search] [name], [role=search][name]") == [], url


@pytest.mark.parametrize(("lang", "prefix", "title", "search"), LANGUAGES)
def test_the_results_page_says_how_else_to_find_something(
    site: Path, lang: str, prefix: str, title: str, search: str
) -> None:
    """In its HTML, so also without JavaScript: the pages of the menu, all pages, contact."""
    html, url = page(site, f"{prefix}sok"), f"{prefix}sok/"
    menu = {target(url, a) for a in html.select("nav.site-menu a")} - {prefix}
    links = {target(url, a) for a in html.select("main a")}

    assert html.h1
    assert html.h1.text == search
    assert links >= {*menu, f"{prefix}a-o/", f"{prefix}kontakt/"}


def test_the_page_for_missing_pages_offers_the_search(site: Path) -> None:
    sections = parsed(site / "404.html").select("main section")

    assert [[a["href"] for a in section.select(".button")][1:] for section in sections] == [
        ["/sok/", "/a-o/"],
        ["/en/sok/", "/en/a-o/"],
    ]
    assert [[a.text for a in section.select(".button")][1:] for section in sections] == [
        ["Sök på webbplatsen", "Alla sidor från A till Ö"],
        ["Search this website", "All pages from A to Z"],
    ]


def test_nothing_of_other_searches_is_in_the_site(site: Path) -> None:
    files = [path.relative_to(site).as_posix() for path in site.rglob("*")]

    assert not [name for name in files if "lunr" in name or "workers" in name or "search_index" in name]
    assert "search" not in files
    assert not [url for url in pages(site) if page(site, url).select("script[src*='assets/javascripts']")]
