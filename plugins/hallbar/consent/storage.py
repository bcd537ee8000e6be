"""The register of all that may be stored on a visitor's device: every `storage.toml`, merged."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field, structs

from hallbar import schema
from hallbar.messages import Messages
from hallbar.schema import Record

message = Messages(__file__)
NECESSARY = "necessary"
Name = Annotated[str, Meta(min_length=1)]


class Key(Record, frozen=True):
    """One cookie or key on the visitor's device."""

    name: Name
    kind: Literal["cookie", "localStorage"]
    category: Name
    """Name of its category. Only `necessary` needs no consent (LEK 9:28 second paragraph)."""
    purpose: Name
    """Short name of its purpose. A new purpose makes the site ask again; new wording in `text` does not."""
    months: Annotated[int, Meta(ge=1, le=24)]
    """Longest lifetime."""
    text: dict[str, str]
    """Language -> its purpose, as the visitor reads it."""
    remembers: dict[str, str] = field(default_factory=dict)
    """Language -> the part of the sentence at a gate, “we remember …”. Required unless it is necessary."""
    former: tuple[Name, ...] = ()
    """Names that earlier versions stored: they are deleted."""
    test: str = ""
    """The test that proves it: file, two colons, name."""
    owner: str = ""
    """Name of the folder of its storage.toml: a capability, or the site. Not written in the file."""


class Category(Record, frozen=True):
    """A group of keys that a visitor accepts or refuses together."""

    name: Name
    title: dict[str, str]
    text: dict[str, str]
    """Language -> the purpose of its keys together."""

    def within(self, language: str) -> str:
        """Return the title as it is written inside a sentence."""
        title = self.title[language]
        return title[0].lower() + title[1:]


class Storage(Record, frozen=True):
    """The content of a storage.toml."""

    gates: tuple[Name, ...] = ()
    category: tuple[Category, ...] = ()
    key: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Register:
    """All keys that may be stored, and the categories that need consent."""

    keys: list[Key] = attribute(default_factory=list)
    categories: dict[str, Category] = attribute(default_factory=dict)
    gates: set[str] = attribute(default_factory=set)
    """Names of the categories that a gate asks for."""

    @property
    def asked(self) -> list[Category]:
        """The categories that need consent, sorted by name."""
        return [self.categories[name] for name in sorted({key.category for key in self.keys} - {NECESSARY})]

    @property
    def ungated(self) -> list[Category]:
        """The categories that need consent and have no gate, so that a banner must ask."""
        return [category for category in self.asked if category.name not in self.gates]

    @property
    def former(self) -> list[tuple[str, str]]:
        """Kind and name of each key that an earlier version stored."""
        return [(key.kind, name) for key in self.keys for name in key.former]

    @property
    def version(self) -> str:
        """Hash of purposes, keys and lifetimes, not of wording. If it changes, the site asks again."""
        entries = sorted(
            [key.category, key.kind, key.name, key.purpose, key.months]
            for key in self.keys
            if key.category != NECESSARY
        )
        return hashlib.sha256(json.dumps(entries).encode()).hexdigest()[:12]


def merged(files: Iterable[Path], languages: Sequence[str]) -> Register:
    """Merge the files that exist, in their order. Raises SchemaError."""
    register = Register()
    found = [(path, *_read(path)) for path in files if path.is_file()]
    for _, _, storage in found:  # a key may belong to a category that a later file describes
        register.categories.update({category.name: category for category in storage.category})
    for path, text, storage in found:
        for key_path, what in _mistakes(storage, register, languages):
            raise schema.error_at(str(path), text, key_path, what)
        register.keys.extend(structs.replace(key, owner=path.parent.name) for key in storage.key)
        register.gates.update(storage.gates)
    return register


def _read(path: Path) -> tuple[str, Storage]:
    data, text = schema.toml(path)
    return text, schema.read(data, Storage, str(path), text)


def _mistakes(
    storage: Storage, register: Register, languages: Sequence[str]
) -> Iterator[tuple[schema.KeyPath, str]]:
    """Yield the mistakes that the schema cannot find: unknown categories, duplicates, missing texts."""
    known = {(key.kind, key.name) for key in register.keys}
    for number, key in enumerate(storage.key):
        if key.category not in register.categories:
            yield ["key", number, "category"], schema.unknown(key.category, register.categories)
        if (key.kind, key.name) in known:
            yield ["key", number, "name"], message("twice", name=key.name)
        known.add((key.kind, key.name))
        yield from _missing(["key", number, "text"], key.text, languages)
        if key.category != NECESSARY:
            yield from _missing(["key", number, "remembers"], key.remembers, languages)
    for number, category in enumerate(storage.category):
        yield from _missing(["category", number, "title"], category.title, languages)
        yield from _missing(["category", number, "text"], category.text, languages)
    for name in storage.gates:
        if name not in register.categories:
            yield ["gates"], schema.unknown(name, register.categories)


def _missing(
    place: schema.KeyPath, texts: dict[str, str], languages: Sequence[str]
) -> Iterator[tuple[schema.KeyPath, str]]:
    for language in languages:
        if not texts.get(language, "").strip():
            example = f'{place[-1]}.{language} = "…"'
            yield place, message("language_lacking", language=language, example=example)
