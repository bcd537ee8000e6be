"""The speech of pages, which the plugin holds by URL between the hooks of a build."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hallbar.readaloud.audio.page_audio import PageAudio
from hallbar.readaloud.text.speakable import Sentence


@dataclass(frozen=True)
class PageSpeech:
    """The sentences of a page, the HTML of its article as it was read, and its audio if there is any."""

    sentences: tuple[Sentence, ...] = ()
    article: str = ""
    audio: PageAudio | None = None


class Speeches(defaultdict[str, PageSpeech]):
    """The speech of each page by its URL, which differs between languages; empty for a page without text."""

    def __init__(self) -> None:
        super().__init__(PageSpeech)

    def sentences(self, urls: Iterable[str]) -> dict[str, tuple[Sentence, ...]]:
        """Return the sentences of the pages at these URLs."""
        return {url: self[url].sentences for url in urls}

    def add(self, audio: Mapping[str, PageAudio]) -> None:
        """Add the audio of pages, by URL."""
        self.update({url: replace(self[url], audio=one) for url, one in audio.items()})
