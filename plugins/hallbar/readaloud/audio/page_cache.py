"""The cache of pages: a page whose text nobody changed is neither read nor put together again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from hallbar.readaloud.audio.cache import PAGES, Cache, FileState, key_of
from hallbar.readaloud.audio.mp3 import Encoder
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.text import lexicon
from hallbar.readaloud.text.speakable import Sentence

_CODE = Path(__file__).parents[1]
_LIBRARIES = ("abbr2words", "lameenc")


@dataclass(frozen=True)
class CachedPage:
    """The audio of a page as it was made: the MP3's address from the site's root, its cues (WebVTT), length.

    `clips` are the keys of its clips, each with the state of its file; `key` is that of the MP3.
    """

    clips: dict[str, FileState | None]
    key: str
    mp3: str
    cues: str
    seconds: float


class PageCache:
    """The pages below `folder`. Their keys are their sentences and all that decides how these sound."""

    def __init__(self, folder: Path, clips: Clips, encoder: Encoder) -> None:
        self._cache = Cache(folder / PAGES)
        self._clips = clips
        self._encoder = encoder
        self._rules = key_of(_rules(), lexicon.identity(), clips.cache.identity())

    def key(self, sentences: Sequence[Sentence]) -> str:
        """Return the key of a page with these sentences."""
        return key_of(self._rules, [list(vars(sentence).values()) for sentence in sentences])

    def find(self, key: str) -> tuple[CachedPage, bytes] | None:
        """Return a page and its MP3, if it and all its clips are there and unbroken."""
        payload = self._cache.get(key)
        if payload is None:
            return None
        page = CachedPage(**json.loads(payload))
        states = self._clips.cache.file_states(page.clips)
        changed = [key for key, state in states.items() if not state or state != page.clips[key]]
        mp3 = self._encoder.find(page.key) if all(map(self._clips.cache.is_intact, changed)) else None
        if mp3 is None:
            return None
        self._clips.reused += len(states)
        if changed:  # they are intact, but were copied here or made again
            self.store(key, replace(page, clips=states))
        return page, mp3

    def store(self, key: str, page: CachedPage) -> None:
        """Store a page for the next build."""
        self._cache.put(key, json.dumps(asdict(page)).encode())


@cache
def _rules() -> str:
    """Return a hash of the code and words of read-aloud, and the libraries that decide how a text is read."""
    content = hashlib.sha256()
    for file in sorted([*_CODE.rglob("*.py"), *_CODE.rglob("*.toml")]):
        content.update(file.read_bytes())
    return ", ".join([content.hexdigest(), *(f"{name} {version(name)}" for name in _LIBRARIES)])
