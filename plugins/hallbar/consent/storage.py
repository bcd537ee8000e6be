"""What may be stored on a visitor's device: every capability's `storage.toml`, and the site's own, merged."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NECESSARY = "necessary"


class StorageError(Exception):
    """A storage.toml is wrong: one line that names file, key and what is missing."""


@dataclass(frozen=True)
class Key:
    """One cookie or key on the visitor's device."""

    name: str
    kind: str
    """`cookie` or `localStorage`."""
    category: str
    """`necessary` needs no consent (LEK 9:28 second paragraph); every other category does."""
    purpose: str
    """What it is for, as a short name. A new purpose is asked for anew; new wording of `text` is not."""
    months: int
    """How long it lives, at the most."""
    text: dict[str, str]
    """What it is for, in the visitor's language."""
    test: str = ""
    """The test that proves it: file, two colons, name."""
    owner: str = ""
    """The folder that the key comes from: a capability, or the site itself."""


@dataclass(frozen=True)
class Category:
    """What a visitor says yes or no to."""

    name: str
    title: dict[str, str]
    text: dict[str, str]
    """What its keys are for together."""

    def within(self, language: str) -> str:
        """Its title inside a sentence."""
        title = self.title[language]
        return title[0].lower() + title[1:]


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
    """What all the files say that are there, in their order. Raises StorageError."""
    register = Register()
    for path in filter(Path.is_file, files):
        try:
            _add(register, path, languages)
        except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
            raise StorageError(f"{path}: {error}") from error
    for key in register.keys:
        if key.category not in register.categories:
            told = f"no [[category]] describes {key.category!r}, which {key.name} is of"
            raise StorageError(f"storage.toml of {key.owner}: {told}")
    return register


def _add(register: Register, path: Path, languages: Sequence[str]) -> None:
    told = tomllib.loads(path.read_text("utf-8"))
    keys = [Key(**entry, owner=path.parent.name) for entry in told.get("key", [])]
    categories = [Category(**entry) for entry in told.get("category", [])]
    texts = {f"text of {key.name}": key.text for key in keys}
    for category in categories:  # nobody can say yes to what has no name, or is told in another language
        texts |= {f"title of {category.name}": category.title, f"text of {category.name}": category.text}
    for what, text in texts.items():
        if missing := [language for language in languages if not text.get(language)]:
            raise StorageError(f"{path}: {what} is missing in {', '.join(missing)}")
    register.keys.extend(keys)
    register.categories.update({category.name: category for category in categories})
    register.gates.update(told.get("gates", []))
