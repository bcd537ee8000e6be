"""Language: text in another language than the page must be marked, so that the voice can switch."""

import re
from collections.abc import Iterator
from functools import cache

from a11y_journeys.language import SAME, detector
from hallbar.checks.article import Article
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import short
from hallbar.checks.rules.passages import passages, whole_text
from hallbar.checks.rules.vocabulary import FREQUENT, PHRASES

LONG = 80
"""Least length of a text to be checked. Shorter ones are too often names and numbers."""
CERTAIN = 0.9
OWN_SHARE = 0.12
"""Share of frequent words above which a text is in its own language, without asking the detector."""
DETECTED = ("sv", "en", "da", "de", "es", "fi", "fr", "no", "pl")


@rule("3.1.2")
def text_in_another_language(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 3.1.2: English read aloud by a Swedish voice cannot be understood."""
    for passage in passages(article):
        own = passage.own
        if len(own) >= LONG and in_another_language(own, passage.lang):
            yield Violation(passage.tag, short(own))


@rule("3.1.2", "advice")
def foreign_phrase_without_lang(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 3.1.2: even two words are garbled by a voice that does not know their language."""
    seen: set[str] = set()
    whole = whole_text(article)
    for lang, shipped in PHRASES.items():
        phrases = shipped | article.vocabulary.foreign_phrases.get(lang, frozenset())
        if not any(phrase in whole for phrase in phrases):
            continue
        for passage in passages(article):
            foreign = lang != passage.lang and passage.lang in PHRASES
            for found in _bounded(phrases).findall(passage.own) if foreign else ():
                if found.lower() not in seen:
                    seen.add(found.lower())
                    yield Violation(passage.tag, found)


def in_another_language(text: str, lang: str) -> bool:
    """Return True if the text is almost certainly in another language than `lang`."""
    lang = SAME.get(lang, lang)
    words = text.lower().split()
    if lang not in DETECTED or not words:
        return False
    shares = {name: sum(map(common.__contains__, words)) / len(words) for name, common in FREQUENT.items()}
    own = shares.pop(lang, 0.0)
    if own >= OWN_SHARE and own > max(shares.values()):
        return False
    detected, probability = detector(DETECTED)(text)
    sure = shares.get(detected, OWN_SHARE) >= OWN_SHARE / 2  # names and numbers belong to no language
    return detected != lang and probability >= CERTAIN and sure


@cache
def _bounded(phrases: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the phrases as whole words, the longest first."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w@./-])(?:{'|'.join(map(re.escape, longest))})(?![\w@]|\.\w)", re.I)
