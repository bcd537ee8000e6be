"""The vocabulary of a language: its words for spelling, which a browser fetches when a query has an unknown word.

Each stem is there once, by its most common form, as the engine's corrections take any ending.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import snowballstemmer

from hallbar.search.compounds import MARKER

WORD = re.compile(rf"(?<![\w.@/-])[^\W\d_]{{2,}}(?:{re.escape(MARKER)}[^\W\d_]+)*(?![\w@/]|\.\w)")
"""Not in an address, whose spelling is its own."""
LEAST = 3
"""Letters of a word."""

STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "sv": "swedish",
}
"""Language → its stemmer; other languages keep each form."""


def vocabulary(texts: Iterable[str], language: str) -> str:
    """Return the words of texts and the parts of their compounds, one on each line, sorted."""
    whole, parts = Counter[str](), Counter[str]()
    for word, count in Counter(word for text in texts for word in WORD.findall(text)).items():
        small = word.lower()
        whole[small.replace(MARKER, "")] += count
        if MARKER in small:
            parts.update(dict.fromkeys(small.split(MARKER), count))
    forms = {word: (count, 0) for word, count in parts.items()} | {word: (0, n) for word, n in whole.items()}
    stem = _stem(language)
    families = defaultdict[str, list[str]](list)
    for word in forms:
        if len(word) >= LEAST:
            families[stem(word)].append(word)
    chosen = {
        min(family, key=lambda word: (-forms[word][1], -forms[word][0], word)) for family in families.values()
    }
    return "".join(f"{word}\n" for word in sorted(chosen))


def _stem(language: str) -> Callable[[str], str]:
    name = STEMMERS.get(language.split("-")[0])
    return snowballstemmer.stemmer(name).stemWord if name else str
