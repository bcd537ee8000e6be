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


def of(folder: Path, language: str) -> dict[str, str]:
    """A folder's words in one language; none where it has no words.toml. Raises WordsError."""
    path = folder / "words.toml"
    if not path.exists():
        return {}
    loaded = load(path)
    require(loaded, language, path)
    return in_language(loaded, language)


def replaced(words: dict[str, str], own: object, language: str, name: str) -> dict[str, str]:
    """The words of the capability `name`, with those that a site has in mkdocs.yml under `extra.words`.

    `own` is capability -> key -> language -> text. Raises WordsError when it is not, or no such word is.
    """
    listed = own or {}
    given = listed.get(name) or {} if isinstance(listed, dict) else own
    if not isinstance(given, dict) or not all(isinstance(texts, dict) for texts in given.values()):
        raise WordsError(f"mkdocs.yml: extra.words.{name} must be words, each with a text a language")
    if unknown := [key for key in given if key not in words]:
        raise WordsError(f"mkdocs.yml: extra.words.{name}: there is no word '{unknown[0]}'")
    return words | {key: str(texts[language]) for key, texts in given.items() if language in texts}


def in_language(words: dict[str, dict[str, str]], language: str) -> dict[str, str]:
    """Key -> text in one language; raises KeyError where the language is missing."""
    return {key: texts[language] for key, texts in words.items()}
