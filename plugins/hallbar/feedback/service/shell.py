"""The frame that the site gives to the service's own pages (hallbar/frame/shell.py writes it)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

FILE = "hallbar/frame/shell.{language}.txt"
PLACES = "<!--title-->", "<!--content-->"
LANGUAGE = re.compile(r"\.\./<!--language:([\w-]+)-->")
"""The address of the same page in another language."""


@dataclass(frozen=True)
class Shell:
    """The three parts of a page around its title and its content: HTML that the build has written."""

    head: str
    body: str
    end: str

    def linked(self, address: Callable[[str], str]) -> "Shell":
        """Return the shell with its language links filled in: language -> `address(language)`."""

        def filled(part: str) -> str:
            return LANGUAGE.sub(lambda found: escape(address(found[1])), part)

        return Shell(filled(self.head), filled(self.body), filled(self.end))


def read(site: Path, language: str) -> Shell | None:
    """Return the shell in a language, reading the file only if it has changed; None without a usable one."""
    file = site / FILE.format(language=language)
    try:
        stat = file.stat()
        return _read(file, stat.st_mtime_ns, stat.st_ino, stat.st_size)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=8)
def _read(file: Path, *_state: int) -> Shell:
    """Raises ValueError if the places of title and content are not there, once and in this order."""
    title, content = PLACES
    head, rest = file.read_text("utf-8").split(title)
    body, end = rest.split(content)
    return Shell(head, body, end)
