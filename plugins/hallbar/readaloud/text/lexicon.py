"""The lexicon: spoken forms of words that the rules or the voice get wrong.

The site's own file (`use`) goes before the one of the package, entry by entry. An entry is a table named by
the written form, with a text for `sv`, `en` or both, and an optional `reason`. It applies to whole words; one
that begins with a small letter also applies to the capitalized word.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from hallbar import schema
from hallbar.messages import Messages

message = Messages(__file__)
FILE = "lexicon.toml"
BASE = Path(__file__).parents[1] / "lexicon.toml"
LANGUAGES = ("sv", "en")
KEYS = (*LANGUAGES, "reason")


class LexiconError(schema.SchemaError):
    """The lexicon cannot be used. The message is one line: file, line, what is wrong and how to fix it."""


@cache
def load(path: Path) -> dict[str, dict[str, str]]:
    """Read the lexicon: written form -> language -> spoken form. Raises SchemaError."""
    entries, text = schema.toml(path)
    for written, entry in entries.items():
        if error := _error(written, entry):
            raise LexiconError(f"{path}:{_line(text, written)}: {error}")
    return {
        written: {lang: entry[lang] for lang in LANGUAGES if lang in entry}
        for written, entry in entries.items()
    }


def _error(written: str, entry: object) -> str | None:
    if not isinstance(entry, dict):
        return message("lexicon_no_table", word=written)
    if unknown := [key for key in entry if key not in KEYS]:
        return message("lexicon_unknown", name=unknown[0], names=", ".join(KEYS))
    if empty := [key for key, said in entry.items() if not isinstance(said, str) or not said.strip()]:
        return message("lexicon_no_text", word=written, lang=empty[0])
    if not set(entry) & set(LANGUAGES):
        return message("lexicon_empty", word=written)
    if not re.search(r"\w", written) or written != " ".join(written.split()):
        return message("lexicon_no_word", word=written)
    itself = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)")
    endless = [
        entry[lang] for lang in LANGUAGES if entry.get(lang) != written and itself.search(entry.get(lang, ""))
    ]
    return message("lexicon_endless", spoken=endless[0], word=written) if endless else None


def _line(text: str, written: str) -> int:
    place = text.find(f'"{written}"')
    return text.count("\n", 0, max(place, 0)) + 1


def of_site(folder: Path, name: str | None) -> Path | None:
    """Return the lexicon of the site whose mkdocs.yml is in `folder`; None if it has none.

    `name` is that of the settings; without it, FILE may exist or not. Raises LexiconError.
    """
    path = folder / (name or FILE)
    if path.is_file():
        return path
    if name or path.exists():
        raise LexiconError(message("lexicon_no_file", file=path))
    return None


class _Site:
    """The lexicon of the site that is being built; a process builds one site."""

    own: Path | None = None
    identity = ""


def use(path: Path | None) -> bool:
    """Use the site's own lexicon before that of the package. Return True if its content is new.

    Raises LexiconError when it cannot be used.
    """
    new = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path else ""
    changed = (_Site.own, _Site.identity) != (path, new)
    _Site.own, _Site.identity = path, new
    if changed:
        load.cache_clear()
        entries("")
    return changed


def files() -> list[Path]:
    """Return the lexicons; a later one goes before an earlier one."""
    return [BASE, *([_Site.own] if _Site.own else [])]


def identity() -> str:
    """Return a hash of the site's own lexicon; empty without one."""
    return _Site.identity


def entries(lang: str) -> Mapping[str, str]:
    """Return written form -> spoken form in one language. Raises LexiconError."""
    merged = {written: says for path in files() for written, says in load(path).items()}
    return {written: says[lang] for written, says in merged.items() if lang in says}


def conflict(lang: str, said: Callable[[str], str], path: Path) -> str | None:
    """Return the first entry whose spoken form is itself said in another way, as one line; None without one.

    `said` is the function from written text to spoken text: a spoken form must be its own spoken form.
    """
    text = path.read_text("utf-8")
    found = {written: says[lang] for written, says in load(path).items() if lang in says}
    for written, says in found.items():
        if says != written and (again := said(says)) != says:
            place = f"{path}:{_line(text, written)}"
            return f"{place}: {message('lexicon_conflict', spoken=says, again=again, lang=lang)}"
    return None
