"""The sentences of an article, in reading order, each with its place and its language.

Pure: takes an article, returns sentences. The HTML stays as it is, except for `data-speech` on the blocks.
"""

import re
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.readaloud.text.speakable.announcements import Announcements
from hallbar.readaloud.text.speakable.reader import Reader
from hallbar.readaloud.text.speakable.sentence import Sentence, fingerprint

__all__ = ["Announcements", "Sentence", "Speech", "fingerprint", "numbered", "speakable", "titled"]


@dataclass(frozen=True)
class Speech:
    """The part of an article that is read aloud."""

    blocks: list[Tag]
    """The elements that hold the sentences; `Sentence.block` is an index into them."""
    sentences: list[Sentence]


def speakable(article: BeautifulSoup | Tag, lang: str, announcements: Announcements | None = None) -> Speech:
    """Return the sentences of an article in the language `lang`; `lang` attributes inside it go first.

    `announcements` are the texts that do not appear on the page; by default those of words.toml.
    """
    reader = Reader(article, lang, announcements)
    return Speech(reader.blocks, reader.read())


def titled(html: str, title: object) -> str:
    """Return the article with the page's title as its heading if it has none, so that the title is heard."""
    return html if "<h1" in html or not html.strip() else f"<h1>{escape(str(title))}</h1>\n{html}"


def numbered(html: str, blocks: list[Tag]) -> str:
    """Return the source of an article with `data-speech="n"` on its blocks, and no other change."""
    lines = [0, *(match.end() for match in re.finditer("\n", html))]
    places = [(_after_name(tag, lines), number) for number, tag in enumerate(blocks)]
    for place, number in sorted(places, reverse=True):  # from the end, so that earlier places stay valid
        html = f'{html[:place]} data-speech="{number}"{html[place:]}'
    return html


def _after_name(tag: Tag, lines: list[int]) -> int:
    assert tag.sourceline is not None
    assert tag.sourcepos is not None
    return lines[tag.sourceline - 1] + tag.sourcepos + 1 + len(tag.name)
