"""Many made-up pages in Swedish and English, with the vocabulary of a large site, for the benchmarks.

Most words are those of tests/search/corpus, as often as there. The rest follow Zipf's law: Swedish ones are
inflected and compounded by the word list of hunspell-sv, English ones are from the documentation of Python.
"""

import random
import re
import sysconfig
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import files
from itertools import accumulate
from pathlib import Path

from recall import CORPUS

COMMON, NUMBERS = 0.7, 0.02
"""Shares of the words of the made-up site, and of numbers."""
COMPOUNDS = 0.1
"""Share of compounds among the other Swedish words that are not in the word list itself."""
LEXEMES = 8_000
SECTIONS = 5
"""Of a page; each has about 100 words."""
MENU = 20
"""Pages of a section of the menu."""
SEED = 24


def write(docs: Path, pages: int) -> None:
    """Write `pages` pages and a start page in each language to `docs`, the same ones each time."""
    for language, word in {"sv": swedish(), "en": english()}.items():
        chance = random.Random(SEED)
        folder = docs / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.md").write_text("---\ntitle: Start\ndescription: Start.\n---\n\n# Start\n", "utf-8")
        for number in range(pages):
            (folder / f"p{number}.md").write_text(_page(word, chance), "utf-8")


def menu(pages: int) -> str:
    """Return the setting of a menu of all pages."""
    sections = [range(first, min(first + MENU, pages)) for first in range(0, pages, MENU)]
    lines = [f"  - {of[0]}–{of[-1]}: [{', '.join(f'p{number}.md' for number in of)}]" for of in sections]
    return "\n".join(["nav:", "  - index.md", *lines, ""])


def distinct(docs: Path, language: str) -> int:
    """Return how many different words the pages of a language have."""
    texts = (path.read_text("utf-8").lower() for path in (docs / language).glob("*.md"))
    return len({word for text in texts for word in re.findall(r"\w+", text)})


def _page(word: Callable[[random.Random], str], chance: random.Random) -> str:
    def words(number: int) -> str:
        return " ".join(word(chance) for _ in range(number)).capitalize()

    def paragraph() -> str:
        return " ".join(f"{words(chance.randint(6, 16))}." for _ in range(4))

    title = words(3)
    head = f'---\ntitle: "{title}"\ndescription: "{words(8)}."\n---\n\n# {title}\n\n{words(12)}.\n'
    each = [
        f"\n## {words(2)}\n\n{paragraph()}\n\n{paragraph()}\n\n- {words(3)}\n- {words(4)}\n"
        for _ in range(SECTIONS)
    ]
    return head + "".join(each)


def swedish() -> Callable[[random.Random], str]:
    """Return a function that draws a Swedish word."""
    chance = random.Random(SEED)
    lexemes = chance.sample([*_entries()], LEXEMES)
    firsts = [word for word, flags in lexemes if "X" in flags and len(word) > 3]
    lasts = [(word, flags) for word, flags in lexemes if "Y" in flags and len(word) > 3]
    rank, first_rank, last_rank = _zipf(len(lexemes)), _zipf(len(firsts)), _zipf(len(lasts))

    def draw(chance: random.Random) -> str:
        if chance.random() < COMPOUNDS:
            first, (word, flags) = firsts[first_rank(chance)], lasts[last_rank(chance)]
            return first + chance.choice(_forms(word, flags))
        return chance.choice(_forms(*lexemes[rank(chance)]))

    return _mixed("sv", draw)


def english() -> Callable[[random.Random], str]:
    """Return a function that draws an English word."""
    counts = Counter[str]()
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        for text in re.findall(r'(?s)"""(.*?)"""', path.read_text("utf-8", "replace")):
            counts.update(re.findall(r"(?<![\w.])[a-z]{2,}(?![\w.(=])", text))
    return _mixed("en", _weighted(counts))


def _mixed(language: str, other: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    common = Counter[str]()
    for path in sorted((CORPUS / "docs" / language).glob("*.md")):
        common.update(re.findall(r"[^\W\d_]+", path.read_text("utf-8").lower()))
    usual = _weighted(common)

    def draw(chance: random.Random) -> str:
        lot = chance.random()
        if lot < COMMON:
            return usual(chance)
        return str(chance.randint(1, 3000)) if lot > 1 - NUMBERS else other(chance)

    return draw


def _weighted(counts: Counter[str]) -> Callable[[random.Random], str]:
    words, weights = [*counts], [*accumulate(counts.values())]
    return lambda chance: chance.choices(words, cum_weights=weights)[0]


def _zipf(number: int) -> Callable[[random.Random], int]:
    weights = [*accumulate(1 / (rank + 2.7) for rank in range(1, number + 1))]
    return lambda chance: chance.choices(range(number), cum_weights=weights)[0]


def _listed(name: str) -> str:
    [file] = [file for file in files("hunspell-sv") or [] if file.name == name]
    return Path(str(file.locate())).read_text("utf-8")


def _entries() -> Iterator[tuple[str, str]]:
    """Yield the inflected words of the word list, with their flags."""
    return ((word, flags) for word, flags in re.findall(r"(?m)^([a-zåäö]{3,})/(\S+)$", _listed("sv_SE.dic")))


@cache
def _suffixes() -> dict[str, list[tuple[str, str, str]]]:
    """Return the rules of each flag: the ending to drop, the one to add, and the words that it is for."""
    rules: dict[str, list[tuple[str, str, str]]] = {}
    for flag, drop, add, pattern in re.findall(
        r"(?m)^SFX\s+(\S)\s+(\S+)\s+([a-zåäö]+|0)\s+(\S+)", _listed("sv_SE.aff")
    ):
        rules.setdefault(flag, []).append((drop.strip("0"), add.strip("0"), f"{pattern}$"))
    return rules


@cache
def _forms(word: str, flags: str) -> list[str]:
    return [
        word,
        *(
            word.removesuffix(drop) + add
            for flag in flags
            for drop, add, pattern in _suffixes().get(flag, ())
            if flag.isupper() and re.search(pattern, word)
        ),
    ]
