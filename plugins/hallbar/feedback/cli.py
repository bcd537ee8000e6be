"""`hallbar feedback …`: for operators, who run the service, and for editors, who read the answers."""

import sys

import click

from hallbar import commands
from hallbar.feedback.backups import backup, restore
from hallbar.feedback.listing import list_, reports
from hallbar.feedback.service.redaction import redact as redacted
from hallbar.feedback.serving import nginx, serve
from hallbar.messages import Messages

message = Messages(__file__)


@commands.group("feedback")
def command() -> None:
    """`hallbar feedback` itself."""


for _one in (serve, nginx, list_, reports, backup, restore):
    command.add_command(_one)


@command.command()
def redact() -> None:
    """Copy standard input to standard output without personal data."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(message("not_utf8", error=error)) from error
    click.echo(redacted(text).text, nl=False)
