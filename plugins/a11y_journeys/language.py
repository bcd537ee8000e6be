"""The language of a text, as a statistical detector sees it."""

from collections.abc import Callable
from functools import cache

Foreign = Callable[[str, str], bool]
"""Returns True if a text is, almost certainly, in another language than the one of a code (`en`)."""

LONG = 80
"""Characters: shorter texts are too often names and numbers."""
CERTAIN = 0.99
ORDINARY = 0.5
"""Part of the words that must not begin with a capital: names are in no language."""
DETECTED = tuple(
    """ar bg cs da de el en es et fa fi fr ga he hi hr hu is it ja ko lt lv mt nl no pl pt ro ru sk sl sq sr
    sv tr uk vi zh""".split()
)
SAME = {"nb": "no", "nn": "no"}
"""Codes of written languages that the detector has under one."""
ALIKE = ({"da", "no"}, {"hr", "sl", "sr"}, {"cs", "sk"}, {"es", "pt"})
"""Languages that a detector confuses in a short text."""


def in_another_language(text: str, lang: str) -> bool:
    """Return True if the text is, almost certainly, in another language than `lang`."""
    lang = SAME.get(lang, lang)
    words = text.split()
    ordinary = sum(not word[0].isupper() and word[0].isalpha() for word in words)
    if lang not in DETECTED or not words or ordinary < ORDINARY * len(words):
        return False
    detected, probability = detector(DETECTED)(text)
    alike = any({detected, lang} <= group for group in ALIKE)
    return detected != lang and probability >= CERTAIN and not alike


@cache
def detector(languages: tuple[str, ...]) -> Callable[[str], tuple[str, float]]:
    """Return the function that detects which of some languages a text is in, and with what probability."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # it costs 0.7 s, and few sites need it

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify
