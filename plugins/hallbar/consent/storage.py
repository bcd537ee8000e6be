"""What may be stored on a visitor's device: every capability's `storage.toml`, merged."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NECESSARY = "necessary"


class StorageError(Exception):
    """A storage.toml is wrong: one line that names file and key."""


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


def merged(folders: Iterable[Path]) -> list[Key]:
    """The keys of all `folders` that have a storage.toml, in their order. Raises StorageError."""
    return [key for folder in folders for key in _keys(folder / "storage.toml")]


def version(keys: Iterable[Key]) -> str:
    """Names what is asked for: a hash of purposes, keys and lifetimes, not of wording."""
    asked = sorted(
        [key.category, key.kind, key.name, key.purpose, key.months]
        for key in keys
        if key.category != NECESSARY
    )
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]


def categories(keys: Iterable[Key]) -> list[str]:
    """The categories that need consent."""
    return sorted({key.category for key in keys} - {NECESSARY})


def _keys(path: Path) -> list[Key]:
    if not path.exists():
        return []
    try:
        return [Key(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("key", [])]
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise StorageError(f"{path}: {error}") from error
