"""The front matter of a page: the keys that it may have, and the types of their values."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

from hallbar.checks.source import Line, front_matter_end
from hallbar.front_matter import KEY, line_of, read

LONGEST_DESCRIPTION = 160
"""Number of characters that search engines show."""

UNREADABLE = (yaml.YAMLError, ValueError)
"""Errors that YAML raises; ValueError at a date such as 2026-13-45."""

TEXTS = ("title", "description", "template")
KEYS = (*TEXTS, "reviewed", KEY)


@dataclass(frozen=True)
class Problem:
    """A problem in the front matter. `key` is its message in messages.toml."""

    key: str
    what: str
    line: int
    """Index of its line in the page, from 0."""
    near: str = ""
    """The key that the editor probably meant."""


def front_matter(lines: Sequence[Line]) -> dict[str, Any]:
    """Return the front matter of a page; empty if there is none, or if it cannot be read."""
    end = front_matter_end(lines)
    try:
        meta = yaml.safe_load("\n".join(line.text for line in lines[1 : end - 1])) if end else None
    except UNREADABLE:
        return {}
    return meta if isinstance(meta, dict) else {}


def problems(lines: Sequence[Line], meta: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield all problems in the front matter at the top of `lines`; `meta` is its content."""
    end = front_matter_end(lines)
    if end == 0:
        if lines and lines[0].text.rstrip() == "---":
            yield Problem("front_matter_without_end", "", 0)
    elif meta:
        yield from _of_keys(meta, lines[:end])
    elif problem := _unreadable("\n".join(line.text for line in lines[1 : end - 1])):
        yield problem


def _unreadable(text: str) -> Problem | None:
    """Return the problem of unreadable front matter, which MkDocs would publish as text of the page."""
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
    """Return the first line that cannot be read alone: YAML does not give the line of an impossible date."""
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
            continue  # added by a plugin
        if key not in KEYS:
            near = "".join(get_close_matches(str(key), KEYS, 1))
            yield Problem(
                "front_matter_unknown_near" if near else "front_matter_unknown", str(key), line, near
            )
        elif key == KEY:
            yield from _of_search(value, "\n".join(line.text for line in lines))
        elif value is None:
            continue  # rules/page.py reports missing keys
        elif key in TEXTS and not isinstance(value, str):
            yield Problem("front_matter_not_text", str(key), line)
        elif key == "description" and len(value) > LONGEST_DESCRIPTION:
            yield Problem("front_matter_too_long", str(len(value)), line)
        elif key == "reviewed" and not isinstance(value, datetime.date):
            yield Problem("front_matter_not_a_date", str(value), line)


def _of_search(given: object, text: str) -> Iterator[Problem]:
    for mistake in read(given).mistakes:
        yield Problem(mistake.key, mistake.what, line_of(text, mistake.path), mistake.near)
