"""The frame of built pages: what search engines and other sites read, dates, the 404 page."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text("utf-8"), "html.parser")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", ["website", "Biblioteket i Exempelby", "Biblioteket i Exempelby", "sv_SE"]),
        ("lana/index.html", ["article", "Så lånar du på biblioteket", "Biblioteket i Exempelby", "sv_SE"]),
        ("en/regler/index.html", ["article", "Rules", "The library in Exempelby", "en_GB"]),
        ("en/lanekort/index.html", ["article", "Lånekort", "The library in Exempelby", "sv_SE"]),
        ("404.html", []),
    ],
)
def test_a_page_says_what_it_is_to_those_who_share_it(site: Path, path: str, expected: list[str]) -> None:
    found = {tag["property"]: tag["content"] for tag in page(site, path).select("meta[property^='og:']")}

    assert found == dict(zip(["og:type", "og:title", "og:site_name", "og:locale"], expected, strict=False))


@pytest.mark.parametrize(
    ("path", "text"),
    [("lana/index.html", "Granskad 1 november 2026"), ("en/lana/index.html", "Reviewed 1 November 2026")],
)
def test_the_date_of_the_review_is_in_words(site: Path, path: str, text: str) -> None:
    [reviewed] = page(site, path).select(".reviewed")

    assert reviewed.get_text().strip() == text
    assert [time["datetime"] for time in reviewed.select("time")] == ["2026-11-01"]


def test_a_page_that_does_not_exist_says_who_can_help_in_each_language(site: Path, lacking: str) -> None:
    html = page(site, "404.html")

    links = {
        section["lang"]: [a["href"] for a in section.select("a")] for section in html.select("main section")
    }
    assert links == {"sv": ["/.", "/kontakt/"], "en": ["/en/", "/en/kontakt/"]}
    languages = [link["href"] for link in html.select(".site-header .site-languages a")]
    assert languages == ([] if lacking == "translations" else ["/en/"])
    assert html.select(".site-header .site-name, .site-footer address, .site-footer nav a")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("index.html", "Exempel. Inte Exempelby kommuns webbplats."),
        ("en/index.html", "Example. Not Exempelby kommun’s website."),
    ],
)
def test_the_notice_of_an_example_has_the_name_in_the_genitive(site: Path, path: str, text: str) -> None:
    assert [notice.get_text() for notice in page(site, path).select(".demonstration")] == [text]


def test_the_name_of_the_organisation_is_in_the_header_and_the_footer(site: Path) -> None:
    html = page(site, "lana/index.html")

    assert [names.get_text() for names in html.select(".site-names")] == [
        "Biblioteket i Exempelby Exempelby kommun"
    ]
    assert [name.get_text() for name in html.select(".site-footer address strong")] == ["Exempelby kommun"]
