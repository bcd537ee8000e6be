"""`hallbar check browser`: engines and journeys on every page of a site."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).parent
NEEDED = {"playwright": "Playwright", "PIL": "Pillow"}
"""Modules of the extra `journeys`: they are there where checks are run, not where a site is only served."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
ENGINES = click.Path(exists=True, file_okay=False, path_type=Path)
LANGUAGE = click.Choice(["sv", "en"])


def _part(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, int]:
    """Read `2/4`, the second of four parts."""
    number, _, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f"{value} is not a part such as 1/4")
    return int(number), int(of)


def _require_extra() -> None:
    if missing := [name for module, name in NEEDED.items() if find_spec(module) is None]:
        raise click.ClickException(f'{" and ".join(missing)} missing: pip install "hallbar[journeys]"')


@click.command("browser")
@click.argument("site", metavar="DIR-or-URL", default="site")
@click.option(
    "--report", type=FOLDER, default=".cache/report", show_default=True, help="Where it is written."
)
@click.option("--language", type=LANGUAGE, default="sv", show_default=True, help="Of the report.")
@click.option("--known", type=FILE, default=HERE / "known.toml", help="What is not mended yet, dated.")
@click.option("--states", type=FILE, help="A Python file with STATES, of a site that is not ours.")
@click.option("--config", type=click.Path(path_type=Path), default="mkdocs.yml", show_default=True)
@click.option("--engines", type=ENGINES, help="The folder with axe-core and the others from npm.")
@click.option("--share", metavar="1/4", callback=_part, default="1/1", help="A part of the round.")
@click.option("--without", multiple=True, metavar="STATE", help="A state that the site does not have.")
def command(
    site: str,
    report: Path,
    language: str,
    known: Path,
    states: Path | None,
    config: Path,
    engines: Path | None,
    share: tuple[int, int],
    without: tuple[str, ...],
) -> None:
    """Look at every page in a browser, as engines and as people do. Ends with 1 when there is a fault."""
    _require_extra()
    from a11y_journeys import plan, report_folder, session

    wanted = session.Wanted(known, states, without, plan.Share(*share), config=config, engines=engines)
    with click.progressbar(length=1, file=sys.stderr, item_show_func=lambda item: item) as bar:
        try:
            report_folder.check(report)  # before minutes of work
            outcome = session.checked(site, wanted, _teller(bar))
            told = session.reported(outcome, report, language)
        except session.STOPS as error:
            raise click.ClickException(str(error)) from error
    click.echo("\n".join(told))
    if outcome.findings or outcome.gone:
        raise SystemExit(1)


def _teller(bar: Any) -> Callable[[int, int, str], None]:
    """Return what moves the bar: stops done, of how many, and what comes next."""

    def tell(done: int, of: int, what: str) -> None:
        bar.length = of
        bar.update(done - bar.pos, what)

    return tell
