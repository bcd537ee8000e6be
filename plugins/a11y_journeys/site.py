"""The site to look at: its pages as its server gives them, and which of them stand for the others."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from sys import executable
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from bs4 import BeautifulSoup
from bs4.element import Tag

from a11y_journeys.child import running
from hallbar import manifest

if TYPE_CHECKING:
    from subprocess import Popen

PATIENCE = 20
"""Seconds for a server to start, or to answer."""
MISSING = "404.html"
ADDRESS = re.compile(r"http://\S+")
LOC = re.compile(r"<loc>\s*(.*?)\s*</loc>")


class SiteError(Exception):
    """The site cannot be looked at; says why in one line."""


@dataclass(frozen=True)
class Page:
    """A page as it is served."""

    path: str
    html: str
    tree: BeautifulSoup
    source: str = ""
    """Its Markdown, from the folder of mkdocs.yml; empty when the site does not tell."""

    @property
    def lang(self) -> str:
        root = self.tree.html
        return str(root.get("lang", "")) if root else ""

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of things on it that readers do something with, or that are hard to make right."""
        pressed = "a, button, input, select, textarea, summary, audio, video, [tabindex], [popover]"
        shown = "iframe, table, pre, dialog, [role], [lang]"
        found = [*self.tree.select(f"{pressed}, {shown}"), *self.tree.find_all(_is_custom)]
        return {f"{self.lang} {_kind(tag)}" for tag in found}


def _is_custom(tag: Tag) -> bool:
    return "-" in tag.name


def _kind(tag: Tag) -> str:
    attributes = [tag.get(name) for name in ("type", "role", "lang")]
    described = [tag.name, *sorted(tag.get_attribute_list("class")), *attributes]
    return " ".join(str(part) for part in described if part)


@dataclass(frozen=True)
class Site:
    """All pages of a site that answers at `address`, which ends with a slash."""

    address: str
    pages: Sequence[Page]
    capabilities: Sequence[str] = ()

    @property
    def default_language(self) -> str:
        return self.pages[0].lang

    @cached_property
    def samples(self) -> set[str]:
        """Paths of pages that have a kind of thing that none before them has; and of the 404 page."""
        seen: set[str] = set()
        chosen = {page.path for page in self.pages if page.path.endswith(MISSING)}
        for page in self.pages:
            if not page.kinds <= seen:
                chosen.add(page.path)
                seen |= page.kinds
        return chosen

    def having(self, selector: str) -> list[Page]:
        """The first page in each language that has a match."""
        found: dict[str, Page] = {}
        for page in self.pages:
            if page.lang not in found and page.tree.select_one(selector):
                found[page.lang] = page
        return list(found.values())


def at(address: str) -> Site:
    """The site at an address: its pages by our manifest, or by its sitemap. Raises SiteError."""
    address = address.rstrip("/") + "/"
    known = _manifest(address)
    if known:
        told = {urljoin(address, path.lstrip("/")): page.source for path, page in known.pages.items()}
    else:
        told = dict.fromkeys(_in_sitemap(address), "")
    if not told:
        raise SiteError(f"{address} has neither {manifest.FILE} nor sitemap.xml: which pages has it?")
    pages = [_page(url, source) for url, source in told.items()]
    missing = urljoin(address, MISSING)
    pages += [_page(missing, "")] if _text(missing) else []
    return Site(address, pages, known.capabilities if known else ())


def _manifest(address: str) -> manifest.Manifest | None:
    """The manifest of a site that we built; None for another's."""
    found = _text(urljoin(address, manifest.FILE))
    try:
        return manifest.parsed(found, f"{address}{manifest.FILE}") if found else None
    except manifest.ManifestError as error:
        raise SiteError(str(error)) from error


def _in_sitemap(address: str) -> list[str]:
    """The pages as they stand at `address`: a sitemap names the place where the site will be."""
    places = LOC.findall(_text(urljoin(address, "sitemap.xml")))
    paths = [urlsplit(unescape(place)).path for place in places]
    root = min(paths, key=len, default="/")
    return [urljoin(address, path.removeprefix(root)) for path in paths]


def _page(url: str, source: str) -> Page:
    html = _text(url)
    if not html:
        raise SiteError(f"{url} does not answer")
    return Page(urlsplit(url).path, html, BeautifulSoup(html, "html.parser"), source)


def _text(url: str) -> str:
    """What is at an address; empty when nothing is."""
    try:
        with urlopen(url, timeout=PATIENCE) as reply:  # noqa: S310 - http and https only, see cli.py
            text: str = reply.read().decode()
            return text
    except URLError:
        return ""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site with its services, in a process of its own; the address. Raises SiteError."""
    command = [executable, "-m", "hallbar.cli", "serve", "--site", str(folder), "--port", "0", "--data"]
    with (
        TemporaryDirectory() as data,
        Path(data, "said").open("w", encoding="utf-8") as said,
        running([*command, data], stdout=said) as server,
    ):
        yield _started(server, Path(data, "said"))


def _started(server: "Popen[str]", said: Path) -> str:
    """The address that the server tells, when it answers there: the site may stand below a path."""
    until = monotonic() + PATIENCE
    while not (told := ADDRESS.search(said.read_text("utf-8"))):
        if server.poll() is not None or monotonic() > until:
            raise SiteError("the site could not be served; see the lines above")
        sleep(0.02)
    try:
        with urlopen(told[0], timeout=PATIENCE) as answer:  # noqa: S310 - our own
            return str(answer.url)
    except OSError as error:
        raise SiteError(f"the site does not answer at {told[0]}: {error}") from error
