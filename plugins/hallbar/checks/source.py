"""The source of a page: its lines, with those of its snippets, and the rules that it turns off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SNIPPET = re.compile(r'^\s*-{1,}8<-{1,}\s+"(?P<name>[^":;]+)[^"]*"\s*$')
"""A line that pymdownx.snippets replaces with a file: `--8<-- "name"`."""

IGNORE = re.compile(
    r"<!--\s*hallbar:\s*ignore\s+(?P<rule>[\w-]+)\s*(?::\s*(?P<reason>.*?))?\s*-->", re.DOTALL
)
"""A comment that turns a rule off: `<!-- hallbar: ignore rule_name: the reason -->`."""


@dataclass(frozen=True)
class Line:
    """A line of a file, with its number from 1."""

    file: str
    number: int
    text: str


@dataclass(frozen=True)
class Ignored:
    """A rule that is turned off for some lines, and the reason."""

    rule: str
    reason: str
    line: Line
    covers: frozenset[tuple[str, int]]
    """The lines that it covers (file, number): its own, and the block that follows."""


def lines_of(text: str, file: str, snippets: Sequence[Path] = ()) -> list[Line]:
    """Return the lines of a page, with those of included snippets (from the folders `snippets`) in place."""
    return list(_lines(text, file, snippets, depth=0))


def front_matter_end(lines: Sequence[Line]) -> int:
    """Return the number of lines of the front matter; 0 if there is none, or if it does not end."""
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    ends = (index for index, line in enumerate(lines[1:], 2) if line.text.rstrip() in ("---", "..."))
    return next(ends, 0)


def ignored(lines: Sequence[Line]) -> list[Ignored]:
    """Return every comment that turns a rule off, with or without a reason."""
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
    if not IGNORE.sub("", lines[index].text).strip():  # alone on its line: it covers the next block
        rest = iter(lines[index + 1 :])
        first = next((line for line in rest if line.text.strip()), None)
        while first and first.text.strip():
            covered.append(first)
            first = next(rest, None)
    return frozenset((line.file, line.number) for line in covered)
