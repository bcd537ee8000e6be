"""`hallbar build`: the site, built strictly, by MkDocs in a process of its own."""

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
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
"""Silences notices of MkDocs and Material about their own future; nothing that concerns the site."""


def build(config: Path, site_dir: Path | None = None) -> bool:
    """Build the site whose settings are in `config`; return whether it is whole. Messages are printed.

    `site_dir` is where it is built, else what the settings say. Any warning fails. Never quiet: that silences
    the counter of warnings that `--strict` goes by.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config.name]
    if site_dir:
        command += ["--site-dir", str(site_dir.absolute())]
    done = subprocess.run(command, cwd=config.absolute().parent, env=QUIET | os.environ, check=False)
    return done.returncode == 0


def found(config: Path) -> Path:
    """Return the settings of a site. Raises ClickException, with what is missing, if it cannot be built."""
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
    if not build(found(config), site_dir):
        raise SystemExit(1)
