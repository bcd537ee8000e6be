"""The readable text of an article: what is said, in reading order, with its place and language.

Pure: an article in, sentences out. Its HTML is left as it is but for `data-speech` on the blocks.
"""

import re
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.readaloud.text.speakable.reading import Reader, Words
from hallbar.readaloud.text.speakable.sentence import Sentence

__all__ = ["Sentence", "Speech", "marked", "speakable", "titled"]


@dataclass(frozen=True)
class Speech:
    """What of an article is read aloud."""

    blocks: list[Tag]
    """The elements that hold the sentences; `Sentence.block` counts them."""
    sentences: list[Sentence]


def speakable(article: BeautifulSoup | Tag, lang: str, words: Words | None = None) -> Speech:
    """Find the sentences. `lang` is the language of the article; `lang` attributes inside it are heeded.

    `words` by language are what is said and does not stand on the page (words.toml unless given).
    """
    reader = Reader(article, lang, words)
    return Speech(reader.blocks, reader.read())


def titled(html: str, title: object) -> str:
    """The article with its title as a heading, where the Markdown has none: else it would not be heard."""
    return html if "<h1" in html or not html.strip() else f"<h1>{escape(str(title))}</h1>\n{html}"


def marked(html: str, blocks: list[Tag]) -> str:
    """Return the article's source with `data-speech="n"` on its blocks; nothing else is touched."""
    lines = [0, *(match.end() for match in re.finditer("\n", html))]
    places = [(_after_name(tag, lines), number) for number, tag in enumerate(blocks)]
    for place, number in sorted(places, reverse=True):  # last first: the places before stay true
        html = f'{html[:place]} data-speech="{number}"{html[place:]}'
    return html


def _after_name(tag: Tag, lines: list[int]) -> int:
    assert tag.sourceline is not None
    assert tag.sourcepos is not None
    return lines[tag.sourceline - 1] + tag.sourcepos + 1 + len(tag.name)
