"""Suggests words for the lexicon: acronyms without a spoken form, and words of another language.

Pure: takes Markdown, returns suggestions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from hallbar.readaloud.text.lexicon import entries
from hallbar.readaloud.text.sentences import CAPITALS
from hallbar.readaloud.text.spoken import spoken_form
from hallbar.readaloud.text.spoken.tables import tables_of

_NO_TEXT = re.compile(
    r"""
    `[^`]*` | <!--.*?--> | \]\([^)]*\) | \{[^}]*\}
    | https?://\S+ | \S+@\S+ | \b[\w.-]+\.(?:se|org|com|eu|net)\b
    | <(\w+)[^>]*\blang=[^>]*>.*?</\1> | <[^>]*> | &\w+; | ^\[\^?[^\]]*\]:\s*\S*
    """,
    re.VERBOSE,
)
"""Markdown that is not text, or text whose language is already marked."""

_ACRONYM = re.compile(rf"(?<![\w-])[{CAPITALS}]{{2,}}\d*(?!\w)")
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})*")


@dataclass
class Suggestion:
    """A word, its first place (file:line), the number of times, and its spoken form by language."""

    word: str
    place: str
    count: int = 0
    said: dict[str, str] = field(default_factory=dict)


def suggestions(pages: Iterable[tuple[str, str, str]]) -> list[Suggestion]:
    """Return the candidates of pages (name, language, Markdown), the most frequent first."""
    found: dict[str, Suggestion] = {}
    for name, lang, text in pages:
        for number, line in _lines(text):
            for word in _candidates(line, lang):
                one = found.setdefault(word, Suggestion(word, f"{name}:{number}"))
                one.count += 1
                one.said[lang] = spoken_form(word, lang).text
    return sorted(found.values(), key=lambda one: (-one.count, one.word.lower()))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines of text, without front matter and code blocks."""
    lines, fence = text.split("\n"), ""
    start = lines.index("---", 1) + 1 if lines[0] == "---" and "---" in lines[1:] else 0
    for number, line in enumerate(lines[start:], start + 1):
        opening = re.match(r"\s*(```+|~~~+)", line)
        if opening and (not fence or line.strip() == fence):
            fence = "" if fence else opening[1]
        elif not fence:
            yield number, _NO_TEXT.sub(" ", line)


def _candidates(line: str, lang: str) -> Iterator[str]:
    tables, known = tables_of(lang), {word.lower() for word in entries(lang)}
    if tables is None:
        return
    for word in _ACRONYM.findall(line):
        if word not in _known_acronyms(lang) and word.lower() not in known:
            yield word
    foreign = re.compile(tables["foreign"]["pattern"], re.IGNORECASE)
    for word in _WORD.findall(line):
        if foreign.search(word) and not word.isupper() and word.lower() not in known:
            yield word


@cache
def _known_acronyms(lang: str) -> set[str]:
    """Return the words in capitals that the rules already know."""
    tables = tables_of(lang) or {}
    named = {word for words in tables["acronyms"].values() for word in words.split()}
    numerals = {"II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"}
    return named | set(tables["forms"]) | set(tables["units"]) | set(tables["currencies"]) | numerals
