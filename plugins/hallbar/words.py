"""The words that people see. They come from `words.toml`: key first, the languages side by side."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from hallbar import schema
from hallbar.messages import Messages

message = Messages(__file__)
Table = dict[str, dict[str, str]]
"""Key -> language -> text."""
Overrides = dict[str, Table]
"""Words that a site replaces: capability -> key -> language -> text."""
SETTING = ("extra", "words")


class WordsError(schema.SchemaError):
    """A word is missing: one line with the file, the key and the language."""


def load(path: Path) -> Table:
    """Read the table in `path`.

    Raises SchemaError; as WordsError, if a key lacks a language that another key of the file has.
    """
    data, text = schema.toml(path)
    words = schema.read(data, Table, str(path), text)
    languages = {language for texts in words.values() for language in texts}
    for language in sorted(languages):
        require(words, language, path)
    return words


def require(words: Table, language: str, path: Path) -> None:
    """Raise WordsError if a key of `path` has no text in `language`."""
    missing = [key for key, texts in words.items() if not texts.get(language)]
    if missing:
        found = {"file": path, "key": missing[0], "language": language, "count": len(missing)}
        raise WordsError(message("word_lacking", **found))


@cache
def table(folder: Path) -> Table:
    """Return a folder's words; empty without words.toml. The table is shared: do not change it.

    Raises SchemaError.
    """
    path = folder / "words.toml"
    return load(path) if path.exists() else {}


def of(folder: Path, language: str) -> dict[str, str]:
    """Return a folder's words in one language. Raises WordsError."""
    loaded = table(folder)
    require(loaded, language, folder / "words.toml")
    return in_language(loaded, language)


def replaced(words: dict[str, str], overrides: Overrides, language: str, name: str) -> dict[str, str]:
    """Return the words of the capability `name`, with those that the site replaces."""
    found = overrides.get(name, {}).items()
    return words | {key: texts[language] for key, texts in found if language in texts}


def read_overrides(given: object, file: str, text: str, known: Mapping[str, Table]) -> Overrides:
    """Return the words that a site replaces: `extra.words` in mkdocs.yml. Raises schema.SchemaError.

    `known` holds the words of the enabled capabilities, by name. `file` names mkdocs.yml in messages;
    `text` is its content.
    """
    found = schema.read(given or {}, Overrides, file, text, SETTING)
    for path, what in _mistakes(found, known):
        raise schema.error_at(file, text, [*SETTING, *path], what)
    return found


def _mistakes(overrides: Overrides, known: Mapping[str, Table]) -> Iterator[tuple[list[str], str]]:
    for capability, words in overrides.items():
        if capability not in known:
            yield [], schema.unknown(capability, known)
        for key, texts in words.items():
            ours = known.get(capability, {})
            if key not in ours:
                yield [capability], schema.unknown(key, ours)
            for language, replacement in texts.items():
                if language not in ours.get(key, {}):
                    yield [capability, key], schema.unknown(language, ours.get(key, {}))
                elif mistake := _mistake_in(replacement, ours[key][language]):
                    yield [capability, key, language], mistake


def _mistake_in(text: str, ours: str) -> str:
    """Return what is wrong with a text that replaces ours; empty if it has the same fields to fill."""
    if not text.strip():
        return message("word_empty")
    try:
        unfilled = _fields(text) - _fields(ours)
    except ValueError:
        return message("word_brace", text=text)
    if unfilled:
        may = ", ".join(f"{{{name}}}" for name in sorted(_fields(ours))) or message("word_no_places")
        return message("word_unfilled", place=f"{{{min(unfilled)}}}", allowed=may)
    return ""


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def in_language(words: Table, language: str) -> dict[str, str]:
    """Return key -> text in one language. Raises KeyError if a text is missing in it."""
    return {key: texts[language] for key, texts in words.items()}
