"""What the build tells of the site: its release, languages and pages. The service knows no more of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = "hallbar/manifest.json"


class ManifestError(Exception):
    """There is no manifest to read, so the site is not built: one line that names the file."""


@dataclass(frozen=True)
class Manifest:
    """The part of the manifest that the service uses. Pages and `contact` are paths from the site's root."""

    release: str
    languages: tuple[str, ...]
    pages: Mapping[str, Mapping[str, str]]
    site: str
    contact: str

    def home(self, lang: str) -> str:
        """The first page in a language: the site's first language stands at `/`."""
        return f"/{lang}/" if lang in self.languages[1:] else "/"

    def title(self, page: str) -> str:
        return self.pages.get(page, {}).get("title", page)

    def contact_page(self, lang: str) -> str | None:
        """Where citizens reach a person, in their language; None when the site has no such page."""
        page = f"{self.home(lang)}{self.contact}"
        return page if self.contact and page in self.pages else None


def read(site: Path) -> Manifest:
    """The manifest of the site built in the folder `site`; read again only when the file is another.

    Raises ManifestError.
    """
    path = site / FILE
    try:
        stat = path.stat()
        return _parsed(path, stat.st_mtime_ns, stat.st_ino, stat.st_size)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ManifestError(f"{path}: {error}") from error


@lru_cache(maxsize=1)
def _parsed(path: Path, *_state: int) -> Manifest:
    data = json.loads(path.read_text("utf-8"))
    own = data.get("feedback", {})
    pages = dict(data["pages"])
    home = pages.get("/", {}).get("title", "")
    return Manifest(
        release=str(data["release"]),
        languages=tuple(data["languages"]),
        pages=pages,
        site=own.get("site", home),
        contact=own.get("contact", ""),
    )
