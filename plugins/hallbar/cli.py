"""`hallbar …`: one group of commands; each capability brings its own, `commands` in its cli.py."""

from importlib import import_module
from pathlib import Path

import click


@click.group()
def main() -> None:
    """Tools for editors and operators of a Hållbar site."""


def _gather() -> None:
    for module in sorted(Path(__file__).parent.glob("*/cli.py")):
        try:
            found = import_module(f"hallbar.{module.parent.name}.cli").commands
        except ModuleNotFoundError as error:
            if str(error.name).startswith("hallbar"):
                raise
            continue  # where only the service is installed, only its commands are there
        for command in found:
            main.add_command(command)


_gather()

if __name__ == "__main__":
    main()
