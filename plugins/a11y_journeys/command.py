"""The command `a11y-journeys`: check a site in a browser and write a report."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from a11y_journeys.options import Options
    from a11y_journeys.words import Words

NEEDED = {
    "playwright": "Playwright",
    "PIL": "Pillow",
    "bs4": "beautifulsoup4",
    "jinja2": "Jinja2",
    "py3langid": "py3langid",
    "starlette": "Starlette",
    "uvicorn": "uvicorn",
}
"""Module → package: they are installed where checks are run, not where a site only lists states."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
ENGINES = click.Path(exists=True, file_okay=False, path_type=Path)


def part(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, int]:
    """Read `2/4`, the second of four parts. Raises click.BadParameter."""
    number, _, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f"{value} is not a part such as 1/4")
    return int(number), int(of)


def missing() -> list[str]:
    """Return the names of the packages that are not installed."""
    return [name for module, name in NEEDED.items() if find_spec(module) is None]


def conduct(
    site: str,
    options: "Options",
    report_folder: Path,
    words: "Words",
    others: tuple[type[Exception], ...] = (),
) -> None:
    """Check a site, write the report, and print its lines. Ends with 1 when there is an issue.

    `others` are further exceptions that end the command with one line.
    """
    from a11y_journeys import report, session
    from a11y_journeys import report_folder as folders
    from a11y_journeys.progress import reporting

    try:
        folders.check(report_folder)  # before minutes of work
        with reporting(sys.stderr, words) as progress:
            outcome = session.check(site, options, progress)
        report.write(report_folder, outcome, words)
    except session.ERRORS + others as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join([*report.lines(outcome, words), report.summary(outcome, words)]))
    if outcome.findings or outcome.gone:
        raise SystemExit(1)


@click.command("a11y-journeys")
@click.argument("site", metavar="SITE|URL")
@click.option("--page", "pages", multiple=True, metavar="PATH", help="Check only this page; repeatable.")
@click.option("--engines", type=ENGINES, help="The folder with axe-core and the others from npm.")
@click.option(
    "--report", type=FOLDER, default="a11y-report", show_default=True, help="The folder for the report."
)
@click.option("--states", type=FILE, help="A Python file with the STATES of the site.")
@click.option("--known", type=FILE, help="A TOML file with findings that are not fixed yet, dated.")
@click.option("--share", metavar="1/4", callback=part, default="1/1", help="A part of the run.")
@click.option("--without", multiple=True, metavar="STATE", help="A state that the site does not have.")
def main(site: str, report: Path, **given: Any) -> None:
    """Check every page of a site in a browser, as engines and as people do.

    SITE is a folder of HTML files. Ends with 1 when there is an issue to fix.
    """
    if lacking := missing():
        packages = " ".join(name.lower() for name in lacking)
        raise click.ClickException(f"{' and '.join(lacking)} missing: pip install {packages}")
    from a11y_journeys.words import ENGLISH

    conduct(site, options_of(**given), report, ENGLISH)


def options_of(
    pages: tuple[str, ...],
    engines: Path | None,
    states: Path | None,
    known: Path | None,
    share: tuple[int, int],
    without: tuple[str, ...],
) -> "Options":
    """Return the options of a run from those of a command. Raises click.ClickException."""
    from a11y_journeys import known as dated
    from a11y_journeys import state_file
    from a11y_journeys.errors import SiteError
    from a11y_journeys.options import Options
    from a11y_journeys.plan import Share

    try:
        listed = dated.read(known) if known else []
        own = state_file.read(states) if states else []
    except SiteError as error:
        raise click.ClickException(str(error)) from error
    return Options(pages, own, without, listed, Share(*share), engines=engines)
