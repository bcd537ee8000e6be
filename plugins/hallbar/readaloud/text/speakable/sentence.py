"""A sentence of a page: its text, its language, its place and the pause after it."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from hallbar.readaloud.text.spoken import Override, SpokenForm, spoken_form

Pause = Literal["part", "sentence", "block", "heading"]


@dataclass(frozen=True)
class Sentence:
    """A sentence, or the part of one that is in a language of its own: one clip of one voice."""

    text: str
    """The text as written on the page; of an announcement, its words."""
    lang: str
    block: int
    """The `data-speech` number of the block."""
    start: int
    """UTF-16 units into the block's own text nodes, nested blocks excluded, so that they fit a DOM Range."""
    end: int
    pause: Pause
    """The unit that ends with the sentence; it decides the length of the pause."""
    overrides: tuple[Override, ...] = ()
    """Parts of `text` that the markup says in another way: `<abbr title>`, the number of a footnote."""
    added: bool = False
    """True for an announcement, which does not appear on the page; its place is that of its subject."""

    @property
    def spoken(self) -> SpokenForm:
        """The text given to the voice, with the map back to `text`."""
        return spoken_form(self.text, self.lang, self.overrides, whole=self.pause != "part")


def fingerprint(sentence: Sentence) -> str:
    """Return a hash of the spoken form and its language, by which a page is compared with its cues."""
    return hashlib.sha256(f"{sentence.lang} {sentence.spoken.text}".encode()).hexdigest()[:12]


def utf16(text: str) -> int:
    """Return the length of a text as a browser counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
