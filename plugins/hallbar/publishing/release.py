"""Releases: a site is built aside, verified, and shown by moving one link. Nobody ever sees half a site."""

import json
import os
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

CURRENT = "current"
"""The link beside the releases that the web server shows."""

KEPT = 5
"""Releases that stay for going back to, the shown one included."""

SERVED = ("api/", "feedback/")
"""Paths below the site that a service answers."""


class ReleaseError(Exception):
    """A site cannot be shown: one line a fault."""


def show(release: Path) -> None:
    """Verify the site in `release` and show it; drop old ones. Raises ReleaseError before any change."""
    faults = list(verify(release))
    if faults:
        raise ReleaseError("\n".join(faults))
    for folder, _, names in os.walk(release):
        for path in [Path(folder), *(Path(folder, name) for name in names)]:
            _sync(path)
    _swap(release)
    _drop_old(release.parent)


def verify(site: Path) -> Iterator[str]:
    """Yield what is wrong with a built site: pages that are missing, addresses that lead nowhere."""
    manifest = site / "hallbar/manifest.json"
    if not manifest.is_file():
        yield f"{manifest}: missing, so the build did not finish"
        return
    data = json.loads(manifest.read_text("utf-8"))
    for page in [*data["pages"], "/404.html"]:
        if _file(site, page.lstrip("/")) is None:
            yield f"{site}: the page {page} is missing"
    for path in sorted(site.rglob("*.html")):
        for address in sorted(_addresses(path)):
            if not _leads_somewhere(site, path, address, data["path"]):
                yield f"{path}: {address} leads nowhere"


class _Addresses(HTMLParser):
    """Collects every `href` and `src`, those inside templates too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


def _addresses(path: Path) -> set[str]:
    parser = _Addresses()
    parser.feed(path.read_text("utf-8"))
    return parser.found


def _leads_somewhere(site: Path, page: Path, address: str, base: str) -> bool:
    parts = urlsplit(address)
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


def _swap(release: Path) -> None:
    link = release.parent / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(release.name)
    link.replace(release.parent / CURRENT)
    _sync(release.parent)


def _drop_old(folder: Path) -> None:
    shown = (folder / CURRENT).resolve()
    releases = sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    for old in [path for path in releases if path != shown][: 1 - KEPT]:
        shutil.rmtree(old)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
