"""The front matter: which keys a page may have, and what they must be."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from hallbar.checks.source import Line, front_matter_end

LONGEST_DESCRIPTION = 160
"""Characters that search engines show."""

UNREADABLE = (yaml.YAMLError, ValueError)
"""What YAML raises; the second at a date such as 2026-13-45."""

TEXTS = ("title", "description", "template")
KEYS = (*TEXTS, "reviewed")


@dataclass(frozen=True)
class Problem:
    """A fault in the front matter. `key` is its message in messages.toml."""

    key: str
    what: str
    line: int
    """Counted from 0 in the page's own lines."""
    near: str = ""
    """The key that was probably meant."""


def front_matter(lines: Sequence[Line]) -> dict[str, Any]:
    """The front matter at the head of a page; empty when there is none that can be read."""
    end = front_matter_end(lines)
    try:
        meta = yaml.safe_load("\n".join(line.text for line in lines[1 : end - 1])) if end else None
    except UNREADABLE:
        return {}
    return meta if isinstance(meta, dict) else {}


def problems(lines: Sequence[Line], meta: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything wrong with the front matter at the head of `lines`, of which `meta` has been read."""
    end = front_matter_end(lines)
    if end == 0:
        if lines and lines[0].text.rstrip() == "---":
            yield Problem("front_matter_without_end", "", 0)
    elif meta:
        yield from _of_keys(meta, lines[:end])
    elif fault := _unreadable("\n".join(line.text for line in lines[1 : end - 1])):
        yield fault


def _unreadable(text: str) -> Problem | None:
    """MkDocs publishes front matter that it cannot read as text of the page."""
    try:
        meta = yaml.safe_load(text)
    except UNREADABLE as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or error
        return Problem(
            "front_matter_unreadable", str(what), mark.line + 1 if mark else _first_unreadable(text)
        )
    return None if isinstance(meta, dict | None) else Problem("front_matter_unreadable", "", 1)


def _first_unreadable(text: str) -> int:
    """YAML does not say where an impossible date stands: the first line that alone cannot be read."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yaml.safe_load(line)
        except UNREADABLE:
            return number
    return 1


def _of_keys(meta: Mapping[str, Any], lines: Sequence[Line]) -> Iterator[Problem]:
    for key, value in meta.items():
        line = next((i for i, line in enumerate(lines) if line.text.startswith(f"{key}:")), 0)
        if line == 0:
            continue  # a plugin has put it there
        if key not in KEYS:
            near = "".join(get_close_matches(str(key), KEYS, 1))
            yield Problem(
                "front_matter_unknown_near" if near else "front_matter_unknown", str(key), line, near
            )
        elif value is None:
            continue  # rules/page.py tells what a page lacks
        elif key in TEXTS and not isinstance(value, str):
            yield Problem("front_matter_not_text", str(key), line)
        elif key == "description" and len(value) > LONGEST_DESCRIPTION:
            yield Problem("front_matter_too_long", str(len(value)), line)
        elif key == "reviewed" and not isinstance(value, datetime.date):
            yield Problem("front_matter_not_a_date", str(value), line)
