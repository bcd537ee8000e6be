"""The indexes, one for each language, made by Pagefind."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hallbar.messages import Messages
from hallbar.search.record import Record

message = Messages(__file__)


class IndexingError(Exception):
    """Pagefind is missing, or fails; one line."""


def write(records: Iterable[Record], folder: Path) -> None:
    """Write the index of each language into a folder of its own in `folder`. Raises IndexingError."""
    by_language: dict[str, list[Record]] = {}
    for record in records:
        by_language.setdefault(record.language, []).append(record)
    for language, own in by_language.items():
        with TemporaryDirectory() as pages:
            for record in own:
                path = Path(pages, record.url, "index.html")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(record.html, "utf-8")
            _run("--site", pages, "--output-path", str(folder / language), "--force-language", language)


def _run(*options: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--quiet", *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise IndexingError(message("pagefind_failed", reason=done.stderr.strip()))
