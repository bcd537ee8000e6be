"""The addresses of the service's pages, from the root of the site, in each of its languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.responses import RedirectResponse

from hallbar.manifest import Manifest

Query = Mapping[str, str]
CARRIED = ("about", "draft", "removed")
"""Parameters that a page has in every language."""


@dataclass(frozen=True)
class Kind:
    """Something that citizens send, and the page with its form."""

    name: str
    """Name of its template, and value of `?about=` of its thanks."""
    path: str
    """Path of the page, below the root of the site; one level below it, so that its relative links fit."""


ANSWER = Kind("answer", "feedback/")
REPORT = Kind("report", "feedback/report")
THANKS = "feedback/thanks"


@dataclass(frozen=True)
class Address:
    """The address of a page of the service, and the page of the site that it is about."""

    kind: Kind
    page: str = ""
    query: Query = field(default_factory=dict)
    path: str = ""
    """Path below the root of the site; that of the form if it is empty."""

    def into(self, lang: str, here: str, manifest: Manifest | None) -> str:
        """Return the address of the same page in another language; `here` is the language of this one."""
        page = translated(self.page, lang, here, manifest) if manifest and self.page else ""
        carried = {name: self.query[name] for name in CARRIED if name in self.query}
        about = ({"page": page} if page else {}) | {"lang": lang} | carried
        return f"{self.path or self.kind.path}?{urlencode(about)}"


def translated(page: str, lang: str, here: str, manifest: Manifest) -> str:
    """Return the page of the site in another language; the same page if there is none."""
    home = manifest.home(here)
    below = page.removeprefix(home) if page.startswith(home) else page.lstrip("/")
    other = f"{manifest.home(lang)}{below}"
    return other if other in manifest.pages else page


def see(path: str, query: Mapping[str, object], fragment: str = "") -> RedirectResponse:
    """Return the redirect of a posted form to a page of the service (303: by GET)."""
    return RedirectResponse(f"../{path}?{urlencode(query)}{fragment}", 303, {"Cache-Control": "no-store"})
