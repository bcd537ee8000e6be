"""`hallbar release`: show a site that has been built aside."""

from pathlib import Path

import click

from hallbar.publishing.release import CURRENT, ReleaseError, show


@click.command("release")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(site: Path) -> None:
    """Verify the built site in the folder SITE and let the link `current` beside it lead there."""
    try:
        show(site)
    except ReleaseError as error:
        raise click.ClickException(f"not released:\n{error}") from error
    click.echo(f"{site.parent / CURRENT} now shows {site.name}")


commands = [command]
