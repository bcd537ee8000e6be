"""`hallbar new`: begin a site."""

from pathlib import Path

import click

from hallbar import __version__, commands
from hallbar.messages import Messages
from hallbar.new.begin import BeginError, begin

message = Messages(__file__)


@commands.command("new")
@commands.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a site in `folder`, in Swedish and English."""
    try:
        made = begin(folder, __version__)
    except BeginError as error:
        raise click.ClickException(str(error)) from error
    for path in made:
        click.echo(path)
    click.echo(message("next_steps", folder=folder))
