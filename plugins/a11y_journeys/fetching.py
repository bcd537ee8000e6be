"""Documents fetched by HTTP, without a browser."""

import re
from dataclasses import dataclass
from http.client import HTTPException
from urllib.request import Request, urlopen

PATIENCE = 20
"""Seconds for a server to answer."""
NAME = {"User-Agent": "a11y-journeys", "Accept": "text/html, application/xml;q=0.9, */*;q=0.8"}
CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """A document as the server sends it."""

    url: str
    """After redirects."""
    kind: str
    """The media type: `text/html`."""
    text: str

    @property
    def is_html(self) -> bool:
        return self.kind in ("text/html", "application/xhtml+xml")


def fetch(url: str) -> Document | None:
    """Return the document at an address; None if there is none, or no answer."""
    request = Request(url, headers=NAME)  # noqa: S310 - http and https only: command.py and discovery.py see to it
    try:
        with urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            content: bytes = reply.read()
            charset = reply.headers.get_content_charset() or _declared(content)
            return Document(reply.url, reply.headers.get_content_type(), _decoded(content, charset))
    except (OSError, HTTPException):
        return None


def text(url: str) -> str:
    """Return the text at an address; empty if there is none."""
    found = fetch(url)
    return found.text if found else ""


def _declared(content: bytes) -> str:
    found = CHARSET.search(content[:1024])
    return found[1].decode("ascii") if found else "utf-8"


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
