"""The shell: the frame of the site as a file, in which services show their own pages.

A service knows neither templates nor navigation, so each build renders the frame once for each language. The
service fills in title, content and the addresses in other languages. All other links fit pages one level
below the start page, such as `/feedback/`, also if the site is below a path.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

TEMPLATE = "hallbar/frame/shell.html"
FILE = "hallbar/frame/shell.{language}.txt"
"""Text, not HTML: no page, so no search engine, sitemap or check takes it for one."""
LANGUAGE = "<!--language:{language}-->"
"""The place of the address in another language, which depends on the page that the service shows."""
_SCRIPT = re.compile(r"<script\b.*?</script>\s*", re.DOTALL)


def publish(rendered: str, site: Path, language: str) -> None:
    """Write the rendered template into the folder of the built site, without scripts: services allow none."""
    path = site / FILE.format(language=language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_SCRIPT.sub("", rendered), "utf-8")


def places(versions: Iterable[Any]) -> list[Any]:
    """Return the versions of a page (hallbar/translations/versions.py) with places instead of addresses."""
    return [replace(version, url=LANGUAGE.format(language=version.lang)) for version in versions]
