"""`hallbar new`: begin a site."""

from pathlib import Path

import click

from hallbar import __version__
from hallbar.new.begin import BeginError, begin


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a working site in FOLDER, in Swedish and English. Overwrites nothing."""
    try:
        made = begin(folder, __version__)
    except BeginError as error:
        raise click.ClickException(str(error)) from error
    for path in made:
        click.echo(path)
    click.echo(f"\nNow: cd {folder} && hallbar serve\nThen change mkdocs.yml and docs/; README.md tells how.")
