"""The text itself: abbreviations, capitals, and text formatted to look like structure."""

import re
from collections.abc import Iterator

from bs4.element import PageElement, Tag

from hallbar.checks.article import HEADINGS, Article, text_of
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import short
from hallbar.checks.rules.passages import Passage, once, passages, whole_text
from hallbar.checks.rules.vocabulary import CAPITAL, COLOURED, COLOURS, FREQUENT, KNOWN, SHORTENED

ROMAN = re.compile(r"[IVXLC]+")
ACRONYM = re.compile(rf"(?<![\w.@/:-])([{CAPITAL}]{{2,6}})(?!\w|@|\.\w)")
EXPLAINED_BEFORE = re.compile(
    rf"[^\W\d_]\W{{0,3}}\([”“]?$|[^\W\d_{CAPITAL}]{{4}}[”“]?(?:,| [–—]) $|{SHORTENED}"
)
EXPLAINED_AFTER = re.compile(r"(?::s|[’']?s)?\s*\((?=[^)]{10})[^\W\d_]")
TWO_CAPITALS = re.compile(rf"[{CAPITAL}]{{2}}")
CAPITALS = re.compile(rf"(?<!\w)[{CAPITAL}]+(?:[ –-]+[{CAPITAL}]+)*(?!\w)")
SHOUTED_WORDS, SHOUTED_LETTERS = 3, 15
SIGN = re.compile(r"^[ \t]*(?:[-–—*+] |[•·‣▪●○■►▶→➔➜✓✔✗❌✅☑⭐\U0001F300-\U0001FAFF])", re.M)
EMPHASIS = frozenset({"strong", "b", "em", "i"})
HEADING_LENGTH = 80


@rule("3.1.4", "advice")
def abbreviation_not_explained(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 3.1.4: an unknown abbreviation that is only heard is hard to look up."""
    seen: set[str] = set(KNOWN | article.vocabulary.known_abbreviations)
    for passage in _with_capitals(article):
        for found in ACRONYM.finditer(passage.text if passage.tag.name not in HEADINGS else ""):
            letters = found[1]
            if letters not in seen and not ROMAN.fullmatch(letters) and not _shouted(found):
                seen.add(letters)
                if not _explained(found):
                    yield Violation(passage.tag, letters)


@rule("3.1.5", "advice")
def text_in_capitals(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 3.1.5: words in capitals share one outline, so they are read slowly, or spelt out."""
    known = KNOWN | article.vocabulary.known_abbreviations
    for passage in _with_capitals(article):
        for found in CAPITALS.finditer(passage.text):
            words = [word for word in re.split(r"[ –-]+", found[0]) if word not in known]
            if (
                sum(len(word) > 1 for word in words) >= SHOUTED_WORDS
                or sum(map(len, words)) >= SHOUTED_LETTERS
            ):
                yield Violation(passage.tag, short(found[0]))


@rule("1.3.1")
def list_faked_with_signs(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: a real list announces its number of items, and is read item by item."""
    for passage in passages(article):
        if passage.tag.name == "p" and len(SIGN.findall(passage.raw)) >= 2:
            yield Violation(passage.tag, short(passage.text))


@rule("1.3.1")
def emphasis_used_as_heading(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: bold text may look like a heading, but no screen reader can jump to it."""
    for paragraph in article.all("p"):
        parts = [part for part in paragraph.contents if isinstance(part, Tag) or str(part).strip()]
        if len(parts) == 1 and isinstance(parts[0], Tag) and parts[0].name in EMPHASIS:
            text = text_of(parts[0])
            following = paragraph.find_next_sibling()
            if 0 < len(text) <= HEADING_LENGTH and text[-1] not in ".!?:" and _block_of_text(following):
                yield Violation(paragraph, short(text))


@rule("1.4.1", "advice")
def colour_as_only_hint(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.4.1: readers who cannot see or distinguish the colours miss the hint."""
    whole = whole_text(article)
    for lang in [lang for lang in COLOURED if any(colour in whole for colour in COLOURS[lang])]:
        for passage in passages(article):
            coloured = passage.lang == lang and any(colour in passage.own for colour in COLOURS[lang])
            if coloured and (found := COLOURED[lang].search(passage.own)):
                yield Violation(passage.tag, short(found[0]))


@once
def _with_capitals(article: Article) -> list[Passage]:
    return [passage for passage in passages(article) if TWO_CAPITALS.search(passage.text)]


def _shouted(found: re.Match[str]) -> bool:
    """Return True if it is no abbreviation: a common word in capitals, or beside other words in capitals."""
    before, after = _around(found)
    common = any(found[1].lower() in words for words in FREQUENT.values())
    beside = before.split()[-1:] + after.split()[:1]
    return common or any(len(word) > 1 and word.isalpha() and word.isupper() for word in beside)


def _explained(found: re.Match[str]) -> bool:
    """Return True if the words just before or after give its meaning."""
    before, after = _around(found)
    return bool(EXPLAINED_BEFORE.search(before) or EXPLAINED_AFTER.match(after))


def _around(found: re.Match[str], reach: int = 80) -> tuple[str, str]:
    return (
        found.string[max(0, found.start() - reach) : found.start()],
        found.string[found.end() : found.end() + reach],
    )


def _block_of_text(node: PageElement | None) -> bool:
    return isinstance(node, Tag) and node.name not in HEADINGS
