"""Parsing of articles. Each is parsed once for all capabilities that read it, because parsing is slow."""

from functools import lru_cache

from bs4 import BeautifulSoup


@lru_cache(maxsize=1)
def parsed(html: str) -> BeautifulSoup:
    """Return an article as a tree in which each tag has its position in the source.

    The tree is shared: do not change it.
    """
    return BeautifulSoup(html, "html.parser")
