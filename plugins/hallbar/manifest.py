"""Reader and writer of the manifest, by which a build describes its site to services, releases and checks."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from hallbar.messages import Messages, reason

message = Messages(__file__)
FOLDER = "hallbar"
FILE = f"{FOLDER}/manifest.json"
"""Path in a built site. It is written early in a build, so a site that is only half built has one too."""


class ManifestError(Exception):
    """No usable manifest: one line with the file and what to do."""


class Page(msgspec.Struct, frozen=True):
    """A page of the site."""

    lang: str = ""
    """Language of its text."""
    title: str = ""
    version: str = ""
    """Hash of its text."""
    source: str = ""
    """Path of its Markdown from the folder of mkdocs.yml; empty for a page that a capability adds."""


class Manifest(msgspec.Struct, frozen=True):
    """A built site, as its build described it."""

    release: str
    """Hash of everything else in the manifest: equal sites have equal names."""
    path: str
    """Path of the site on its server, `/` or `/below/`."""
    pages: dict[str, Page]
    """URL from the site's root (`/en/contact/`) -> page."""
    languages: tuple[str, ...] = ()
    """All languages, the default one first."""
    address: str = ""
    """`site_url` of mkdocs.yml; empty without one."""
    capabilities: tuple[str, ...] = ()
    parts: dict[str, Any] = {}
    """Name of a capability -> what it adds."""

    def home(self, lang: str) -> str:
        """Return the start page in a language; that of the default language is `/`."""
        return f"/{lang}/" if lang in self.languages[1:] else "/"

    def title(self, page: str) -> str:
        return self.pages[page].title if page in self.pages else page


def read(site: Path) -> Manifest:
    """Return the manifest of the site in a folder, reading the file only if it has changed.

    Raises ManifestError.
    """
    file = site / FILE
    try:
        if not file.is_file():
            raise ManifestError(message("manifest_missing", file=file))
        stat = file.stat()
        return _read(file, stat.st_mtime_ns, stat.st_ino, stat.st_size)
    except OSError as error:
        raise ManifestError(message("manifest_unreadable", file=file, error=reason(error))) from error


@lru_cache(maxsize=1)
def _read(file: Path, *_state: int) -> Manifest:
    return parsed(file.read_bytes(), str(file))


def parsed(text: str | bytes, name: str) -> Manifest:
    """Return the manifest in `text`; `name` is its file or URL, for messages. Raises ManifestError."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ManifestError(message("manifest_damaged", file=name)) from error
    data = content if isinstance(content, dict) else {}
    lacking = [field for field in ("path", "pages", "release") if field not in data]
    own = {key: part for key, part in data.items() if key not in Manifest.__struct_fields__}
    try:
        if not lacking:
            return msgspec.convert(data | {"parts": own}, Manifest)
    except msgspec.ValidationError as error:
        lacking = re.findall(r"\$\.(\w+)", str(error))
    raise ManifestError(message("manifest_lacking", file=name, fields=", ".join(lacking)))


def merge(site: Path, pages: Mapping[str, Mapping[str, str]], **facts: Any) -> None:
    """Add pages and facts to the manifest of a site (created if missing), and compute its release again."""
    file = site / FILE
    content = json.loads(file.read_text("utf-8")) if file.exists() else {"pages": {}}
    content |= facts
    content["pages"] |= pages
    content.pop("release", None)
    content["release"] = short_hash(json.dumps(content, sort_keys=True))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def short_hash(text: str) -> str:
    """Return the first twelve hexadecimal digits of a text's hash."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
