"""Verification of a built site before release: its pages exist, and its local links lead to files."""

import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hallbar.manifest import ManifestError, read
from hallbar.messages import Messages

message = Messages(__file__)

SERVED = ("api/", "feedback/")
"""Paths below the site that a service handles."""


def verify(site: Path) -> Iterator[str]:
    """Yield the errors in a built site: missing pages, and links that lead nowhere."""
    try:
        manifest = read(site)
    except ManifestError as error:
        yield str(error)
        return
    for page in [*manifest.pages, "/404.html"]:
        if _file(site, page.lstrip("/")) is None:
            yield message("page_missing", site=site, page=page)
    for path in sorted(site.rglob("*.html")):
        for address in sorted(_addresses(path)):
            if not _leads_somewhere(site, path, address, manifest.path):
                yield message("leads_nowhere", file=path, address=address)


class _Addresses(HTMLParser):
    """A parser that collects every `href` and `src`, including those inside `<template>`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


def _addresses(path: Path) -> set[str]:
    parser = _Addresses()
    parser.feed(path.read_text("utf-8", errors="replace"))
    return parser.found


def _leads_somewhere(site: Path, page: Path, address: str, base: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # not a URL
        return False
    if parts.scheme or parts.netloc or not parts.path:
        return True
    target = unquote(parts.path)
    if target.startswith("/"):
        inside = target.removeprefix(base) if target.startswith(base) else None
    else:
        inside = os.path.relpath(os.path.normpath(page.parent / target), site)
        inside += "/" if target.endswith("/") else ""
    if inside is None:
        return False
    return inside.startswith(SERVED) or _file(site, inside) is not None


def _file(site: Path, path: str) -> Path | None:
    target = site / path
    target = target / "index.html" if target.is_dir() else target
    return target if target.is_file() else None
