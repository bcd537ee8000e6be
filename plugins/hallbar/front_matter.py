"""The key `search` in the front matter of a page, which the search obeys and the checks report on.

It is here, in the kernel, because capabilities do not import each other, and so that a page stays valid when
the search comes off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

import msgspec
import yaml

from hallbar.messages import Messages
from hallbar.schema import KeyPath, Record

message = Messages(__file__)
KEY = "search"
END = re.compile(r"(?m)^(?:---|\.\.\.)[ \t\r]*$")
"""The line above front matter, and the one below it."""
RANKS = (0.1, 10.0)
"""Least and greatest weight of a page."""
ELSEWHERE = {"boost": "rank", "tags": "keywords"}
"""Names that other tools use → ours."""


class Search(Record, frozen=True):
    """The settings of a page for the search."""

    keywords: tuple[str, ...] = ()
    """Words that the page is found by, beside those of its text."""
    rank: float = 1.0
    """Factor of its weight among the results."""
    exclude: bool = False
    """True to leave the page out of the index, and of the list from A to Ö."""


class Mistake(NamedTuple):
    """A mistake in the settings; `key` is its message in messages.toml, `what` and `near` its values."""

    key: str
    what: str = ""
    path: KeyPath = ()
    """From the table of settings."""
    near: str = ""

    @property
    def text(self) -> str:
        """The problem → how to fix it."""
        return message(self.key, what=self.what, near=self.near)


@dataclass(frozen=True)
class Read:
    """The settings of a page, and the mistakes in them; what is wrong is left out of the settings."""

    search: Search
    mistakes: tuple[Mistake, ...] = ()


def read(given: object) -> Read:
    """Return what is written under `search` in the front matter."""
    if given is not None and not isinstance(given, dict):
        return Read(Search(), (Mistake("search_no_table"),))
    table: dict[Any, Any] = given or {}
    keywords = [*_keywords(table.get("keywords"))]
    values = {"rank": _rank(table.get("rank", 1)), "exclude": _exclude(table.get("exclude", False))}
    found = [*_unknown(table), *keywords, *values.values()]
    right = {name: value for name, value in values.items() if not isinstance(value, Mistake)}
    words = tuple(keyword for keyword in keywords if isinstance(keyword, str))
    search = msgspec.convert({"keywords": words, **right}, Search)
    return Read(search, tuple(one for one in found if isinstance(one, Mistake)))


def line_of(text: str, path: KeyPath) -> int:
    """Return the line (from 0) of a setting in a page’s text: of the last part of `path` that is there."""
    node, line = yaml.compose("".join(END.split(text)[1:2]), yaml.SafeLoader), 0
    for step in (KEY, *path):
        place, node = _below(node, step)
        if place is None:
            break
        line = place.start_mark.line
    return line


def _below(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """Return the node that begins an entry of a table or list, and that of its value; None without one."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step], node.value[step]
    return None, None


def _unknown(table: dict[Any, Any]) -> Iterator[Mistake]:
    names = Search.__struct_fields__
    for name in table:
        if name not in names:
            near = ELSEWHERE.get(str(name)) or "".join(get_close_matches(str(name), names, 1))
            yield Mistake("search_unknown_near" if near else "search_unknown", str(name), (name,), near)


def _keywords(given: object) -> Iterator[str | Mistake]:
    if given is None:
        return
    if not isinstance(given, list):
        yield Mistake("search_no_list", _shown(given), ("keywords",))
        return
    seen = set[str]()
    for number, keyword in enumerate(given):
        one = _keyword(keyword, ("keywords", number), seen)
        seen.add(str(keyword).casefold().strip())
        yield one


def _keyword(given: object, path: KeyPath, seen: set[str]) -> str | Mistake:
    if given is None or (isinstance(given, str) and not given.strip()):
        return Mistake("search_keyword_empty", "", path)
    if not isinstance(given, str):
        return Mistake("search_keyword_no_text", _shown(given), path)
    if given.casefold().strip() in seen:
        return Mistake("search_keyword_twice", given.strip(), path)
    return " ".join(given.split())


def _rank(given: object) -> object:
    number = isinstance(given, int | float) and not isinstance(given, bool)
    right = number and RANKS[0] <= given <= RANKS[1]  # type: ignore[operator] # false for NaN
    return given if right else Mistake("search_rank", _shown(given), ("rank",))


def _exclude(given: object) -> object:
    return given if isinstance(given, bool) else Mistake("search_exclude", _shown(given), ("exclude",))


def _shown(value: object) -> str:
    """Return a value as an editor wrote it, or nearly."""
    if isinstance(value, bool):
        return str(value).lower()
    return "…" if isinstance(value, list | dict) else "" if value is None else str(value).strip()
