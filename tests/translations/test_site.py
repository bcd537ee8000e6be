"""Each part of each page is marked with its actual language."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup


def page(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("", "sv"),
        ("kontakt", "sv"),
        ("en", "en"),
        ("en/kontakt", "en"),
    ],
)
def test_a_page_is_in_the_language_of_its_frame(site: Path, path: str, lang: str) -> None:
    html = page(site, path)

    assert html.html
    assert html.html["lang"] == lang
    assert not html.select("main [data-text][lang], main [data-text] [lang]")


def test_text_shown_in_another_language_is_marked(site: Path) -> None:
    html = page(site, "en/lanekort")
    heading, paragraph = html.select_one("h1"), html.find("p", string=re.compile("är gratis"))

    assert heading
    assert paragraph
    for part in (heading, paragraph, html.select_one("title")):
        assert part
        nearest = part if part.get("lang") else part.find_parent(lang=True)
        assert nearest
        assert nearest["lang"] == "sv"


def test_a_notice_is_in_the_readers_language(site: Path) -> None:
    notice = page(site, "en/lanekort").select_one(".untranslated")

    assert notice
    assert "Swedish only" in notice.text
    assert notice.find_parent(lang=True).attrs["lang"] == "en"  # type: ignore[union-attr]
    assert not page(site, "lanekort").select(".untranslated")


def test_an_untranslated_page_is_not_listed_as_a_translation(site: Path) -> None:
    for path in ("lanekort", "en/lanekort"):
        html = page(site, path)

        assert [link["hreflang"] for link in html.select("link[rel=alternate]")] == ["sv"]
        assert html.select("link[rel=canonical]")[0]["href"] == "https://biblioteket.example.org/lanekort/"
    assert "en/lanekort" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_translated_page_names_both(site: Path) -> None:
    for path in ("kontakt", "en/kontakt"):
        links = {link["hreflang"]: link["href"] for link in page(site, path).select("link[rel=alternate]")}

        assert links == {
            "sv": "https://biblioteket.example.org/kontakt/",
            "en": "https://biblioteket.example.org/en/kontakt/",
        }


def test_the_switch_leads_to_the_same_page(site: Path) -> None:
    def switch(path: str) -> dict[str, str]:
        return {
            str(link["lang"]): str(link["href"])
            for link in page(site, path).select(".site-header a[hreflang]")
        }

    assert switch("kontakt") == {"en": "../en/kontakt/"}
    assert switch("en/kontakt") == {"sv": "../../kontakt/"}


def test_the_404_page_is_in_both_languages(site: Path) -> None:
    html = BeautifulSoup((site / "404.html").read_text("utf-8"), "html.parser")

    assert html.html
    assert html.html["lang"] == "sv"
    assert {section["lang"]: section.find(["h1", "h2"]).text for section in html.select("main section")} == {  # type: ignore[union-attr]
        "sv": "Sidan finns inte",
        "en": "This page does not exist",
    }


def test_the_sitemap_names_every_page_once(site: Path) -> None:
    places = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    html = {p.parent.relative_to(site).as_posix() for p in site.rglob("index.html")} - {"en/lanekort"}

    assert sorted(places) == sorted(
        f"https://biblioteket.example.org/{'' if path == '.' else path + '/'}" for path in html
    )
