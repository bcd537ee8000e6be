"""The manifest: what a build says of its site to services, releases and checks. One reader and one writer."""

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
"""Where it stands in a built site. Written early in a build, so a site that is half built has one too."""


class ManifestError(Exception):
    """There is no manifest that can be used: one line with the file and what to do."""


class Page(msgspec.Struct, frozen=True):
    """A page of the site."""

    lang: str = ""
    """The language of its text."""
    title: str = ""
    version: str = ""
    """A hash of its text."""
    source: str = ""
    """Its Markdown, from the folder of mkdocs.yml; empty for a page that a capability brings."""


class Manifest(msgspec.Struct, frozen=True):
    """What is known of a built site."""

    release: str
    """A hash of all that is said here: equal sites have equal names."""
    path: str
    """Where the site stands on its server, `/` or `/below/`."""
    pages: dict[str, Page]
    """By address from the site's root: `/en/contact/`."""
    languages: tuple[str, ...] = ()
    """The default one first."""
    capabilities: tuple[str, ...] = ()
    parts: dict[str, Any] = {}
    """What each capability adds, by its name."""

    def home(self, lang: str) -> str:
        """Return the first page in a language: that of the default one stands at `/`."""
        return f"/{lang}/" if lang in self.languages[1:] else "/"

    def title(self, page: str) -> str:
        return self.pages[page].title if page in self.pages else page


def read(site: Path) -> Manifest:
    """Return the manifest of the site in a folder; read it again only when it is another file.

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
    """Return the manifest in `text`; `name` is its file or address, for messages. Raises ManifestError."""
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
    """Add pages and facts to the manifest of the site in a folder, or begin one; name the release anew."""
    file = site / FILE
    content = json.loads(file.read_text("utf-8")) if file.exists() else {"pages": {}}
    content |= facts
    content["pages"] |= pages
    content.pop("release", None)
    content["release"] = short_hash(json.dumps(content, sort_keys=True))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def short_hash(text: str) -> str:
    """Return twelve hexadecimal digits that name a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
