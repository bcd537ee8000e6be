"""The pages of a site: as it lists them itself, by its sitemap, by its links, or as they are asked for."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from starlette.types import Receive, Scope, Send

from a11y_journeys import discovery
from a11y_journeys.discovery import Listing, discover
from a11y_journeys.errors import SiteError
from a11y_journeys.serving import files, serving
from a11y_journeys.site import Site

PAGE = "<!doctype html><html lang=en><title>-</title>{}"
MAP = "<?xml version='1.0'?><{0}>{1}</{0}>"


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


class Switch:
    """An application that serves the folder of the test that runs: one server does for all of them."""

    def __init__(self, folder: Path) -> None:
        self.app = files(folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Switch, str]]:
    switch = Switch(tmp_path_factory.mktemp("nothing"))
    with serving(switch) as address:
        yield switch, address


@pytest.fixture
def address(server: tuple[Switch, str], folder: Path) -> str:
    """Address at which the folder is served."""
    switch, address = server
    switch.app = files(folder)
    return address


def paths(site: Site) -> list[str]:
    return [page.path for page in site.pages]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four pages, of which the last is in no link; and links to other sites and files."""
    links = "<a href=a/>a</a> <a href='b/index.html#x'>b</a> <a href=/a/?page=2>2</a>"
    elsewhere = "<a href=https://example.org/>-</a> <a href=mailto:a@example.org>-</a> <a href=a.pdf>-</a>"
    put(tmp_path, "index.html", PAGE.format(f"{links} {elsewhere} <a href=gone/>gone</a>"))
    put(tmp_path, "a/index.html", PAGE.format("<a href=../b/index.html>b</a> <a href=../>start</a>"))
    put(tmp_path, "b/index.html", PAGE.format("<a href=../a/>a</a>"))
    put(tmp_path, "c/index.html", PAGE.format(""))
    put(tmp_path, "a.pdf", "%PDF")
    return tmp_path


def test_without_a_sitemap_links_are_followed_from_the_start_page(address: str) -> None:
    site = discover(address)

    assert paths(site) == ["/", "/a/", "/b/index.html"]
    assert site.whole
    assert site.default_language == "en"


def test_a_page_for_addresses_that_do_not_exist_is_added(folder: Path, address: str) -> None:
    put(folder, "404.html", PAGE.format(""))

    assert paths(discover(address)) == ["/", "/a/", "/b/index.html", "/404.html"]


def test_a_sitemap_names_the_server_where_the_site_will_be(folder: Path, address: str) -> None:
    places = "".join(
        f"<url><loc>https://example.org/below/{path}</loc></url>" for path in ("", "c/", "a.pdf")
    )
    put(folder, "sitemap.xml", MAP.format("urlset", places))

    assert paths(discover(address)) == ["/", "/c/"]


def test_a_sitemap_without_the_start_page_is_below_what_its_pages_share(folder: Path, address: str) -> None:
    places = "".join(f"<url><loc>https://example.org/{path}</loc></url>" for path in ("c/", "a/"))
    put(folder, "sitemap.xml", MAP.format("urlset", places))

    assert paths(discover(address)) == ["/c/", "/a/"]


def test_a_sitemap_of_sitemaps_is_followed(folder: Path, address: str) -> None:
    put(folder, "sitemap.xml", MAP.format("sitemapindex", f"<loc>{address}one.xml</loc>"))
    put(folder, "one.xml", MAP.format("urlset", f"<loc>{address}</loc><loc>{address}c/</loc>"))

    assert paths(discover(address)) == ["/", "/c/"]


def test_a_page_of_the_sitemap_that_does_not_answer_is_an_error(folder: Path, address: str) -> None:
    put(folder, "sitemap.xml", MAP.format("urlset", f"<loc>{address}gone/</loc>"))

    with pytest.raises(SiteError, match="gone/ does not answer"):
        discover(address)


def test_the_site_s_own_list_comes_first(address: str) -> None:
    def listing(address: str) -> Listing:
        return Listing({urljoin(address, "c/"): "docs/c.md"})

    site = discover(address, listing=listing)

    assert [(page.path, page.source) for page in site.pages] == [("/c/", "docs/c.md")]


def test_only_the_pages_that_are_asked_for_are_read(address: str) -> None:
    site = discover(address, ["/c/", "a/"])

    assert paths(site) == ["/c/", "/a/"]
    assert not site.whole
    assert site.default_language == ""  # that of the first page of the site is not known


def test_two_addresses_of_one_page_are_one(address: str) -> None:
    assert paths(discover(address, ["/c", "/c/"])) == ["/c/"]


def test_each_page_that_is_read_is_reported(address: str) -> None:
    numbers: list[int] = []
    discover(address, report=numbers.append)

    assert numbers == sorted(numbers)
    assert numbers[0] == 1


def test_links_without_end_are_an_error(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "LIMIT", 2)
    with pytest.raises(SiteError, match="more than 2 pages"):
        discover(address)


def test_an_address_where_nobody_answers_is_one_line() -> None:
    with pytest.raises(SiteError, match=r"^http://127.0.0.1:9/ does not answer with a page: "):
        discover("http://127.0.0.1:9")


def test_a_page_in_another_encoding_than_the_server_says_is_read(folder: Path, address: str) -> None:
    (folder / "c/index.html").write_bytes(PAGE.format("<h1>Pågår nu</h1>").encode("iso-8859-1"))

    [page] = discover(address, ["/c/"]).pages
    assert "r nu</h1>" in page.html
