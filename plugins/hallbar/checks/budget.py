"""The weight of pages before any choice, and of the player: bytes that a visitor fetches, with gzip."""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from hallbar.checks.options import Budget
from hallbar.manifest import read
from hallbar.messages import Messages, decimal
from hallbar.modules import imported

message = Messages(__file__)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TEMPLATE = re.compile(r"<template\b.*?</template\s*>", re.DOTALL | re.IGNORECASE)
PLAYER = re.compile(r"<read-aloud\b.*?</read-aloud\s*>", re.DOTALL | re.IGNORECASE)
LIST = re.compile(rb"<page-list\b.*?</page-list\s*>", re.DOTALL | re.IGNORECASE)
"""A list of all pages, which grows with the site: no editor can make it shorter, so it does not count."""
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
    manifest, pages, players = read(site), list[Weight](), list[Weight]()
    scales = Scales(site)
    for url in manifest.pages if budget.page or budget.player else ():
        page, player = scales.weighed(url)
        pages.append(page)
        players.append(player)
    for key, limit, weights in [("page", budget.page, pages), ("player", budget.player, players)]:
        heavy = [weight for weight in weights if limit and weight.total > 1000 * limit]
        if heavy:
            worst = max(heavy, key=lambda weight: weight.total)
            source = manifest.pages[worst.url].source
            where = f"{folder / source}:1" if source else worst.url
            what = _message(f"too_heavy_{key}", worst, limit, len(heavy) - 1)
            yield f"{where}: {what}"


class Scales:
    """Weighs the pages of a built site. Each css and js file is read and compressed once."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._imports = cache(lambda scripts: imported(scripts, self._text))
        self._size = cache(lambda path: compressed(self._bytes(path)))

    def weighed(self, url: str) -> tuple[Weight, Weight]:
        """Return the weight of a page before any choice, and that of the player, which may have no gate."""
        page = unquote(url.lstrip("/")) + ("index.html" if url.endswith("/") else "")
        content = self._bytes(page)
        html = COMMENT.sub("", content.decode("utf-8", "replace"))
        player = PLAYER.search(html)
        before = self._parts(TEMPLATE.sub("", PLAYER.sub("", html)), page)
        after = self._parts(player[0], page) if player else {}
        added = {path: size for path, size in after.items() if path not in before}
        return Weight(url, {page: compressed(LIST.sub(b"", content))} | before), Weight(url, added)

    def _parts(self, html: str, page: str) -> dict[str, int]:
        """Return the css, js and icons that some HTML makes a browser fetch, with their sizes."""
        found = dict.fromkeys(_linked(html, page))
        scripts = tuple(path for path in found if path.endswith((".js", ".mjs")))
        return {path: self._size(path) for path in [*found, *self._imports(scripts)]}

    def _text(self, path: str) -> str:
        return self._bytes(path).decode("utf-8", "replace")

    def _bytes(self, path: str) -> bytes:
        """Return the content of a file; empty if there is none."""
        file = self.site / path
        return file.read_bytes() if file.is_file() else b""


def compressed(content: bytes) -> int:
    """Return the bytes that a server sends for a file: those of gzip, if that makes it smaller."""
    return min(len(content), len(gzip.compress(content, 6, mtime=0)))


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
        message("part_of_page", name=path, size=decimal(size / 1000, 1)) for path, size in heaviest
    )
    more = message("others_too_heavy", count=others) if others else ""
    size, limited = decimal(weight.total / 1000, 1), decimal(limit, 1 if limit % 1 else 0)
    return message(key, size=size, limit=limited, parts=parts, others=more, fix=message(_fix(heaviest[0][0])))


def _fix(path: str) -> str:
    kinds = {".html": "fix_html", ".css": "fix_css", ".js": "fix_js", ".mjs": "fix_js"}
    return kinds.get(Path(path).suffix, "fix_icon")
