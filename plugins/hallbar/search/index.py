"""The indexes, one for each language, made by Pagefind."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hallbar.messages import Messages
from hallbar.search.record import Record

message = Messages(__file__)
FETCH_WITH = "let fetch = globalThis.fetch;\nexport const fetchWith = (own) => {\n  fetch = own;\n};\n"
"""Put before Pagefind's script, whose own `fetch` takes a failure for an empty answer."""


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
            output = folder / language
            _run("--site", pages, "--output-path", str(output), "--force-language", language)
            script = output / "pagefind.js"
            script.write_text(FETCH_WITH + script.read_text("utf-8"), "utf-8")
            (output / "words.txt").write_text("\n\n", "utf-8")


def _run(*options: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--quiet", *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise IndexingError(message("pagefind_failed", reason=done.stderr.strip()))
