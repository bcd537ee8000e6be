"""The lexicon: how words are said that the rules or the voice say wrong.

The site's own file (`use`) goes before the one that comes with the package, entry by entry. An entry is a
table named by the written form, with a text for `sv`, `en` or both, and an optional `reason`. It is found as
whole words; where it begins with a small letter also with a capital.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from hallbar import schema
from hallbar.readaloud.text.spoken.rewriting import Rule, rule

FILE = "lexicon.toml"
BASE = Path(__file__).parents[2] / "lexicon.toml"
LANGUAGES = ("sv", "en")
KEYS = (*LANGUAGES, "reason")


class LexiconError(schema.SchemaError):
    """The lexicon cannot be used; one line with file, line, what is wrong and how to mend it."""


@cache
def load(path: Path) -> dict[str, dict[str, str]]:
    """Read the lexicon: written form -> language -> spoken form. Raises SchemaError."""
    entries, text = schema.toml(path)
    for written, entry in entries.items():
        if fault := _fault(written, entry):
            raise LexiconError(f"{path}:{_line(text, written)}: {fault}")
    return {
        written: {lang: entry[lang] for lang in LANGUAGES if lang in entry}
        for written, entry in entries.items()
    }


def _fault(written: str, entry: object) -> str | None:
    if not isinstance(entry, dict):
        return f'write ["{written}"] on a line of its own, and below it sv = "…", en = "…" or both'
    if unknown := [key for key in entry if key not in KEYS]:
        return f"“{unknown[0]}” is not known, use {', '.join(KEYS)}"
    if empty := [key for key, said in entry.items() if not isinstance(said, str) or not said.strip()]:
        return f'“{written}” has no text for {empty[0]}, write {empty[0]} = "…" or take the line away'
    if not set(entry) & set(LANGUAGES):
        return f'“{written}” says nothing, write sv = "…", en = "…" or both'
    if not re.search(r"\w", written) or written != " ".join(written.split()):
        return f"“{written}” is no word, write it as it stands on the page"
    itself = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)")
    endless = [
        entry[lang] for lang in LANGUAGES if entry.get(lang) != written and itself.search(entry.get(lang, ""))
    ]
    return f"“{endless[0]}” holds “{written}” itself, which would be said without end" if endless else None


def _line(text: str, written: str) -> int:
    place = text.find(f'"{written}"')
    return text.count("\n", 0, max(place, 0)) + 1


def of_site(folder: Path, name: str | None) -> Path | None:
    """Return the lexicon of the site whose mkdocs.yml is in `folder`; None where it has none.

    `name` is what the settings say; without it, FILE may be there or not. Raises LexiconError.
    """
    path = folder / (name or FILE)
    if path.is_file():
        return path
    if name or path.exists():
        raise LexiconError(
            f"{path}: this is no file: write the lexicon there, or mend `lexicon` in mkdocs.yml"
        )
    return None


class _Site:
    """The lexicon of the site that is built; a process builds one."""

    own: Path | None = None
    identity = ""


def use(path: Path | None) -> bool:
    """Let the site's own lexicon go before the package's; return True if it says something new.

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
    """The lexicons, each going before those that stand before it."""
    return [BASE, *([_Site.own] if _Site.own else [])]


def identity() -> str:
    """Return a name for all that the site's own lexicon says."""
    return _Site.identity


def entries(lang: str) -> Mapping[str, str]:
    """Written form -> spoken form in one language. Raises LexiconError."""
    merged = {written: says for path in files() for written, says in load(path).items()}
    return {written: says[lang] for written, says in merged.items() if lang in says}


def rules(words: Mapping[str, str]) -> list[Rule]:
    """One rule for all entries, the longest first."""
    if not words:
        return []

    def says(match: re.Match[str]) -> str:
        written = match[1]
        small = written[0].lower() + written[1:]
        return words.get(written) or words[small][0].upper() + words[small][1:]

    every = "|".join(_form(word) for word in sorted(words, key=len, reverse=True))
    return [rule("letter digit sign", rf"(?<!\w)({every})(?!\w)", says)]


def _form(word: str) -> str:
    first = f"(?i:{word[0]})" if word[0].islower() else re.escape(word[0])
    return first + re.escape(word[1:]).replace(r"\ ", " ")


def conflicts(lang: str, said: Callable[[str], str], path: Path) -> str | None:
    """What of one lexicon would be said otherwise the second time, as one line; None when all is well.

    `said` is the function from text to text: what is said for a spoken form must be that form.
    """
    text = path.read_text("utf-8")
    found = {written: says[lang] for written, says in load(path).items() if lang in says}
    for written, says in found.items():
        if says != written and (again := said(says)) != says:
            place = f"{path}:{_line(text, written)}"
            return f'{place}: “{says}” is itself said “{again}”, write {lang} = "{again}"'
    return None
