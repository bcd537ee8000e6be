"""The store that a command uses: the database of HALLBAR_DATABASE, else the file in the folder `--data`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hallbar import commands
from hallbar.feedback.service.store import FILE, Reader, StoreError, opened_to_read
from hallbar.messages import Messages

message = Messages(__file__)
VARIABLE = "HALLBAR_DATABASE"
DATA = commands.option("--data", type=click.Path(file_okay=False, path_type=Path))


def database() -> str:
    """Return the URL of the PostgreSQL database; empty for SQLite."""
    return os.environ.get(VARIABLE, "")


def file_in(data: Path | None) -> Path:
    """Return SQLite's file in a folder. Raises MissingParameter without one."""
    if data is None:
        context = click.get_current_context()
        [option] = [option for option in context.command.params if option.name == "data"]
        raise click.MissingParameter(message("no_data", variable=VARIABLE), context, param=option)
    return data / FILE


@contextmanager
def reading(data: Path | None) -> Iterator[Reader]:
    """Open the store to read it, and close it."""
    if not database() and not file_in(data).is_file():
        raise click.ClickException(message("no_answers", file=file_in(data)))
    with one_line():
        store = opened_to_read(data or Path(), database())
        try:
            yield store
        finally:
            store.close()


@contextmanager
def one_line() -> Iterator[None]:
    """Turn StoreError into an error of a command."""
    try:
        yield
    except StoreError as error:
        raise click.ClickException(str(error)) from error
