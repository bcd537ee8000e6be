"""A page as its editor wrote it: its lines, those of its snippets too, and where rules are turned off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SNIPPET = re.compile(r'^\s*-{1,}8<-{1,}\s+"(?P<name>[^":;]+)[^"]*"\s*$')
"""A line that pymdownx.snippets replaces by a file: `--8<-- "name"`."""

IGNORE = re.compile(
    r"<!--\s*hallbar:\s*ignore\s+(?P<rule>[\w-]+)\s*(?::\s*(?P<reason>.*?))?\s*-->", re.DOTALL
)
"""Turns one rule off: `<!-- hallbar: ignore rule_name: the reason -->`."""


@dataclass(frozen=True)
class Line:
    """One line, with the file it stands in and its number there, from 1."""

    file: str
    number: int
    text: str


@dataclass(frozen=True)
class Ignored:
    """A rule turned off for a place, and why."""

    rule: str
    reason: str
    line: Line
    covers: frozenset[tuple[str, int]]
    """The lines it holds for: its own, and the block that follows."""


def lines_of(text: str, file: str, snippets: Sequence[Path] = ()) -> list[Line]:
    """The lines of a page; those of a snippet (in a folder of `snippets`) stand where it is included."""
    return list(_lines(text, file, snippets, depth=0))


def front_matter_end(lines: Sequence[Line]) -> int:
    """How many lines the front matter takes; 0 when there is none, or when it does not end."""
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    ends = (index for index, line in enumerate(lines[1:], 2) if line.text.rstrip() in ("---", "..."))
    return next(ends, 0)


def ignored(lines: Sequence[Line]) -> list[Ignored]:
    """Every place where a rule is turned off, with or without a reason."""
    found = []
    for index, line in enumerate(lines):
        for match in IGNORE.finditer(line.text):
            reason = (match["reason"] or "").strip()
            found.append(Ignored(match["rule"].replace("-", "_"), reason, line, _covered(lines, index)))
    return found


def _lines(text: str, file: str, snippets: Sequence[Path], depth: int) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), 1):
        included = _snippet(line, snippets) if depth < 10 else None  # a snippet may include itself
        if included:
            yield from _lines(included.read_text("utf-8"), included.as_posix(), snippets, depth + 1)
        else:
            yield Line(file, number, line)


def _snippet(line: str, folders: Sequence[Path]) -> Path | None:
    match = SNIPPET.match(line)
    candidates = [folder / match["name"] for folder in folders] if match else []
    return next((path for path in candidates if path.is_file()), None)


def _covered(lines: Sequence[Line], index: int) -> frozenset[tuple[str, int]]:
    covered = [lines[index]]
    if not IGNORE.sub("", lines[index].text).strip():  # alone on its line: it speaks of what comes next
        rest = iter(lines[index + 1 :])
        first = next((line for line in rest if line.text.strip()), None)
        while first and first.text.strip():
            covered.append(first)
            first = next(rest, None)
    return frozenset((line.file, line.number) for line in covered)
