"""The memory of a run: most of a page is on every other page too, and need not be judged again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Control(NamedTuple):
    """A kind of control, judged for one purpose."""

    purpose: str
    """Such as `hints`."""
    width: int
    scheme: str
    """Colours in which it was judged; empty where they do not matter."""
    kind: str
    """Equal for controls that are the same to CSS and scripts."""


class Resting(NamedTuple):
    """A problem that is one only if the page is at rest."""

    problem: str
    width: int
    place: str


@dataclass
class Memory:
    """All that a run need not judge again."""

    controls: set[Control] = field(default_factory=set)
    resting: set[Resting] = field(default_factory=set)
    skip_links: set[str] = field(default_factory=set)
    """Those that lead past the header."""
    names: set[str] = field(default_factory=set)
    """Kinds of controls whose name was compared while they had the focus."""
    foreign: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Language and text → True if the text is in another language."""
    pictures: set[tuple[str, str, str]] = field(default_factory=set)
    """Check, rule and place of each finding that has a picture."""

    def fresh(self, controls: Iterable[Control]) -> list[Control]:
        """Return those that were not judged yet, and remember them."""
        found = [control for control in dict.fromkeys(controls) if control not in self.controls]
        self.controls.update(found)
        return found
