"""Does the sound say what the page says? Built HTML is read anew and held against its recording's cues."""

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.readaloud.text.speakable import Sentence, speakable
from hallbar.readaloud.text.speakable.reading import Words

_CUE = re.compile(r"-->.*\n(\{.*\})")


class UntrueError(Exception):
    """A page and its recording differ; one line that shows the first place."""


def fingerprint(sentence: Sentence) -> str:
    """Of what is said, and in which language."""
    return hashlib.sha256(f"{sentence.lang} {sentence.spoken.text}".encode()).hexdigest()[:12]


def confirm(page: str, article: str, cues: Path | None, words: Words) -> None:
    """Compare a page as it will be written with the `article` that was read and the file of its cues, if any.

    An article that stands in the page to the letter, and nothing beside it, needs no second reading. Raises
    UntrueError.
    """
    title, end, text = article.partition("</h1>")
    if cues and not (_stands(title + end, page) and _stands(text, page)):
        compare(page, cues.read_text("utf-8"), words)


def _stands(part: str, page: str) -> bool:
    """Whether it is all that an element for text holds (`<div data-text>` in frame/theme/main.html)."""
    place = page.find(f">{part}</div>")
    return place >= 0 and page.rfind("<", 0, place) == page.rfind("<div data-text", 0, place)


def compare(page: str, cues: str, words: Words | None = None) -> None:
    """Hold a built page (HTML) against the cues (WebVTT) of its recording: words, order, language and places.

    Raises UntrueError.
    """
    heard = list(_heard(page, words))
    recorded = [json.loads(payload) for payload in _CUE.findall(cues)]
    for sentence, cue in zip_longest(heard, recorded):
        if sentence is None:
            raise UntrueError("the recording says more than the page: build again with clean sound")
        said = {
            "block": sentence.block,
            "start": sentence.start,
            "end": sentence.end,
            "said": fingerprint(sentence),
        }
        if cue is None or {name: cue.get(name) for name in said} != said:
            text = " ".join(sentence.text.split())
            raise UntrueError(
                f"the page says “{text}”, the recording something else: the page was changed after it was "
                "read; change the Markdown instead, or let the plugin that does so run earlier"
            )


def verify_all(site: Path, words: Words | None = None) -> tuple[int, list[str]]:
    """Compare the pages of a built site with their recordings: how many are right, and what is not."""
    faults = [
        f"{file.relative_to(site)} is not the file that it was made as: build again"
        for file in sorted(site.glob("hallbar/readaloud/sound/*"))
        if hashlib.sha256(file.read_bytes()).hexdigest()[:16] != file.stem
    ]
    checked = 0
    for page in sorted(site.rglob("*.html")):
        try:
            checked += verify(site, page, words)
        except UntrueError as error:
            faults.append(f"{page.relative_to(site)}: {error}")
    return checked, faults


def verify(site: Path, page: Path, words: Words | None = None) -> bool:
    """Compare one page of a built site with its recording; False when it has none. Raises UntrueError."""
    html = page.read_text("utf-8")
    track = re.search(r'<track [^>]*src="([^"]+)"', html)
    if not track:
        return False
    folder = page.parent.relative_to(site).as_posix()
    cues = site / posixpath.normpath(posixpath.join(folder, track[1]))
    if not cues.is_file():
        raise UntrueError(f"its cues are missing ({cues.relative_to(site)}): build again")
    compare(html, cues.read_text("utf-8"), words)
    return True


def _heard(page: str, words: Words | None) -> Iterator[Sentence]:
    """What should be heard of a built page. Blocks are named by the numbers that they carry."""
    soup = BeautifulSoup(page, "html.parser")
    texts = soup.select("[data-text]")
    if not texts:
        raise UntrueError(
            "its text cannot be found: put data-text on what holds it, as hallbar/frame/theme/main.html does"
        )
    article = BeautifulSoup("".join(text.decode_contents() for text in texts), "html.parser")
    speech = speakable(article, _language(texts[0]), words)
    for sentence in speech.sentences:
        number = str(speech.blocks[sentence.block].get("data-speech")) if sentence.block >= 0 else "-1"
        yield Sentence(**{**vars(sentence), "block": int(number) if number.lstrip("-").isdigit() else None})


def _language(text: Tag) -> str:
    return next(str(tag["lang"])[:2] for tag in (text, *text.parents) if tag.get("lang"))
