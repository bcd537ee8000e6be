"""`hallbar feedback backup` and `hallbar feedback restore`: for operators, also while the service runs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from hallbar import commands
from hallbar.feedback import stores
from hallbar.feedback.service.store import backup as sqlite
from hallbar.messages import Messages

message = Messages(__file__)
_FILE = click.Path(path_type=Path)
_OVERWRITE = commands.option("--overwrite", is_flag=True)


@commands.command("backup")
@stores.DATA
@commands.option("--to", type=_FILE)
@_OVERWRITE
def backup(data: Path | None, to: Path | None, overwrite: bool) -> None:
    """Write all answers and reports into one file, and check it."""
    engine, store = _store(data)
    target = _file(to or data or Path(), "sqlite3" if engine is sqlite else "dump")
    _refuse_itself(target, store)
    if target.exists() and not overwrite:
        raise click.ClickException(message("backup_exists", file=target))
    with stores.one_line():
        counts = engine.back_up(store, target)
    click.echo(message("backed_up", file=target, **{"answers": 0, "reports": 0} | counts))


@commands.command("restore")
@stores.DATA
@commands.option("--from", "source", type=_FILE, required=True)
@_OVERWRITE
def restore(data: Path | None, source: Path, overwrite: bool) -> None:
    """Replace all answers and reports by those of a backup."""
    engine, store = _store(data)
    _refuse_itself(source, store)
    with stores.one_line():
        counts = engine.restore(source, store, overwrite)
    click.echo(message("restored", file=source, **{"answers": 0, "reports": 0} | counts))


def _store(data: Path | None) -> tuple[Any, Path | str]:
    """Return the module that saves the store, and the file or the URL of the store."""
    if not stores.database():
        return sqlite, stores.file_in(data)
    try:
        from hallbar.feedback.service.store import dump
    except ModuleNotFoundError as error:
        raise click.ClickException(message("postgres_missing", module=error.name)) from error
    return dump, stores.database()


def _file(place: Path, end: str) -> Path:
    """Return the file to write: in a folder, one with the time in its name."""
    return place / f"backup-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.{end}" if place.is_dir() else place


def _refuse_itself(file: Path, store: Path | str) -> None:
    if isinstance(store, Path) and file.resolve() == store.resolve():
        raise click.ClickException(message("backup_itself", file=file))
