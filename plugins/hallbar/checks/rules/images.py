"""Images: text alternatives for people who cannot see them."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from bs4.element import Tag

from hallbar.checks.article import Article, attribute
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import letters, short
from hallbar.checks.rules.vocabulary import DRAWN, TEXT_IN_ALTERNATIVE, TEXT_IN_FILE_NAME

DECORATION = frozenset({"presentation", "none"})
FILE_NAME = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|heic)\b|\b(?:img|dsc|dscn|dscf|pxl|image)[_-]?\d{2,}", re.I
)
LONG_ALTERNATIVE = 15


@rule("1.1.1")
def image_without_alternative(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.1.1: people who cannot see an image need its message in words."""
    for image in article.all("img"):
        if not image.has_attr("alt") and not _decoration(image):
            yield Violation(image, _file(image))


@rule("1.1.1")
def image_with_empty_alternative(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.1.1: an empty alternative hides an image, and only its editor knows if it is decoration."""
    for image in article.all("img"):
        if image.has_attr("alt") and not attribute(image, "alt").strip() and not _decoration(image):
            yield Violation(image, _file(image))


@rule("1.1.1")
def image_named_by_its_file(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.1.1: a file name does not say what the image shows."""
    for image in article.all("img"):
        alternative = attribute(image, "alt").strip()
        stem = PurePosixPath(_file(image, limit=200)).stem
        if FILE_NAME.search(alternative) or (alternative == stem and re.search(r"[-_\d]", stem)):
            yield Violation(image, short(alternative))


@rule("1.4.5", "advice")
def image_of_text(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.4.5: text in an image cannot be enlarged, recoloured, translated or copied."""
    for image in article.all("img"):
        alternative, file = attribute(image, "alt"), _file(image, limit=200)
        words = letters(alternative).split()
        text = len(words) >= LONG_ALTERNATIVE or not TEXT_IN_ALTERNATIVE.isdisjoint(words)
        named = not TEXT_IN_FILE_NAME.isdisjoint(letters(PurePosixPath(file).stem).split())
        raster = bool(file) and not file.lower().endswith(".svg")
        if raster and (text or named) and not DRAWN.search(f"{alternative} {file}"):
            yield Violation(image, short(file))


def _decoration(image: Tag) -> bool:
    return attribute(image, "role") in DECORATION


def _file(image: Tag, limit: int = 60) -> str:
    address = attribute(image, "src")
    if address[:5].lower() == "data:":
        return "data:…" + (".svg" if "svg" in address[:30] else "")
    return short(unquote(PurePosixPath(address.partition("?")[0].partition("#")[0]).name), limit)
