"""Commands whose help is worded in messages.toml, made with decorators like click's.

The text `help_docs` is the help of the command `docs`, and `help_docs_format` that of its option `--format`;
`help_format` would be that of all commands with such an option. Docstrings are for readers of the code.
"""

import gettext
import inspect
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from hallbar import messages, settings
from hallbar.messages import Messages

message = Messages(__file__)


class Command(click.Command):
    """A command that speaks the language of its site."""

    def worded(self, option: str = "") -> str:
        """Return the help of the command, or of one of its options."""
        assert self.callback
        own = Messages(inspect.getfile(self.callback))
        key = "_".join(filter(None, ("help", self.name, option.replace("-", "_"))))
        return own(key if key in own.table else f"help_{option}")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self.worded()
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        self.help = self.worded()
        return super().get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option `--help`, which click words only once."""
        option = super().get_help_option(ctx)
        if option:
            option.help = message("help_help")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_in_language(piece) for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            messages.check()
        except messages.LanguageError as error:
            raise click.ClickException(str(error)) from error
        return super().parse_args(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the command as a program, in the language of the site whose settings it is given."""
        config = _config(sys.argv[1:] if args is None else args)
        with messages.speaking(settings.message_language(config)):
            return super().main(args, *rest, **options)


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


class Option(click.Option):
    """An option that its command words."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if isinstance(ctx.command, Command):
            self.help = ctx.command.worded(self.opts[-1].lstrip("-"))
        return super().get_help_record(ctx)

    def make_metavar(self, *context: Any, **named: Any) -> str:  # click before 8.2 gives no context
        return _in_language(super().make_metavar(*context, **named))


class Argument(click.Argument):
    """An argument whose name is in the language of messages."""

    def make_metavar(self, *context: Any, **named: Any) -> str:
        return _in_language(super().make_metavar(*context, **named))


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """Make the function a command."""
    return click.command(name, cls=Command)


def group(name: str, cls: type[Group] = Group) -> Callable[[Callable[..., Any]], Group]:
    """Make the function a group of commands."""
    return click.group(name, cls=cls)


option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)


def _config(arguments: Sequence[str]) -> Path:
    """Return the settings that a command is given. Click has not read them when it shows help."""
    for given, value in zip(arguments, [*arguments[1:], ""], strict=True):
        name, equals, joined = given.partition("=")
        if name == "--config":
            return Path(joined if equals else value)
    return Path("mkdocs.yml")


def _in_language(text: str) -> str:
    """Return a text of click's in the language of messages; unchanged if messages.toml does not have it."""
    texts = {one["en"]: one for key, one in message.table.items() if key.startswith("click_")}
    return texts[text][messages.language()] if text in texts else text


def _counted(one: str, several: str, number: int) -> str:
    return _in_language(gettext.ngettext(one, several, number))


def _translate_click() -> None:
    """Give click our texts: it has no Swedish, and its modules import `_` and `ngettext` by name."""
    own = {"_": _in_language, "ngettext": _counted}
    for module in [vars(module) for name, module in sys.modules.items() if name.startswith("click.")]:
        module.update({name: own[name] for name in own.keys() & module.keys()})


_translate_click()
