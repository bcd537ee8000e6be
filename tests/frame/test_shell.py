"""The frame as a file, in which services show their own pages."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hallbar.feedback.service import shell as read_by
from hallbar.frame import shell as written_by
from hallbar.publishing import verify


def test_a_service_reads_what_the_build_writes(tmp_path: Path) -> None:
    written_by.publish("<title><!--title--></title><main><!--content--></main>", tmp_path, "sv")
    found = read_by.read(tmp_path, "sv")
    assert found == read_by.Shell("<title>", "</title><main>", "</main>")
    assert read_by.read(tmp_path, "en") is None


def test_scripts_are_left_out(tmp_path: Path) -> None:
    rendered = '<script src="../x.js"></script>\n<!--title--><script type="module">a</script><!--content-->'
    written_by.publish(rendered, tmp_path, "sv")
    [file] = (tmp_path / "hallbar/frame").iterdir()
    assert file.read_text("utf-8") == "<!--title--><!--content-->"


@pytest.mark.parametrize(
    ("lang", "home", "contact"), [("sv", "..", "../kontakt/"), ("en", "../en/", "../en/kontakt/")]
)
def test_the_shell_of_a_built_site(site: Path, lang: str, home: str, contact: str) -> None:
    file = site / written_by.FILE.format(language=lang)
    assert read_by.read(site, lang)
    page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
    assert page.select("html")[0]["lang"] == lang
    start = BeautifulSoup(
        (site / home.removeprefix("..").strip("/") / "index.html").read_text("utf-8"), "html.parser"
    )
    assert page.select("title")[0].text.endswith(f" – {start.select('title')[0].text}")
    assert page.select("meta[name=robots]")[0]["content"] == "noindex"
    assert home in str(page.select("header .site-name, header a:not(.skip-link)")[0]["href"])
    assert page.select(f"footer a[href='{contact}']")
    assert not page.select("script, style, [style]")
    assert [main["id"] for main in page.select("main")] == ["content"]


def test_its_links_lead_somewhere_from_the_pages_of_the_service(site: Path, tmp_path: Path) -> None:
    for lang in ("sv", "en"):
        at = tmp_path / "page.html"
        at.write_text((site / written_by.FILE.format(language=lang)).read_text("utf-8"), "utf-8")
        addresses = verify._addresses(at)
        assert len(addresses) > 5
        for address in addresses:
            assert verify._leads_somewhere(site, site / "feedback/index.html", address, "/"), address


def test_it_is_no_page(site: Path) -> None:
    assert not [*site.rglob("*shell*.html")]
    assert "shell" not in (site / "sitemap.xml").read_text("utf-8")
