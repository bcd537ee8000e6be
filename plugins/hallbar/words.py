"""The words that people see: `words.toml`, key first, the languages side by side."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from hallbar import schema
from hallbar.messages import Messages

message = Messages(__file__)
Table = dict[str, dict[str, str]]
"""Key -> language -> text."""
Own = dict[str, Table]
"""Capability -> key -> language -> text."""
PLACE = ("extra", "words")


class WordsError(schema.SchemaError):
    """A word is missing: one line that names the file, the key and the language."""


def load(path: Path) -> Table:
    """Read `path` into key -> language -> text.

    Raises SchemaError, also (WordsError) when a key lacks a language that another key of the file has.
    """
    data, text = schema.toml(path)
    words = schema.read(data, Table, str(path), text)
    languages = {language for texts in words.values() for language in texts}
    for language in sorted(languages):
        require(words, language, path)
    return words


def require(words: Table, language: str, path: Path) -> None:
    """Raise WordsError, naming the keys, when texts of `path` are missing in `language`."""
    missing = [key for key, texts in words.items() if not texts.get(language)]
    if missing:
        found = {"file": path, "key": missing[0], "language": language, "count": len(missing)}
        raise WordsError(message("word_lacking", **found))


@cache
def table(folder: Path) -> Table:
    """Return a folder's words; none where it has no words.toml. All share them: never change them.

    Raises SchemaError.
    """
    path = folder / "words.toml"
    return load(path) if path.exists() else {}


def of(folder: Path, language: str) -> dict[str, str]:
    """Return a folder's words in one language. Raises WordsError."""
    loaded = table(folder)
    require(loaded, language, folder / "words.toml")
    return in_language(loaded, language)


def replaced(words: dict[str, str], own: Own, language: str, name: str) -> dict[str, str]:
    """Return the words of the capability `name`, with those that a site says in its own way."""
    return words | {key: texts[language] for key, texts in own.get(name, {}).items() if language in texts}


def own(given: object, file: str, text: str, known: Mapping[str, Table]) -> Own:
    """Return a site's own words, `extra.words` in mkdocs.yml. Raises schema.SchemaError.

    `known` are the words of the capabilities that are on, by name. `file` names mkdocs.yml in messages;
    `text` is its content.
    """
    found = schema.read(given or {}, Own, file, text, PLACE)
    for place, what in _faults(found, known):
        raise schema.mistake(file, text, [*PLACE, *place], what)
    return found


def _faults(own: Own, known: Mapping[str, Table]) -> Iterator[tuple[list[str], str]]:
    for capability, words in own.items():
        if capability not in known:
            yield [], schema.unknown(capability, known)
        for key, texts in words.items():
            ours = known.get(capability, {})
            if key not in ours:
                yield [capability], schema.unknown(key, ours)
            for language, said in texts.items():
                if language not in ours.get(key, {}):
                    yield [capability, key], schema.unknown(language, ours.get(key, {}))
                elif fault := _filled_wrong(said, ours[key][language]):
                    yield [capability, key, language], fault


def _filled_wrong(said: str, ours: str) -> str:
    """Say what is wrong with a text instead of ours; nothing when it can be filled as ours is."""
    if not said.strip():
        return message("word_empty")
    try:
        unfilled = _places(said) - _places(ours)
    except ValueError:
        return message("word_brace", text=said)
    if unfilled:
        may = ", ".join(f"{{{place}}}" for place in sorted(_places(ours))) or message("word_no_places")
        return message("word_unfilled", place=f"{{{min(unfilled)}}}", allowed=may)
    return ""


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def in_language(words: Table, language: str) -> dict[str, str]:
    """Key -> text in one language; raises KeyError where the language is missing."""
    return {key: texts[language] for key, texts in words.items()}
