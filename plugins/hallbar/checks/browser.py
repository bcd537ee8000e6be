"""`hallbar check browser`: engines and journeys on every page of a site."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from a11y_journeys.command import ENGINES, FILE, FOLDER, conduct, missing, options_of, part
from hallbar import commands, messages
from hallbar.messages import Messages
from hallbar.settings import SettingsError

message = Messages(__file__)
COMMAND = "hallbar check browser"


@commands.command("browser")
@commands.argument("site", metavar="DIR-or-URL", default="site")
@commands.option("--page", "pages", multiple=True, metavar="PATH")
@commands.option("--report", type=FOLDER, default=".cache/report", show_default=True)
@commands.option("--language", type=click.Choice(messages.LANGUAGES))
@commands.option("--known", type=FILE)
@commands.option("--states", type=FILE)
@commands.option("--config", type=click.Path(path_type=Path), default="mkdocs.yml", show_default=True)
@commands.option("--engines", type=ENGINES)
@commands.option("--share", metavar="1/4", callback=part, default="1/1")
@commands.option("--without", multiple=True, metavar="STATE")
def command(site: str, report: Path, language: str | None, config: Path, **given: Any) -> None:
    """Check every page in a browser, as engines and as people do."""
    if language:
        messages.use(language)
    if lacking := missing():
        packages = message("and").join(lacking)
        raise click.ClickException(message("packages_missing", packages=packages))
    from hallbar.checks.journeys import SiteOfOurs, words_in

    options = replace(
        options_of(**given),
        engine_places=[Path(), config.parent],
        all_engines=True,
        command=COMMAND,
        adapter=SiteOfOurs(config),
    )
    conduct(site, options, report, words_in(messages.language()), others=(SettingsError,))
