"""The words that people see: `words.toml`, key first, the languages side by side."""

import tomllib
from pathlib import Path


class WordsError(Exception):
    """A word is missing: one line that names the file, the key and the language."""


def load(path: Path) -> dict[str, dict[str, str]]:
    """Read `path` into key -> language -> text.

    Raises WordsError when a key lacks a language that another key of the file has,
    or when the file is not such a table.
    """
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"{path}: {error}") from error
    loose = [key for key, texts in words.items() if not isinstance(texts, dict)]
    if loose:
        raise WordsError(f"{path}: [{loose[0]}] must be a table with one line a language")
    languages = {language for texts in words.values() for language in texts}
    for language in sorted(languages):
        require(words, language, path)
    return words


def require(words: dict[str, dict[str, str]], language: str, path: Path) -> None:
    """Raise WordsError, naming the keys, when texts of `path` are missing in `language`."""
    missing = [key for key, texts in words.items() if not texts.get(language)]
    if missing:
        raise WordsError(
            f"{path}: [{missing[0]}] has no text for '{language}' ({len(missing)} missing in all)"
        )


def in_language(words: dict[str, dict[str, str]], language: str) -> dict[str, str]:
    """Key -> text in one language; raises KeyError where the language is missing."""
    return {key: texts[language] for key, texts in words.items()}
