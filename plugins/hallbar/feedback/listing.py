"""`hallbar feedback list` and `hallbar feedback reports`: for editors, who read what citizens sent.

Rows are printed as they are read: years of answers take no more memory than a day's.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from hallbar import commands
from hallbar.feedback import stores
from hallbar.feedback.service.store import Entry, Selection
from hallbar.messages import Messages

message = Messages(__file__)
ALIGNED = 1000
"""Rows of a table that its columns are as wide as."""

ANSWER = ("date", "page", "lang", "helpful", "suspect", "comment")
REPORT = ("date", "page", "lang", "suspect", "contact", "comment")
"""Columns of both tables."""

_Row = dict[str, object]


class _Day(click.ParamType):  # type: ignore[type-arg] # click before 8.4 takes none
    """A date (ISO 8601)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(message("no_day", value=value), param, ctx)


_OPTIONS = (
    stores.DATA,
    commands.option(
        "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
    ),
    commands.option("--page", default=""),
    commands.option("--lang", default=""),
    commands.option("--from", "first", type=_Day(), default=None),
    commands.option("--to", "last", type=_Day(), default=None),
    commands.option("--suspect/--no-suspect", default=None),
)


def _selecting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that select entries."""
    return reduce(lambda function, option: option(function), reversed(_OPTIONS), command)


@commands.command("list")
@_selecting
def list_(data: Path | None, form: str, **options: Any) -> None:
    """Print answers, oldest first."""
    selection = _selection(**options)
    with stores.reading(data) as store:
        _print(store.answers(selection), form, ANSWER)


@commands.command("reports")
@_selecting
def reports(data: Path | None, form: str, **options: Any) -> None:
    """Print reports of problems with a page, and how to reach those who asked for a reply."""
    selection = _selection(**options)
    with stores.reading(data) as store:
        _print(store.reports(selection), form, REPORT)


def _selection(page: str, lang: str, first: str | None, last: str | None, suspect: bool | None) -> Selection:
    if first and last and first > last:
        raise click.UsageError(message("days_reversed", first=first, last=last))
    return Selection(page, lang, first or "", last or "", suspect)


def _print(entries: Iterable[Entry], form: str, names: tuple[str, ...]) -> None:
    lines = _json if form == "json" else _table
    for line in lines(map(_row, entries), names):
        click.echo(line)


def _row(entry: Entry) -> _Row:
    return {"date": entry.date, **vars(entry.what), "release": entry.release}


def _json(rows: Iterator[_Row], _: object) -> Iterator[str]:
    """Yield the lines of an array, one row after another."""
    yield "["
    before = ""
    for row in rows:
        if before:
            yield f"{before},"
        before = " " + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ")
    yield from filter(None, (before, "]"))


def _table(rows: Iterator[_Row], names: tuple[str, ...]) -> Iterator[str]:
    cells = chain([names], (tuple(" ".join(str(row[name]).split()) for name in names) for row in rows))
    first = list(islice(cells, ALIGNED))
    widths = [max(len(line[column]) for line in first) for column in range(len(names))]
    for line in chain(first, cells):
        yield "  ".join(map(str.ljust, line, widths)).rstrip()
