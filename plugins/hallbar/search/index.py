"""The indexes, one for each language, made by Pagefind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from hallbar.messages import Messages
from hallbar.search.record import Record
from hallbar.search.vocabulary import irregular, vocabulary

message = Messages(__file__)
SCRIPT, ENTRY = "pagefind.js", "pagefind-entry.json"
FOLDERS = ("fragment", "index")
USED = (ENTRY, "*.pf_meta", *(f"{folder}/*" for folder in FOLDERS))
"""Files of a bundle that the engine fetches, besides the script and one wasm; no interfaces of Pagefind."""

FETCHES = "queued.resolve(await fetch(queued.input))"
"""The one place where Pagefind's script fetches data; it takes a failure for an empty answer."""
FETCH_WITH = "let fetch=globalThis.fetch;export const fetchWith=(own)=>{fetch=own};\n"
"""Put before the script: the engine hands it a `fetch` of its own, see `finding/fetching.js`."""

EMPTY = "export const fetchWith=()=>{};export const createInstance=()=>({search:async()=>({results:[]})});\n"
"""The script of a language without any page, which Pagefind does not index: nothing is found."""

CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2000"}
"""Places of words in a file: a tenth of what Pagefind takes, as each word of a query costs a file."""

PATIENCE = 300
"""Seconds that Pagefind may take for a language; 1,000 pages take three."""


class IndexingError(Exception):
    """Pagefind is missing, or fails; one line."""


def write(records: Iterable[Record], languages: Iterable[str], folder: Path) -> None:
    """Write the index of each language into a folder of its own in `folder`. Raises IndexingError.

    Its pages have the addresses of the records; a language without any gets an index that finds nothing.
    """
    of_language: dict[str, list[Record]] = {language: [] for language in languages}
    for record in records:
        of_language[record.language].append(record)
    with ThreadPoolExecutor() as languages_at_once:  # Pagefind has one thread
        for done in [
            languages_at_once.submit(_write_language, own, language, folder / language)
            for language, own in of_language.items()
        ]:
            done.result()


def _write_language(records: Sequence[Record], language: str, output: Path) -> None:
    _write_words(vocabulary((record.text for record in records), language), output / "words")
    (output / "words/irregular.txt").write_text(irregular(language), "utf-8")
    if records:
        _index(records, language, output)
    else:
        (output / SCRIPT).write_text(EMPTY, "utf-8")
        (output / ENTRY).write_text('{"languages":{}}', "utf-8")


def _write_words(words: Mapping[str, str], folder: Path) -> None:
    """Write the vocabulary: a file for each first letter, named by its code point, and the letters."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letters.txt").write_text("".join(words), "utf-8")
    for letter, text in words.items():
        (folder / f"{ord(letter):x}.txt").write_text(text, "utf-8")


def _index(records: Sequence[Record], language: str, output: Path) -> None:
    with TemporaryDirectory(prefix="making-", dir=output) as work:  # files are moved, not copied
        pages, bundle = Path(work, "pages"), Path(work, "bundle")
        for record in records:
            path = pages / record.url / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(record.html.encode())
        _run_pagefind(
            ["--site", str(pages), "--output-path", str(bundle), "--force-language", language], work
        )
        for name in FOLDERS:
            (output / name).mkdir(exist_ok=True)
        for file in _files(bundle, language):
            file.replace(output / file.relative_to(bundle))
        (output / SCRIPT).write_text(_script(bundle), "utf-8")


def _run_pagefind(options: Sequence[str], work: str) -> None:
    """Run Pagefind in a folder without a configuration of its own. Raises IndexingError."""
    if find_spec("pagefind") is None or find_spec("pagefind_bin") is None:
        raise IndexingError(message("pagefind_missing"))
    command = [sys.executable, "-m", "pagefind", "--silent", *options]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")} | CHUNK
    try:
        done = subprocess.run(command, cwd=work, env=env, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise IndexingError(message("pagefind_slow", seconds=PATIENCE)) from None
    if done.returncode:
        said = (done.stderr + done.stdout).decode("utf-8", "replace").strip().splitlines()
        reason = " ".join(said[-1:]) or message("pagefind_silent", code=done.returncode)
        raise IndexingError(message("pagefind_failed", reason=reason))


def _files(bundle: Path, language: str) -> Iterator[Path]:
    """Yield the files of a bundle that are published. Raises IndexingError if there is no index."""
    try:
        (index,) = json.loads((bundle / ENTRY).read_text("utf-8"))["languages"].values()
        indexed, wasm = index["page_count"], index["wasm"] or "unknown"
    except (OSError, ValueError, KeyError, TypeError):
        indexed, wasm = 0, ""
    if indexed == 0:
        raise IndexingError(
            message("pagefind_failed", reason=message("pagefind_no_index", language=language))
        )
    yield bundle / f"wasm.{wasm}.pagefind"
    for pattern in USED:
        yield from sorted(bundle.glob(pattern))


def _script(bundle: Path) -> str:
    """Return Pagefind's script, which fetches by `fetchWith`. Raises IndexingError if it does not fit."""
    script = (bundle / SCRIPT).read_text("utf-8")
    if script.count(FETCHES) != 1 or "export{createInstance," not in script:
        raise IndexingError(message("pagefind_changed", file=SCRIPT))
    return FETCH_WITH + script
