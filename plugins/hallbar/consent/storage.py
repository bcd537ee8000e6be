"""What may be stored on a visitor's device: every capability's `storage.toml`, and the site's own, merged."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, structs

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
    """`necessary` needs no consent (LEK 9:28 second paragraph); every other category does."""
    purpose: Name
    """What it is for, as a short name. A new purpose is asked for anew; new wording of `text` is not."""
    months: Annotated[int, Meta(ge=1, le=24)]
    """How long it lives, at the most."""
    text: dict[str, str]
    """What it is for, in the visitor's language."""
    test: str = ""
    """The test that proves it: file, two colons, name."""
    owner: str = ""
    """The folder that the key comes from: a capability, or the site itself. Not written in the file."""


class Category(Record, frozen=True):
    """What a visitor says yes or no to."""

    name: Name
    title: dict[str, str]
    text: dict[str, str]
    """What its keys are for together."""

    def within(self, language: str) -> str:
        """Its title inside a sentence."""
        title = self.title[language]
        return title[0].lower() + title[1:]


class Storage(Record, frozen=True):
    """What a storage.toml says."""

    gates: tuple[Name, ...] = ()
    category: tuple[Category, ...] = ()
    key: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Register:
    """All that may be stored, and what must be asked for."""

    keys: list[Key] = field(default_factory=list)
    categories: dict[str, Category] = field(default_factory=dict)
    gates: set[str] = field(default_factory=set)
    """The categories that are asked for where they are used."""

    @property
    def asked(self) -> list[Category]:
        """The categories that need consent, by name."""
        return [self.categories[name] for name in sorted({key.category for key in self.keys} - {NECESSARY})]

    @property
    def ungated(self) -> list[Category]:
        """Those that no gate asks for: only a banner can."""
        return [category for category in self.asked if category.name not in self.gates]

    @property
    def version(self) -> str:
        """Names what is asked for: a hash of purposes, keys and lifetimes, not of wording."""
        asked = sorted(
            [key.category, key.kind, key.name, key.purpose, key.months]
            for key in self.keys
            if key.category != NECESSARY
        )
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]


def merged(files: Iterable[Path], languages: Sequence[str]) -> Register:
    """Merge what all the files say that are there, in their order. Raises SchemaError."""
    register = Register()
    found = [(path, *_read(path)) for path in files if path.is_file()]
    for _, _, told in found:  # a key may be of a category that a later file describes
        register.categories.update({category.name: category for category in told.category})
    for path, text, told in found:
        for place, what in _faults(told, register, languages):
            raise schema.mistake(str(path), text, place, what)
        register.keys.extend(structs.replace(key, owner=path.parent.name) for key in told.key)
        register.gates.update(told.gates)
    return register


def _read(path: Path) -> tuple[str, Storage]:
    data, text = schema.toml(path)
    return text, schema.read(data, Storage, str(path), text)


def _faults(
    told: Storage, register: Register, languages: Sequence[str]
) -> Iterator[tuple[schema.Place, str]]:
    """Yield what a file says that nobody could say yes or no to, and where it stands."""
    known = {(key.kind, key.name) for key in register.keys}
    for number, key in enumerate(told.key):
        if key.category not in register.categories:
            yield ["key", number, "category"], schema.unknown(key.category, register.categories)
        if (key.kind, key.name) in known:
            yield ["key", number, "name"], message("twice", name=key.name)
        known.add((key.kind, key.name))
        yield from _missing(["key", number, "text"], key.text, languages)
    for number, category in enumerate(told.category):
        yield from _missing(["category", number, "title"], category.title, languages)
        yield from _missing(["category", number, "text"], category.text, languages)
    for name in told.gates:
        if name not in register.categories:
            yield ["gates"], schema.unknown(name, register.categories)


def _missing(
    place: schema.Place, texts: dict[str, str], languages: Sequence[str]
) -> Iterator[tuple[schema.Place, str]]:
    for language in languages:
        if not texts.get(language, "").strip():
            example = f'{place[-1]}.{language} = "…"'
            yield place, message("language_lacking", language=language, example=example)
