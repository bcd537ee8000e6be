"""On every built page, gated content is inside an inert <template> of a gate."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

GATED = "audio, video, form[data-feedback=page]"


def ungated(html: str) -> list[str]:
    """Return the elements of a page that should be gated but are not."""
    soup = BeautifulSoup(html, "html.parser")
    return [
        str(found)[:80]
        for found in soup.select(GATED)
        if not found.find_parent("template") or not found.find_parent("consent-gate")
    ]


def pages(site: Path) -> Iterator[Path]:
    return iter(sorted(site.rglob("*.html")))


def test_gated_content_is_inert(site: Path) -> None:
    found = {
        str(page): open_things for page in pages(site) if (open_things := ungated(page.read_text("utf-8")))
    }

    assert found == {}


def test_there_is_gated_content(site: Path) -> None:
    gated = [BeautifulSoup(page.read_text("utf-8"), "html.parser").select(GATED) for page in pages(site)]

    assert sum(len(things) > 0 for things in gated) > 10


@pytest.mark.parametrize("thing", ['<audio src="x.mp3"></audio>', '<form data-feedback="page"></form>'])
def test_content_outside_its_template_is_found(site: Path, thing: str) -> None:
    html = (site / "lana/index.html").read_text("utf-8")

    assert ungated(html.replace("<template>", f"{thing}<template>", 1)) == [
        BeautifulSoup(thing, "html.parser").decode()
    ]


def test_no_inline_script_style_or_handler(site: Path) -> None:
    for page in pages(site):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        inline = [
            tag
            for tag in soup.find_all(True)
            if tag.get("style") or any(name.startswith("on") for name in tag.attrs)
        ]
        scripts = [tag for tag in soup.find_all(["script", "style"]) if not tag.get("src")]

        assert inline + scripts == [], page


@pytest.mark.parametrize(
    ("path", "title"), [("cookies", "Cookie-inställningar"), ("en/cookies", "Cookie settings")]
)
def test_the_settings_page_exists_in_each_language(site: Path, path: str, title: str) -> None:
    html = BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")
    listed = [row.text for row in html.select("tbody th")]

    assert html.h1
    assert html.h1.text == title
    assert listed[0] == "hallbar-consent"
    assert html.select("input[checked]") == []
    assert html.select("audio, form[data-feedback]") == []


def test_every_page_links_to_the_settings(site: Path) -> None:
    for page in pages(site):
        link = BeautifulSoup(page.read_text("utf-8"), "html.parser").select("footer li:last-child a")

        assert [found.text for found in link] in (["Cookie-inställningar"], ["Cookie settings"]), page


def test_the_scripts_and_styles_of_consent_are_small(site: Path) -> None:
    """At most 6 kB together, compressed, including those of the banner and the settings page."""
    files = [path for path in (site / "hallbar/consent").iterdir() if path.suffix in (".js", ".css")]

    assert len(files) >= 5
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 6_000
