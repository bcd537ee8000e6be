"""Rules: a pattern of what is written, and what is said instead."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, cast

Kind = Literal["letter", "digit", "sign"]


@dataclass(frozen=True)
class Rule:
    """A pattern and its spoken text. `says` may return None to decline: then the next rule is tried."""

    begins: frozenset[Kind]
    pattern: re.Pattern[str]
    says: Callable[[re.Match[str]], str | None]


def rule(begins: str, pattern: str, says: str | Callable[[re.Match[str]], str | None]) -> Rule:
    """Return a rule whose match begins with one of the kinds named in `begins` (“letter digit”)."""
    kinds = frozenset(cast("list[Kind]", begins.split()))
    return Rule(kinds, re.compile(pattern), says if callable(says) else lambda _: says)


def any_of(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def between(match: re.Match[str], word: str) -> str:
    """Return the word for a sign between others, with a space on each side that needs one."""
    return f" {word} " if match.string[match.end() : match.end() + 1].isalnum() else f" {word}"
