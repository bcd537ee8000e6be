"""`hallbar check …`: the checks without a build."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from bs4 import BeautifulSoup

from hallbar import words
from hallbar.checks import options
from hallbar.checks.article import Article
from hallbar.checks.browser import command as browser
from hallbar.checks.rendering import Settings, settings
from hallbar.checks.review import Finding, Review, review
from hallbar.checks.schema import front_matter
from hallbar.checks.source import front_matter_end, lines_of
from hallbar.schema import SchemaError
from hallbar.settings import SettingsError

MESSAGES = Path(__file__).with_name("words.toml")


@click.group("check")
def command() -> None:
    """Faults that shut readers out, before they are published."""


command.add_command(browser)


@command.command()
@click.argument("folder", default="docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--config", default="mkdocs.yml", type=click.Path(path_type=Path), show_default=True)
@click.option("--language", type=click.Choice(options.LANGUAGES), help="Of messages; else as in mkdocs.yml.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
def docs(folder: Path, config: Path, language: str | None, form: str) -> None:
    """Check every page in FOLDER. Ends with 1 when there is an error; advice is told and passes."""
    try:
        how, (usual, vocabulary) = settings(config), options.of_site(config)
    except (SettingsError, SchemaError) as error:
        raise click.ClickException(str(error)) from error
    said = words.in_language(words.load(MESSAGES), language or usual)
    reviews = list(_reviews(folder, how, said, vocabulary))
    found = [finding for one in reviews for finding in one.findings]
    {"text": _text, "json": _json, "github": _github}[form](found, reviews, said)
    if any(finding.grade == "error" for finding in found):
        raise SystemExit(1)


def _reviews(
    folder: Path, how: Settings, said: dict[str, str], vocabulary: options.Vocabulary
) -> Iterator[Review]:
    for path in sorted(folder.rglob("*.md")):
        lines = lines_of(_text_of(path), path.as_posix(), how.snippets)
        body = "\n".join(line.text for line in lines[front_matter_end(lines) :])
        soup = BeautifulSoup(how.article(body), "html.parser")
        lang = path.relative_to(folder).parts[0][:2]
        article = Article(soup, lang, front_matter(lines), vocabulary)
        yield review(lines, article, said)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path}: not UTF-8, save it as UTF-8 ({error})") from error


def _text(found: list[Finding], reviews: list[Review], said: dict[str, str]) -> None:
    for finding in found:
        click.echo(f"{said[finding.grade]}: {finding}")
    for place in [place for one in reviews for place in one.ignored]:
        off = said["ignored"].format(what=place.rule)
        click.echo(f"{place.line.file}:{place.line.number}: {off}: {place.reason}")
    errors = sum(finding.grade == "error" for finding in found)
    click.echo(said["sum"].format(pages=len(reviews), errors=errors, advice=len(found) - errors))


def _json(found: list[Finding], reviews: list[Review], _said: dict[str, str]) -> None:
    places = [place for one in reviews for place in one.ignored]
    off = [{"file": p.line.file, "line": p.line.number, "rule": p.rule, "reason": p.reason} for p in places]
    report = {"pages": len(reviews), "findings": [asdict(finding) for finding in found], "ignored": off}
    click.echo(json.dumps(report, ensure_ascii=False, indent=1))


def _github(found: list[Finding], _reviews: list[Review], _said: dict[str, str]) -> None:
    for finding in found:
        kind = "error" if finding.grade == "error" else "notice"
        wcag = f" (WCAG {finding.criterion})" if finding.criterion else ""
        message = f"{finding.message}{wcag}".replace("%", "%25").replace("\n", "%0A")
        click.echo(f"::{kind} file={finding.file},line={finding.line},title={finding.rule}::{message}")
