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
        [other] = {address for address in addresses if read_by.LANGUAGE.fullmatch(address)}
        for address in addresses - {other}:
            assert verify._leads_somewhere(site, site / "feedback/index.html", address, "/"), address


@pytest.mark.parametrize(("lang", "other"), [("sv", "en"), ("en", "sv")])
def test_a_service_decides_the_address_in_another_language(site: Path, lang: str, other: str) -> None:
    frame = read_by.read(site, lang)
    assert frame
    linked = frame.linked(lambda language: f"../x?lang={language}&page=/")
    whole = BeautifulSoup(linked.head + linked.body + linked.end, "html.parser")
    links = whole.select(f"header a[hreflang={other}], footer a[hreflang={other}]")
    assert [link["href"] for link in links] == [f"../x?lang={other}&page=/"] * 2
    assert "<!--" not in linked.body + linked.end


@pytest.mark.parametrize(("home", "up", "lang"), [("", "..", "sv"), ("en/", "../..", "en")])
def test_the_statement_leads_to_the_report(site: Path, home: str, up: str, lang: str) -> None:
    """EU 2018/1523: the statement has a way to report, which needs neither a script nor consent."""
    path = site / home / "tillganglighet/index.html"
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    [link] = page.select("article a[href*='feedback/report']")
    about = f"page=%2F{home.replace('/', '%2F')}tillganglighet%2F&lang={lang}"
    assert link["href"] == f"{up}/feedback/report?{about}"
    assert not link.find_parent(["template", "consent-gate", "noscript"])
    assert verify._leads_somewhere(site, path, str(link["href"]), "/")


def test_it_is_no_page(site: Path) -> None:
    assert not [*site.rglob("*shell*.html")]
    assert "shell" not in (site / "sitemap.xml").read_text("utf-8")
