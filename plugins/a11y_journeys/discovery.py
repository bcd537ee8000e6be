"""The pages of a site: as the site lists them itself, as its sitemap does, or by following links."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

from a11y_journeys.errors import SiteError
from a11y_journeys.fetching import Document, fetch, text
from a11y_journeys.site import MISSING, Page, Site
from a11y_journeys.state import State

LOC = re.compile(r"<loc>\s*(.*?)\s*</loc>")
INDEX = "<sitemapindex"
LIMIT = 500
"""Pages found by links, at most: a calendar or a search may lead on for ever."""


@dataclass(frozen=True)
class Listing:
    """Pages and states, as a site lists them itself."""

    pages: Mapping[str, str]
    """Address → the file that the page is written in; empty where that is not known."""
    states: Sequence[State] = field(default=())


List = Callable[[str], Listing | None]
"""Returns the listing of the site at an address, which ends with a slash; None if it has none."""
Report = Callable[[int], None]
"""Called with the number of pages read so far."""


def nothing_listed(_address: str) -> None:
    """Return no listing: the site is any site."""


def discover(
    address: str, only: Sequence[str] = (), listing: List = nothing_listed, report: Report = lambda _: None
) -> Site:
    """Return the site at an address with its pages, or `only` those at some paths.

    Raises SiteError when no page is found, or when one does not answer.
    """
    address = _answering(address.rstrip("/") + "/")
    known = listing(address)
    sources = dict(known.pages) if known else {}
    if only:
        listed = dict.fromkeys(urljoin(address, path.lstrip("/")) for path in only)
    else:
        listed = dict.fromkeys(sources or _in_sitemap(address))
    found = _fetched(listed, report) if listed else _linked(address, report)
    pages = _each_once(_page(document, sources.get(url, "")) for url, document in found)
    if not only and all(not page.path.endswith(MISSING) for page in pages):
        pages += _missing(address)
    if not pages:
        raise SiteError(f"{address} does not answer with a page: correct the address, or start its server")
    return Site(address, pages, known.states if known else (), whole=not only)


def _answering(address: str) -> str:
    """Return the address on the server that a redirect leads to: from http to https, or to www."""
    start = fetch(address)
    return urljoin(start.url, urlsplit(address).path) if start else address


def _fetched(urls: Mapping[str, None], report: Report) -> Iterator[tuple[str, Document]]:
    for number, url in enumerate(urls, 1):
        report(number)
        document = fetch(url)
        if document is None:
            raise SiteError(f"{url} does not answer")
        if document.is_html:
            yield url, document


def _linked(address: str, report: Report) -> Iterator[tuple[str, Document]]:
    """Yield the pages below an address that links lead to, from its start page on."""
    waiting, seen = deque([address]), {address}
    while waiting:
        document = fetch(waiting.popleft())
        if document is None or not document.is_html or not document.url.startswith(address):
            continue
        seen.add(document.url)
        yield document.url, document
        fresh = dict.fromkeys(url for url in _links(document, address) if url not in seen)
        waiting.extend(fresh)
        seen.update(fresh)
        if len(seen) > LIMIT:
            raise SiteError(
                f"links on {address} lead to more than {LIMIT} pages: add a sitemap.xml, or use --page"
            )
        report(len(seen) - len(waiting))


def _links(document: Document, address: str) -> Iterator[str]:
    """Yield the addresses of other pages of the site; one with a query is a page in another state."""
    tree = BeautifulSoup(document.text, "html.parser")
    base = tree.select_one("base[href]")
    root = urljoin(document.url, str(base["href"])) if base else document.url
    for link in tree.select("a[href], area[href]"):
        url = urldefrag(urljoin(root, str(link["href"]))).url
        if url.startswith(address) and not urlsplit(url).query:
            yield url


def _in_sitemap(address: str) -> list[str]:
    """Return the pages in sitemap.xml, as addresses below `address`."""
    sitemap = text(urljoin(address, "sitemap.xml"))
    places = _places(sitemap)
    if INDEX in sitemap:
        places = [place for part in _rebased(places, address) for place in _places(text(part))]
    return _rebased(places, address)


def _places(sitemap: str) -> list[str]:
    return [unescape(place) for place in LOC.findall(sitemap)]


def _rebased(places: Sequence[str], address: str) -> list[str]:
    """Return the places below `address`: a sitemap names the server on which the site will be published."""
    if all(place.startswith(address) for place in places):
        return list(places)
    paths = [urlsplit(place).path for place in places]
    shortest = min(paths, key=len, default="/")
    root = shortest[: shortest.rfind("/") + 1]
    root = root if all(path.startswith(root) for path in paths) else "/"
    return [urljoin(address, path.removeprefix(root)) for path in paths]


def _each_once(pages: Iterable[Page]) -> list[Page]:
    """Return the pages without those that an address before led to."""
    found: dict[str, Page] = {}
    for page in pages:
        found.setdefault(page.path, page)
    return list(found.values())


def _missing(address: str) -> list[Page]:
    document = fetch(urljoin(address, MISSING))
    return [_page(document, "")] if document and document.is_html else []


def _page(document: Document, source: str) -> Page:
    path = urlsplit(document.url).path
    return Page(path, document.text, BeautifulSoup(document.text, "html.parser"), source)
