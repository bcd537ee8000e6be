"""The rules, one function a rule: an article in, faults out. messages.toml has a message for each name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from bs4.element import Tag

from hallbar.checks.article import Article

Grade = Literal["error", "advice"]
"""An error fails a strict build; advice is told and does not."""


@dataclass(frozen=True)
class Fault:
    """Where an article breaks a rule."""

    tag: Tag | None
    """The element; None where it is about the page as a whole."""
    what: str = ""
    """Fills `{what}` in the message."""


Check = Callable[[Article], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """A check, its WCAG 2.2 success criterion, and how grave a fault is."""

    check: Check
    criterion: str
    grade: Grade
    frame: bool
    """Whether it makes sense for header, footer and navigation too."""

    @property
    def name(self) -> str:
        return self.check.__name__


RULES: dict[str, Rule] = {}
"""Every rule by its name."""


def rule(criterion: str, grade: Grade = "error", *, frame: bool = False) -> Callable[[Check], Check]:
    """Make the function a rule."""

    def add(check: Check) -> Check:
        RULES[check.__name__] = Rule(check, criterion, grade, frame)
        return check

    return add


for _module in ("headings", "images", "language", "links", "markdown", "page", "raw", "tables", "text"):
    import_module(f"{__name__}.{_module}")
