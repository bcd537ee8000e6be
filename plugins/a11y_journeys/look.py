"""One look at a page: which page, in which state, how wide, light or dark. And what is found there."""

from dataclasses import dataclass

from hallbar.states import Scheme


class EngineError(Exception):
    """A check did not do its work: silence must never pass for a clean page."""


@dataclass(frozen=True)
class Look:
    """What is looked at."""

    path: str
    """From the server's root: `/en/contact/`."""
    state: str = "plain"
    width: int = 1280
    scheme: Scheme = "light"
    sample: bool = True
    """Whether the page stands for all of its template: what costs most is done on these only."""


@dataclass(frozen=True)
class Fault:
    """What a journey finds on the page."""

    place: str
    """A CSS selector."""
    what: str = ""
    """Fills `{what}` in the journey's message."""


@dataclass(frozen=True)
class Finding:
    """A fault as the report tells it."""

    check: str
    """The engine (`axe`, `ibm`, `markup`) or `journey`."""
    rule: str
    criterion: str
    """Of WCAG 2.2, `1.4.3`; empty where the engine names none."""
    look: Look
    place: str
    what: str
    """Engines: their message, in English. Journeys: what fills the message."""
    picture: bytes = b""
    """PNG of the place; empty where it cannot be seen."""
    mend: str = ""
    """The Markdown or template file to mend (files.py)."""
