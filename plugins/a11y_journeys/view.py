"""A page as it is checked, in one state, at one width and in one colour scheme; and its problems."""

from dataclasses import dataclass

from a11y_journeys.state import Scheme


@dataclass(frozen=True)
class View:
    """A page in one state, at one width, in light or dark colours."""

    path: str
    """From the server's root: `/en/contact/`."""
    state: str = "plain"
    width: int = 1280
    scheme: Scheme = "light"
    sample: bool = True
    """True if the page represents its template: the slowest checks are done on these only."""

    def __str__(self) -> str:
        return f"{self.path} {self.state} {self.width} {self.scheme}"


@dataclass(frozen=True)
class Problem:
    """A problem at one place of a page, as an engine or a journey reports it."""

    place: str
    """A CSS selector; `line 12` where an engine reads files and has none."""
    what: str = ""
    """From an engine its message, in English; from a journey the text for `{what}` in its message."""
    rule: str = ""
    """The rule of an engine; empty from a journey, whose rule is its own name."""
    criterion: str = ""
    """Of WCAG 2.2, `1.4.3`; empty where an engine names none."""


@dataclass(frozen=True)
class Finding:
    """A problem as reports have it: with the view in which it was found."""

    check: str
    """The engine (`axe`, `ibm`, `markup`) or `journey`."""
    rule: str
    criterion: str
    """Of WCAG 2.2, `1.4.3`; empty where the engine names none."""
    view: View
    place: str
    what: str
    """From an engine its message, in English; from a journey the text for `{what}` in its message."""
    picture: bytes = b""
    """PNG of the place; empty where it is not visible."""
    fix: str = ""
    """The file in which to fix it, or the page's address."""
