"""The readable text of an article: blocks and sentences in reading order, with their place and language.

Pure: an article in, sentences out. Its HTML is left as it is but for `data-speech` on the blocks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from hallbar.readaloud.sentences import split

INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q s samp small span strong"
    " sub sup time u var wbr".split()
)
"""Elements that stand inside a line of text; whatever else holds text is a block."""

SILENT = frozenset("audio button form math nav pre script select style svg template textarea video".split())
"""Elements that are not read aloud."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page, as written."""

    text: str
    lang: str
    block: int
    """The `data-speech` number of its block."""
    start: int
    """UTF-16 units into the block's own text nodes, nested blocks excluded: they fit a DOM Range."""
    end: int
    heading: bool
    last: bool
    """Whether it ends its block: a longer pause follows."""


@dataclass
class _Block:
    tag: Tag
    text: str
    spoken: list[tuple[int, int, str]]
    """Runs of `text` that are read aloud: from, to, language."""


@dataclass(frozen=True)
class Speech:
    """What of an article is read aloud."""

    blocks: list[Tag]
    """The elements that hold the sentences; `Sentence.block` counts them."""
    sentences: list[Sentence]


def speakable(article: BeautifulSoup, lang: str) -> Speech:
    """Find the sentences. `lang` is the language of the article; `lang` attributes inside it are heeded."""
    blocks = _blocks(article, lang)
    sentences = [s for number, block in enumerate(blocks) for s in _sentences(number, block)]
    return Speech([block.tag for block in blocks], sentences)


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


def _blocks(article: BeautifulSoup, lang: str) -> list[_Block]:
    texts = [node for node in article.find_all(string=True) if not isinstance(node, PreformattedString)]
    owners = {id(tag): tag for node in texts if (tag := _block_of(node)) and _heard(node)}
    blocks = {key: _Block(tag, "", []) for key, tag in owners.items()}
    for node in texts:
        nearest = next((blocks[id(tag)] for tag in node.parents if id(tag) in blocks), None)
        if nearest:
            start = len(nearest.text)
            nearest.text += node
            if _heard(node) and _block_of(node) is nearest.tag:
                nearest.spoken.append((start, len(nearest.text), _language(node, lang)))
    return list(blocks.values())


def _block_of(node: NavigableString) -> Tag | None:
    """The nearest element around `node` that is not inline; None at the top of the article."""
    found = next((tag for tag in node.parents if tag.name not in INLINE), None)
    return None if isinstance(found, BeautifulSoup) else found


def _heard(node: NavigableString) -> bool:
    return bool(str(node).strip()) and not any(_silent(tag) for tag in node.parents)


def _silent(tag: Tag) -> bool:
    return (
        tag.name in SILENT
        or "hidden" in tag.attrs
        or tag.get("aria-hidden") == "true"
        or "headerlink" in (tag.get("class") or "")
    )


def _language(node: NavigableString, lang: str) -> str:
    return next((str(tag["lang"])[:2] for tag in node.parents if tag.get("lang")), lang)


def _sentences(number: int, block: _Block) -> Iterator[Sentence]:
    places = [place for run in _runs(block) for place in _places(block.text, *run)]
    heading = re.fullmatch("h[1-6]", block.tag.name) is not None
    for index, (start, end, lang) in enumerate(places):
        before, text = _utf16(block.text[:start]), block.text[start:end]
        last = index == len(places) - 1
        if any(sign.isalnum() for sign in text):  # a voice makes nothing of a lone dash
            yield Sentence(text, lang, number, before, before + _utf16(text), heading, last)


def _runs(block: _Block) -> list[tuple[int, int, str]]:
    """Join what only white space parts; words in another language keep the voice of their sentence."""
    joined: list[tuple[int, int, str]] = []
    for start, end, lang in block.spoken:
        if joined and not block.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, lang))
    return joined


def _places(text: str, start: int, end: int, lang: str) -> Iterator[tuple[int, int, str]]:
    for begin, finish in split(text[start:end]):
        yield start + begin, start + finish, lang


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
