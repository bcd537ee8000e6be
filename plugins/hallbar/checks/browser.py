"""`hallbar check browser`: engines and journeys on every page of a site."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from a11y_journeys.command import ENGINES, FILE, FOLDER, conduct, missing, options_of, part
from hallbar.settings import SettingsError

LANGUAGE = click.Choice(["sv", "en"])
COMMAND = "hallbar check browser"


@click.command("browser")
@click.argument("site", metavar="DIR-or-URL", default="site")
@click.option("--page", "pages", multiple=True, metavar="PATH", help="Check only this page; repeatable.")
@click.option(
    "--report", type=FOLDER, default=".cache/report", show_default=True, help="The folder for the report."
)
@click.option("--language", type=LANGUAGE, default="sv", show_default=True, help="Of the report.")
@click.option("--known", type=FILE, help="A TOML file with findings that are not fixed yet, dated.")
@click.option("--states", type=FILE, help="A Python file with STATES, of a site that is not ours.")
@click.option("--config", type=click.Path(path_type=Path), default="mkdocs.yml", show_default=True)
@click.option("--engines", type=ENGINES, help="The folder with axe-core and the others from npm.")
@click.option("--share", metavar="1/4", callback=part, default="1/1", help="A part of the run.")
@click.option("--without", multiple=True, metavar="STATE", help="A state that the site does not have.")
def command(site: str, report: Path, language: str, config: Path, **given: Any) -> None:
    """Check every page in a browser, as engines and as people do. Ends with 1 when there is an issue."""
    if lacking := missing():
        raise click.ClickException(f'{" and ".join(lacking)} missing: pip install "hallbar[journeys]"')
    from hallbar.checks.journeys import SiteOfOurs, words_in

    options = replace(
        options_of(**given),
        engine_places=[Path(), config.parent],
        all_engines=True,
        command=COMMAND,
        adapter=SiteOfOurs(config),
    )
    conduct(site, options, report, words_in(language), others=(SettingsError,))
