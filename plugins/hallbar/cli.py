"""`hallbar …`: the commands of all capabilities, each imported when it is used."""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from hallbar import __version__, commands
from hallbar.messages import Messages

message = Messages(__file__)

GROUP = "hallbar.commands"
"""Entry points: name of a command -> its object, with the extras that it needs."""


class Commands(commands.Group):
    """The commands of the entry points. One whose packages are missing says how to install them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(entry_points(group=GROUP).names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for entry in entry_points(group=GROUP, name=cmd_name):
            return command_of(entry)
        return None


def command_of(entry: EntryPoint) -> click.Command:
    """Import a command; return one that says what to install if a package is missing."""
    try:
        found: click.Command = entry.load()
    except ModuleNotFoundError as error:
        if str(error.name).startswith("hallbar"):
            raise
        return _missing(entry, str(error.name))
    return found


def _missing(entry: EntryPoint, package: str) -> click.Command:
    extras = ",".join(entry.extras)

    def refuse(**_: Any) -> None:
        raise click.ClickException(
            message("package_missing", command=entry.name, package=package, extras=extras)
        )

    rest = click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED)
    options = {"ignore_unknown_options": True, "help_option_names": []}
    text = message("not_installed", extras=extras)
    return click.Command(entry.name, options, refuse, params=[rest], help=text)


@commands.group("hallbar", cls=Commands)
@click.version_option(__version__, prog_name="hallbar", cls=commands.Option)
def main() -> None:
    """`hallbar` itself."""


if __name__ == "__main__":
    main()
