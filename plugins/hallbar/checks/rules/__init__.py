"""The rules, one function each: from an article to its violations. messages.toml has a message for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from bs4.element import Tag

from hallbar.checks.article import Article

Grade = Literal["error", "advice"]
"""An error fails a strict build; advice does not."""


@dataclass(frozen=True)
class Violation:
    """An element that breaks a rule, not yet located in the source."""

    tag: Tag | None
    """The element; None if the violation concerns the page as a whole."""
    what: str = ""
    """Text for `{what}` in the message."""


Check = Callable[[Article], Iterator[Violation]]


@dataclass(frozen=True)
class Rule:
    """A check with its WCAG 2.2 success criterion and its grade."""

    check: Check
    criterion: str
    grade: Grade
    frame: bool
    """True if it also applies to header, footer and navigation."""

    @property
    def name(self) -> str:
        return self.check.__name__


RULES: dict[str, Rule] = {}
"""Name -> rule."""


def rule(criterion: str, grade: Grade = "error", *, frame: bool = False) -> Callable[[Check], Check]:
    """Return a decorator that registers a function as a rule."""

    def add(check: Check) -> Check:
        RULES[check.__name__] = Rule(check, criterion, grade, frame)
        return check

    return add


for _module in ("headings", "images", "language", "links", "markdown", "page", "raw", "tables", "text"):
    import_module(f"{__name__}.{_module}")
