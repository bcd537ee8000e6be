"""`hallbar feedback …`: for operators, who run the service, and for editors, who read the answers."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from hallbar import commands
from hallbar.feedback.service.redaction import redact as redacted
from hallbar.feedback.service.store import FILE, Entry, StoreError, opened_to_read
from hallbar.feedback.serving import nginx, serve
from hallbar.messages import Messages

message = Messages(__file__)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@commands.group("feedback")
def command() -> None:
    """`hallbar feedback` itself."""


command.add_command(serve)
command.add_command(nginx)


@command.command("list")
@commands.option("--data", type=_FOLDER, required=True)
@commands.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_(data: Path, form: str) -> None:
    """Print all answers, oldest first."""
    path = data / FILE
    if not path.is_file():
        raise click.ClickException(message("no_answers", file=path))
    with _one_line():
        store = opened_to_read(data)
        rows = [_row(entry) for entry in store.answers()]
        store.close()
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(rows)


@command.command()
def redact() -> None:
    """Copy standard input to standard output without personal data."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(message("not_utf8", error=error)) from error
    click.echo(redacted(text).text, nl=False)


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def _row(entry: Entry) -> dict[str, object]:
    return {"date": entry.date, **asdict(entry.what), "release": entry.release}


def _print_table(rows: list[dict[str, object]]) -> None:
    names = ("date", "page", "lang", "helpful", "suspect", "comment")
    lines = [names, *(tuple(" ".join(str(row[name]).split()) for name in names) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    for line in lines:
        click.echo("  ".join(map(str.ljust, line, widths)).rstrip())
