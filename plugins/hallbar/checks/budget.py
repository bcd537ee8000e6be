"""The weight of pages before any choice, and of the player: bytes that a visitor fetches, with gzip."""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote, urlsplit

from hallbar.checks.options import Budget
from hallbar.manifest import Manifest, read
from hallbar.messages import Messages, decimal
from hallbar.modules import imported

message = Messages(__file__)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TEMPLATE = re.compile(r"<template\b.*?</template\s*>", re.DOTALL | re.IGNORECASE)
PLAYER = re.compile(
    r"""<consent-gate\b[^>]*\bfeature=["']?readaloud\b.*?<template\b[^>]*>(.*?)</template""", re.DOTALL
)
TAG = re.compile(r"<(?:link|script)\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(rel|href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
FETCHED = {"stylesheet", "icon", "modulepreload"}
"""Links that a browser follows to show a page."""
NAMED = 3
"""Parts that a message names."""


@dataclass(frozen=True)
class Weight:
    """Bytes of what a visitor fetches, file by file."""

    url: str
    """The page, from the root of the site: `/en/contact/`."""
    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def overweight(site: Path, budget: Budget, folder: Path) -> Iterator[str]:
    """Yield a line for each limit that pages exceed: the heaviest page, and what weighs most in it.

    `folder` is that of mkdocs.yml.
    """
    manifest = read(site)
    weights = [*_weights(site, manifest, player=False)] if budget.page else []
    players = [*_weights(site, manifest, player=True)] if budget.player else []
    for key, limit, found in [("page", budget.page, weights), ("player", budget.player, players)]:
        heavy = [weight for weight in found if weight.total > 1000 * limit]
        if heavy:
            worst = max(heavy, key=lambda weight: weight.total)
            source = manifest.pages[worst.url].source
            where = f"{folder / source}:1" if source else worst.url
            yield f"{where}: {_message(f'{key}_too_heavy', worst, limit, len(heavy) - 1)}"


def _weights(site: Path, manifest: Manifest, *, player: bool) -> Iterator[Weight]:
    """Yield the weight of each page, or of each player."""

    @cache
    def size(path: str) -> int:
        return compressed((site / path).read_bytes()) if (site / path).is_file() else 0

    @cache
    def text(path: str) -> str:
        return (site / path).read_text("utf-8", "replace") if (site / path).is_file() else ""

    for url in manifest.pages:
        page = unquote(url.lstrip("/")) + ("index.html" if url.endswith("/") else "")
        html = text(page)
        files = player_files(html, page, text) if player else page_files(html, page, text)
        own = {} if player else {page: size(page)}
        if html and (own or files):
            yield Weight(url, own | {path: size(path) for path in files})


def page_files(html: str, page: str, text: Callable[[str], str]) -> list[str]:
    """Return the css, js and icons that a page fetches at once. `text` returns that of a file of the site."""
    return _files(TEMPLATE.sub("", html), page, text)


def player_files(html: str, page: str, text: Callable[[str], str]) -> list[str]:
    """Return the css and js that opening the player fetches, and that its page has not fetched already."""
    found = PLAYER.search(html)
    there = {*page_files(html, page, text)}
    return [path for path in _files(found[1], page, text) if path not in there] if found else []


def compressed(content: bytes) -> int:
    """Return the bytes that a server sends for a file: those of gzip, if that makes it smaller."""
    return min(len(content), len(gzip.compress(content, 6)))


def _files(html: str, page: str, text: Callable[[str], str]) -> list[str]:
    found = dict.fromkeys(_linked(COMMENT.sub("", html), page))
    scripts = [path for path in found if path.endswith((".js", ".mjs"))]
    return [*(found | dict.fromkeys(imported(scripts, text)))]


def _linked(html: str, page: str) -> Iterator[str]:
    """Yield the paths below the root of the site; those of other sites cannot be weighed."""
    for tag in TAG.findall(html):
        values = {name.lower(): unescape("".join(value)) for name, *value in ATTRIBUTE.findall(tag)}
        fetched = "src" in values or FETCHED & {*values.get("rel", "").lower().split()}
        address = urlsplit(values.get("src") or values.get("href") or "")
        if fetched and address.path and not address.netloc and not address.scheme:
            yield normpath(join("/", dirname(page), unquote(address.path))).lstrip("/")


def _message(key: str, weight: Weight, limit: float, others: int) -> str:
    heaviest = sorted(weight.parts.items(), key=lambda part: -part[1])[:NAMED]
    parts = ", ".join(
        message("part_of_page", name=basename(path), size=decimal(size / 1000, 1)) for path, size in heaviest
    )
    more = message("others_too_heavy", count=others) if others else ""
    size = decimal(weight.total / 1000, 1)
    return message(
        key, size=size, limit=f"{limit:g}", parts=parts, others=more, fix=message(_fix(heaviest[0][0]))
    )


def _fix(path: str) -> str:
    kinds = {".html": "fix_html", ".css": "fix_css", ".js": "fix_js", ".mjs": "fix_js"}
    return kinds.get(Path(path).suffix, "fix_icon")
