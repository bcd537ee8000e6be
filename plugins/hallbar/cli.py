"""`hallbar …`: one group of commands; each capability brings its own, `command` in its cli.py."""

from importlib import import_module
from pathlib import Path

import click


@click.group()
def main() -> None:
    """Tools for editors and operators of a Hållbar site."""


def _gather() -> None:
    for module in sorted(Path(__file__).parent.glob("*/cli.py")):
        main.add_command(import_module(f"hallbar.{module.parent.name}.cli").command)


_gather()

if __name__ == "__main__":
    main()
