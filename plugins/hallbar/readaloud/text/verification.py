"""Checks that the audio of a page says what the page says, by comparing built HTML with the cues."""

import hashlib
import json
import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.messages import Messages
from hallbar.readaloud.text.speakable import Announcements, Sentence, fingerprint, speakable
from hallbar.readaloud.text.speakable.reader import NO_BLOCK

message = Messages(__file__)
_TEXT = re.compile(r"<div [^>]*data-text[^>]*>")
_CUE = re.compile(r"-->.*\n(\{.*\})")
_UNNUMBERED = -2
"""The number of a block without a valid `data-speech`: no cue has it."""


class MismatchError(Exception):
    """A page and its audio differ. The message is one line that shows the first difference."""


def confirm(page: str, article: str, cues: Path | None, announcements: Announcements) -> None:
    """Compare a page that is about to be written with the file of its cues, if it has any.

    An `article` that is in the page unchanged, with nothing added, needs no second reading.
    Raises MismatchError.
    """
    if cues and not _unchanged(article, page):
        compare(page, cues.read_text("utf-8"), announcements)


def _unchanged(article: str, page: str) -> bool:
    """Return True if each `<div data-text>` holds the next part of `article` (see frame/theme/main.html)."""
    for start in _TEXT.finditer(page):
        both = [article, page[start.end() :]]
        part = os.path.commonprefix(both).removesuffix("<")  # noqa: RUF071 characters are meant
        if not page.startswith("</div>", start.end() + len(part)):
            return False
        article = article[len(part) :]
    return not article


def compare(page: str, cues: str, announcements: Announcements | None = None) -> None:
    """Compare a built page (HTML) with its cues (WebVTT): texts, order, languages and places.

    Raises MismatchError.
    """
    payloads = [json.loads(payload) for payload in _CUE.findall(cues)]
    for sentence, cue in zip_longest(_sentences(page, announcements), payloads):
        if sentence is None:
            raise MismatchError(message("audio_says_more"))
        expected = {
            "block": sentence.block,
            "start": sentence.start,
            "end": sentence.end,
            "said": fingerprint(sentence),
        }
        if cue is None or {name: cue.get(name) for name in expected} != expected:
            text = " ".join(sentence.text.split())
            raise MismatchError(message("page_says_other", text=text))


def verify_site(site: Path, announcements: Announcements | None = None) -> tuple[int, list[str]]:
    """Compare all pages of a built site with their cues; return the number that agree, and the errors."""
    errors = [
        message("file_changed", file=file.relative_to(site))
        for file in sorted(site.glob("hallbar/readaloud/sound/*"))
        if hashlib.sha256(file.read_bytes()).hexdigest()[:16] != file.stem
    ]
    checked = 0
    for page in sorted(site.rglob("*.html")):
        try:
            checked += verify_page(site, page, announcements)
        except MismatchError as error:
            errors.append(f"{page.relative_to(site)}: {error}")
    return checked, errors


def verify_page(site: Path, page: Path, announcements: Announcements | None = None) -> bool:
    """Compare a page of a built site with its cues; return False if it has no audio. Raises MismatchError."""
    html = page.read_text("utf-8")
    track = re.search(r'<track [^>]*src="([^"]+)"', html)
    if not track:
        return False
    folder = page.parent.relative_to(site).as_posix()
    cues = site / posixpath.normpath(posixpath.join(folder, track[1]))
    if not cues.is_file():
        raise MismatchError(message("cues_missing", file=cues.relative_to(site)))
    compare(html, cues.read_text("utf-8"), announcements)
    return True


def _sentences(page: str, announcements: Announcements | None) -> Iterator[Sentence]:
    """Yield the sentences of a built page, with the numbers that its blocks carry."""
    soup = BeautifulSoup(page, "html.parser")
    texts = soup.select("[data-text]")
    if not texts:
        raise MismatchError(message("no_text_found"))
    article = BeautifulSoup("".join(text.decode_contents() for text in texts), "html.parser")
    speech = speakable(article, _language(texts[0]), announcements)
    for sentence in speech.sentences:
        if sentence.block == NO_BLOCK:
            yield sentence
        else:
            number = str(speech.blocks[sentence.block].get("data-speech"))
            yield replace(sentence, block=int(number) if number.isdecimal() else _UNNUMBERED)


def _language(text: Tag) -> str:
    return next(str(tag["lang"])[:2] for tag in (text, *text.parents) if tag.get("lang"))
