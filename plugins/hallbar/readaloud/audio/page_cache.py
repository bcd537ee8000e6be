"""Editions: what was made of a page's text, so that a page that nobody changed is not even read again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from hallbar.readaloud.audio.cache import Cache, Seal, key_of
from hallbar.readaloud.audio.mp3 import Sounds
from hallbar.readaloud.audio.synthesis import Recordings
from hallbar.readaloud.text.speakable import Sentence
from hallbar.readaloud.text.spoken import lexicon

_HERE = Path(__file__).parents[1]
_LIBRARIES = ("abbr2words", "lameenc")


@dataclass(frozen=True)
class Edition:
    """What a page has: its MP3's address from the site's root, its cues (WebVTT), its length in seconds.

    `sound` is the MP3's key in the cache, `recordings` are those of its sentences, each with its seal.
    """

    recordings: dict[str, Seal | None]
    sound: str
    mp3: str
    cues: str
    seconds: float


class Editions:
    """The editions below `folder`. A page is known by its sentences and what decides how they sound."""

    def __init__(self, folder: Path, recordings: Recordings, sounds: Sounds) -> None:
        self._cache = Cache(folder / "editions")
        self._recordings = recordings
        self._sounds = sounds
        self._rules = key_of(_rules(), lexicon.identity(), recordings.identity())

    def key(self, sentences: Sequence[Sentence]) -> str:
        """Name the edition that these sentences have."""
        return key_of(self._rules, [list(vars(sentence).values()) for sentence in sentences])

    def find(self, key: str) -> tuple[Edition, bytes] | None:
        """An edition and its MP3, when it and everything that it is made of are there and unbroken."""
        payload = self._cache.get(key)
        if payload is None:
            return None
        edition = Edition(**json.loads(payload))
        seals = self._recordings.seals(edition.recordings)
        unsure = [key for key, seal in seals.items() if not seal or seal != edition.recordings[key]]
        mp3 = self._sounds.find(edition.sound) if all(map(self._recordings.whole, unsure)) else None
        if mp3 is None:
            return None
        self._recordings.reused += len(seals)
        if unsure:  # they are whole, but were copied here or made again
            self.keep(key, replace(edition, recordings=seals))
        return edition, mp3

    def keep(self, key: str, edition: Edition) -> None:
        """For the next build."""
        self._cache.put(key, json.dumps(asdict(edition)).encode())


@cache
def _rules() -> str:
    """This folder's code and words, and the libraries that decide how something is read."""
    content = hashlib.sha256()
    for file in sorted([*_HERE.rglob("*.py"), *_HERE.rglob("*.toml")]):
        content.update(file.read_bytes())
    return ", ".join([content.hexdigest(), *(f"{name} {version(name)}" for name in _LIBRARIES)])
