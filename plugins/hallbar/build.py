"""`hallbar build`: builds the site strictly, with MkDocs in a process of its own."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from hallbar import commands
from hallbar.messages import Messages
from hallbar.settings import SettingsError, load

message = Messages(__file__)
CONFIG = commands.option(
    "--config",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
)
NO_NOTICES = {"NO_MKDOCS_2_WARNING": "1"}
"""Silences what MkDocs and Material print about their own future; nothing that concerns the site."""


def build(config: Path, site_dir: Path | None = None) -> bool:
    """Build the site whose settings are in `config`; return True if it succeeded. Messages are printed.

    It is built in `site_dir`, or as the settings say. A warning is an error. MkDocs' `--quiet` is not used,
    since it also silences the counter of warnings that `--strict` needs.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config.name]
    if site_dir:
        command += ["--site-dir", str(site_dir.absolute())]
    done = subprocess.run(command, cwd=config.absolute().parent, env=NO_NOTICES | os.environ, check=False)
    return done.returncode == 0


def buildable(config: Path) -> Path:
    """Return `config` if its site can be built. Raises ClickException, which says what is missing, if not."""
    if find_spec("mkdocs") is None:
        raise click.ClickException(
            message("package_missing", command="build", package="mkdocs", extras="site")
        )
    if not config.is_file():
        raise click.ClickException(message("no_settings", config=config))
    try:
        load(config)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    return config


@commands.command("build")
@CONFIG
@commands.option("--site-dir", type=click.Path(file_okay=False, path_type=Path))
def command(config: Path, site_dir: Path | None) -> None:
    """Build the site; a warning counts as an error."""
    if not build(buildable(config), site_dir):
        raise SystemExit(1)
