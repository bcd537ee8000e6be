"""Swedish compounds and their parts, by the words of hunspell-sv and its flags for compounding.

A visitor who looks for "villkor" means "arbetsvillkor" too. The list has many compounds as words of their
own, so its words are split like all others: into parts that may begin or link a compound (`arbets`), and a
last one that is a noun, in any form, that may end one. The way with fewest parts is taken; of several, that
with the longest shortest part.

Pagefind indexes a word with a sign in it both whole and by its parts, so parts are marked with a sign.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

from hallbar.messages import Messages

message = Messages(__file__)
MARKER = "^"
"""Sign between two parts. Pagefind takes ASCII punctuation only, and `_` for a letter."""

PACKAGE, WORD_LIST = "hunspell-sv", "sv_SE.dic"
LETTER = "[a-z\u00e0-\u00fe]"
ANY_LETTER = "[A-Za-z\u00c0-\u00fe]"
LEAST = 3
"""Letters that a part has at least."""

WORD = re.compile(rf"({ANY_LETTER}{{{2 * LEAST},}})")
NOUN = re.compile(rf"^({LETTER}{{3,}})/([^\s/]*[ABCDEFGHIJXYUvfzghs][^\s/]*)$", re.MULTILINE)
FEWEST_WORDS = 50_000
"""A list with fewer words is not the one that we know."""

FIRSTS: dict[frozenset[str], Callable[[str], str]] = {
    frozenset("XUs"): str,
    frozenset("vf"): lambda word: word.removesuffix("a") + "s",
    frozenset("zg"): lambda word: word[:-1] if word[-1] in "ae" else word + "a",
    frozenset("h"): lambda word: word.removesuffix("a") + "e",
}
"""Flags → the form in which a word with one of them begins or links a compound."""

LIKE_ENDING = re.compile(".(?:ar|en|er|et|or)s?")
"""Short nouns that look like the end of an inflected word: vagg-en is not vag + gen."""
LONGEST_LIKE_ENDING = 4
"""Letters of the longest: to match each of 140,000 words takes longer than to read them."""

OWN: dict[str, Any] = {
    key: words.split() if isinstance(words, str) else words
    for key, words in tomllib.loads(Path(__file__).with_name("compounds.toml").read_text("utf-8")).items()
}
"""Words that the list lacks, and words that mislead."""
ENDINGS = frozenset(OWN["endings"])
LENGTHS_OF_ENDINGS = sorted({*map(len, ENDINGS)})


class DictionaryError(Exception):
    """The list of words is not there, or not what it was; one line."""


@cache
def marker(language: str) -> Callable[[str], str]:
    """Return the function that marks the parts of all compounds in a text of this language.

    Raises DictionaryError.
    """
    if language.split("-")[0] != "sv":
        return lambda text: text
    marked = _Marked(_words())

    def mark(text: str) -> str:
        pieces = WORD.split(text)
        pieces[1::2] = map(marked.__getitem__, pieces[1::2])
        return "".join(pieces)

    return mark


class _Marked(dict[str, str]):
    """Words → the words with marks between their parts; each is split once in a build."""

    def __init__(self, words: "Words") -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: str) -> str:
        small = word.lower()
        self[word] = self._words.marked(word) if small == word else _as_in(word, self[small])
        return self[word]


def _as_in(word: str, marked: str) -> str:
    """Return `word` in its own letters, marked as it is in small ones."""
    letters = iter(word)
    return "".join(MARKER if letter == MARKER else next(letters) for letter in marked)


@cache
def _words() -> "Words":
    return Words.read(_file())


def _file() -> Path:
    """Return the list of words of the installed package. Raises DictionaryError."""
    try:
        return next(Path(str(file.locate())) for file in files(PACKAGE) or () if file.name == WORD_LIST)
    except (PackageNotFoundError, StopIteration):
        raise DictionaryError(message("dictionary_missing", package=PACKAGE, file=WORD_LIST)) from None


Split = Callable[[str], str]


class Words:
    """Words that may begin or link a compound, and nouns that may end one."""

    def __init__(self, firsts: set[str], lasts: set[str]) -> None:
        """The sets are taken over: each copy of 140,000 words takes as long as a page."""
        firsts.update(OWN["firsts"])
        firsts.difference_update(OWN["particles"])
        lasts.update(OWN["lasts"])
        short = [word for word in lasts if len(word) <= LONGEST_LIKE_ENDING]
        lasts.difference_update(OWN["not_last"], [word for word in short if LIKE_ENDING.fullmatch(word)])
        self.firsts, self.lasts = firsts, lasts
        self._begins = self.firsts.union(OWN["after_particles"])
        is_last = cache(self._is_noun)
        self._as_noun: Split = cache(lambda word: self._split(word, is_last, self._as_noun))
        self._as_first: Split = cache(
            lambda word: self._split(word, self.firsts.__contains__, self._as_first)
        )

    @classmethod
    def read(cls, path: Path) -> "Words":
        """Read the list. Raises DictionaryError."""
        try:
            entries = NOUN.findall(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            entries = []
        if len(entries) < FEWEST_WORDS:
            raise DictionaryError(message("dictionary_damaged", path=path))
        by_flags = defaultdict[str, list[str]](list)
        for word, flags in entries:
            by_flags[flags].append(word)
        firsts, lasts = set[str](), set[str]()
        for flags, words in by_flags.items():
            firsts.update(*(map(form, words) for form in _forms_of_firsts(flags)))
            lasts.update(_may_end(words, flags))
        return cls(firsts, lasts)

    def marked(self, word: str) -> str:
        """Return a word in small letters, with marks between its parts if it is a compound."""
        return self._as_noun(word) or word

    def _split(self, word: str, is_last: Callable[[str], bool], split: Split) -> str:
        """Return the marked word, or nothing; the results are kept, and many strings cost less than lists."""
        return min(self._ways(word, is_last, split), key=_badness, default="")

    def _ways(self, word: str, is_last: Callable[[str], bool], split: Split) -> Iterator[str]:
        for length in range(LEAST, len(word) - LEAST + 1):
            first = word[:length]
            if first not in self._begins:
                continue
            rest = word[length:]
            if rest.startswith(OWN["misleading"].get(first, " ")):
                continue
            begins = first in self.firsts or rest.startswith(tuple(OWN["after_particles"].get(first, ())))
            if begins and (last := split(rest) or (is_last(rest) and rest)):
                yield f"{self._as_first(first) or first}{MARKER}{last}"

    def _is_noun(self, word: str) -> bool:
        """Return True if a word is a noun that may end a compound, in any form."""
        return word in self.lasts or any(
            base in self.lasts
            for ending in (word[-length:] for length in LENGTHS_OF_ENDINGS)
            if ending in ENDINGS
            for base in _bases(word, ending)
        )


def _badness(marked: str) -> tuple[int, int]:
    parts = marked.split(MARKER)
    return len(parts), -min(map(len, parts))


def _forms_of_firsts(flags: str) -> Iterator[Callable[[str], str]]:
    """Yield the forms in which words may begin or link a compound: the suffixes of sv_SE.aff with `W`."""
    return (form for letters, form in FIRSTS.items() if not letters.isdisjoint(flags))


def _may_end(words: list[str], flags: str) -> Iterable[str]:
    """Return the nouns that may end a compound; `b` keeps a word out, unless it may begin one."""
    if "Y" in flags or ("X" in flags and not set("BDEFGHIJ").isdisjoint(flags)):
        return words
    return (word for word in words if len(word) >= 5) if "b" not in flags else ()


def _bases(word: str, ending: str) -> Iterator[str]:
    """Yield what a noun may be without an ending: skol-orna → skola, artikl-ar → artikel."""
    base = word.removesuffix(ending)
    if len(base) < LEAST:
        return
    yield base
    if ending[0] in "oe":
        yield base + "a"
    if ending[0] == "a" or (ending[0] == "n" and base.endswith("ar")):
        yield base + "e"
    if ending[0] in "ae":
        yield from (base[:-1] + vowel + base[-1] for vowel in "eo")
