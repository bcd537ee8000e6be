"""The options of the plugin, as the build and the commands read them from mkdocs.yml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Literal, get_args

from hallbar import schema, settings
from hallbar.messages import Messages

message = Messages(__file__)
PLUGIN = "hallbar/checks"
Language = Literal["sv", "en"]
LANGUAGES: tuple[str, ...] = get_args(Language)
"""Languages of the messages, and of the words that the rules know."""
ROOT = ("plugins", PLUGIN)
"""Path of the options in mkdocs.yml."""


class Phrases(schema.Record, frozen=True):
    """Phrases, listed by the language that they are in."""

    sv: list[str] | None = None
    en: list[str] | None = None


class OwnWords(schema.Record, frozen=True):
    """The option `vocabulary`, as written in mkdocs.yml."""

    foreign_phrases: Phrases | None = None
    known_abbreviations: list[str] | None = None


class Budget(schema.Record, frozen=True):
    """Kilobytes (1000 bytes) that a visitor may have to fetch, compressed; 0 for no limit."""

    page: float = 24
    """A page before any choice: its HTML, css, js and icon."""
    player: float = 10
    """The css and js of the player."""


class Options(schema.Record, frozen=True):
    """All options, as written in mkdocs.yml."""

    language: Language = "sv"
    vocabulary: OwnWords | None = None
    budget: Budget | None = None


@dataclass(frozen=True)
class Vocabulary:
    """Words that a site adds to those of the rules (`rules/vocabulary.py`)."""

    foreign_phrases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Language -> phrases in it, in lower case, to be reported on pages in another language."""
    known_abbreviations: frozenset[str] = frozenset()
    """Abbreviations that every reader of the site knows."""


def of_site(config: Path) -> Vocabulary:
    """Return the site's own words, from its mkdocs.yml. Raises SettingsError or SchemaError."""
    given, text = settings.plugin(settings.load(config), PLUGIN), settings.source(str(config))[1]
    options = schema.read(given, Options, str(config), text, ROOT)
    _budget(options.budget, str(config), text)
    return _vocabulary(options.vocabulary, str(config), text)


def budget(given: object, config: Path, file: str) -> Budget:
    """Return the limits from the value of the option. `file` is the name of `config` in messages.

    Raises SchemaError.
    """
    text = settings.source(str(config))[1]
    own = schema.read(given, Budget | None, file, text, (*ROOT, "budget"))  # type: ignore[arg-type]
    return _budget(own, file, text)


def _budget(own: Budget | None, file: str, text: str) -> Budget:
    chosen = own or Budget()
    for name in Budget.__struct_fields__:
        if not 0 <= getattr(chosen, name) < inf:
            raise schema.error_at(file, text, (*ROOT, "budget", name), message("no_limit"))
    return chosen


def vocabulary(given: object, config: Path, file: str) -> Vocabulary:
    """Return the site's own words from the value of the option. `file` is the name of `config` in messages.

    Raises SchemaError.
    """
    text = settings.source(str(config))[1]
    own = schema.read(given, OwnWords | None, file, text, (*ROOT, "vocabulary"))  # type: ignore[arg-type]
    return _vocabulary(own, file, text)


def _vocabulary(own: OwnWords | None, file: str, text: str) -> Vocabulary:
    phrases = (own and own.foreign_phrases) or Phrases()
    listed = {lang: getattr(phrases, lang) or [] for lang in LANGUAGES}
    known = (own and own.known_abbreviations) or []
    for path, what in _mistakes(listed, known):
        raise schema.error_at(file, text, (*ROOT, "vocabulary", *path), what)
    return Vocabulary(
        {
            lang: frozenset(" ".join(one.lower().split()) for one in many)
            for lang, many in listed.items()
            if many
        },
        frozenset(known),
    )


def _mistakes(
    phrases: Mapping[str, list[str]], known: Iterable[str]
) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Yield the path of each entry that the rules could never find, and what is wrong with it."""
    for lang, listed in phrases.items():
        for number, phrase in enumerate(listed):
            if not phrase.strip():
                yield ("foreign_phrases", lang, number), message("phrase_empty")
    for number, letters in enumerate(known):
        if not (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 6):
            yield ("known_abbreviations", number), message("not_an_abbreviation", letters=letters)
