"""The text of an article as the index reads it."""

from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Record:
    """One page of the index."""

    url: str
    """Relative to the site's root: `en/lana/`."""
    language: str
    html: str
    """A document of its own, which Pagefind reads."""


def record(article: BeautifulSoup, url: str, title: str, language: str) -> Record:
    """Return the record of a page."""
    html = (
        f'<!doctype html><html lang="{language}"><head><title>{escape(title)}</title></head><body>'
        f'<main data-pagefind-body data-pagefind-meta="title:{escape(title)}">{article}</main></body></html>'
    )
    return Record(url, language, html)
