"""The made-up municipality: its index, made once a run, and answers of the engine in Node."""

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import processes
from hallbar.search import index
from hallbar.search.record import Record, record
from support import PLUGINS

HERE = Path(__file__).parent / "search"
TABLE: dict[str, Any] = tomllib.loads((HERE / "engine/municipality.toml").read_text("utf-8"))
LANGUAGES = [*TABLE]

Found = dict[str, dict[str, Any]]
"""Query → what the engine found."""


def records() -> list[Record]:
    """Return the records of all pages."""
    return [
        record(page["html"], page["url"], page["title"], language)
        for language, own in TABLE.items()
        for page in own["pages"]
    ]


def write(site: Path, languages: list[str], pages: list[Record] | None = None) -> None:
    """Write the indexes and the engine as a site has them."""
    index.write(pages or records(), languages, site / "hallbar/search/index")
    shutil.copytree(PLUGINS / "search/finding", site / "hallbar/search/finding")


def ask(site: Path, language: str, queries: list[str], limit: int = 5) -> Found:
    """Return what the engine finds."""
    done = processes.run(
        ["node", HERE / "engine/ask.mjs", site, language, str(limit)], stdin=json.dumps(queries)
    )
    assert not done.returncode, done.stderr
    found: Found = json.loads(done.stdout)
    return found
