"""Language: what is not in the language of the page is marked, so that a voice can change."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from hallbar.checks.article import Article
from hallbar.checks.rules import Fault, rule
from hallbar.checks.rules.reading import passages, short, whole_text
from hallbar.checks.rules.vocabulary import FREQUENT, PHRASES

LONG = 80
"""Shorter texts are names and numbers too often."""
CERTAIN = 0.9
OWN_SHARE = 0.12
"""Of frequent words, from which on a text is in its language without asking the detector."""
DETECTED = ("sv", "en", "da", "de", "es", "fi", "fr", "no", "pl")
SAME = {"nb": "no", "nn": "no"}
"""Written languages that the detector knows under one code."""


@rule("3.1.2")
def text_in_another_language(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 3.1.2: a Swedish voice that reads English aloud cannot be understood."""
    for passage in passages(article):
        own = passage.own
        if len(own) >= LONG and in_another_language(own, passage.lang):
            yield Fault(passage.tag, short(own))


@rule("3.1.2", "advice")
def foreign_phrase_without_lang(article: Article) -> Iterator[Fault]:
    """WCAG 2.2 3.1.2: even two words in another language come out garbled from a voice that is not told."""
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
                    yield Fault(passage.tag, found)


def in_another_language(text: str, lang: str) -> bool:
    """Whether the text is, almost certainly, in another language than `lang`."""
    lang = SAME.get(lang, lang)
    told = text.lower().split()
    if lang not in DETECTED or not told:
        return False
    shares = {name: sum(map(words.__contains__, told)) / len(told) for name, words in FREQUENT.items()}
    own = shares.pop(lang, 0.0)
    if own >= OWN_SHARE and own > max(shares.values()):
        return False
    detected, probability = _detector()(text)
    sure = shares.get(detected, OWN_SHARE) >= OWN_SHARE / 2  # names and numbers are in no language
    return detected != lang and probability >= CERTAIN and sure


@cache
def _bounded(phrases: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the phrases as whole words, the longest first."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w@./-])(?:{'|'.join(map(re.escape, longest))})(?![\w@]|\.\w)", re.I)


@cache
def _detector() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # it costs 0.7 s, and few pages need it

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(DETECTED))
    classify: Callable[[str], tuple[str, float]] = detector.classify
    return classify
