"""`hallbar say`, `hallbar lexicon …`, `hallbar sound …`: hear and mend what is read aloud."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hallbar import words
from hallbar.readaloud import voices
from hallbar.readaloud.publication import PAUSES
from hallbar.readaloud.recording import Recordings
from hallbar.readaloud.sentences import split
from hallbar.readaloud.sound import Sounds
from hallbar.readaloud.spoken import LexiconError, check, spoken
from hallbar.readaloud.suggestions import suggestions
from hallbar.readaloud.truth import UntrueError, verify
from hallbar.settings import SettingsError, load, plugin

_FAULTS = (
    voices.VoiceError, LexiconError, SettingsError, words.WordsError, OSError, UnicodeDecodeError, TypeError,
)  # fmt: skip
_LANGUAGE = click.Choice(["sv", "en"])
_CONFIG = click.option("--config", default="mkdocs.yml", type=click.Path(path_type=Path), show_default=True)


@click.command()
@click.argument("text", required=False)
@click.option(
    "--lang", default="sv", show_default=True, help="Language of the text: sv, en or another voice's."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a sample of the sound (MP3)."
)
@click.option(
    "--print", "shown", is_flag=True, help="Print what is said, one sentence a line (also without --out)."
)
@_CONFIG
def say(text: str | None, lang: str, out: Path | None, shown: bool, config: Path) -> None:
    """How TEXT is said, or what comes on standard input; with --out, how it sounds."""
    with _one_line():
        check()
        written = sys.stdin.read() if text is None else text
        said = [
            [spoken(part[start:end], lang).text for start, end in split(part)]
            for part in written.split("\n\n")
        ]
        if not any(said):
            raise click.UsageError("there is nothing to say: give a text, or write it on standard input")
        if shown or not out:
            click.echo("\n".join(sentence for part in said for sentence in part))
        if out:
            out.write_bytes(_sample(said, lang, config))


def _sample(said: list[list[str]], lang: str, config: Path) -> bytes:
    """One MP3 of paragraphs of sentences, in the site's voice."""
    own = plugin(load(config), "hallbar/readaloud").get("voices") or {}
    chosen = {name: voices.Voice(**{"rate": 150, "gap": 2} | voice) for name, voice in own.items()}
    with TemporaryDirectory(prefix="hallbar-") as folder:
        recordings = Recordings(Path(folder), voices.VOICES | chosen)
        made = recordings.make((sentence, lang) for part in said for sentence in part)
        parts = [
            (made[sentence, lang], PAUSES["block" if place == len(part) else "sentence"])
            for part in said
            for place, sentence in enumerate(part, 1)
        ]
        (sound,) = Sounds(Path(folder), recordings).make([parts])
    return sound.mp3


@click.group()
def lexicon() -> None:
    """Words that are said in another way than they are written (lexicon.toml)."""


@lexicon.command()
@click.argument("folder", default="docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--lang", type=_LANGUAGE, help="Only the pages in this language.")
def suggest(folder: Path, lang: str | None) -> None:
    """List words in FOLDER that nobody has decided on: acronyms and foreign words, ready for lexicon.toml."""
    said = words.in_language(words.load(Path(__file__).with_name("words.toml")), "sv")
    with _one_line():
        check()
        found = suggestions(_pages(folder, lang))
    for one in found:
        click.echo(f"# {said['suggested'].format(place=one.place, count=one.count)}")
        click.echo(f'["{one.word}"]')
        click.echo("".join(f'{lang} = "{now}"\n' for lang, now in sorted(one.said.items(), reverse=True)))
    click.echo(f"# {said['suggestions'].format(count=len(found))}")


def _pages(folder: Path, lang: str | None) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.rglob("*.md")):
        found = next((part for part in path.parts if part in ("sv", "en")), "sv")
        if lang in (None, found):
            yield path.as_posix(), found, path.read_text("utf-8-sig")


@click.group()
def sound() -> None:
    """The sound of a built site."""


@sound.command("verify")
@click.argument("site", default="site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_CONFIG
def verify_site(site: Path, config: Path) -> None:
    """Read every page in SITE anew and hold it against its recording. Ends with 1 when one differs."""
    checked, faults = 0, []
    with _one_line():
        said = _words(config)
    for page in sorted(site.rglob("*.html")):
        try:
            checked += verify(site, page, said)
        except UntrueError as error:
            faults.append(f"{page.relative_to(site)}: {error}")
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{checked} pages say what their recordings say, {len(faults)} do not")
    if faults or not checked:
        raise SystemExit(1)


def _words(config: Path) -> dict[str, dict[str, str]]:
    """What the site says, with its own words (`extra.words` in mkdocs.yml)."""
    own = (load(config).get("extra") or {}).get("words")
    folder = Path(__file__).parent
    return {lang: words.replaced(words.of(folder, lang), own, lang, folder.name) for lang in ("sv", "en")}


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise click.ClickException(" ".join(str(error).split())) from error


commands = [say, lexicon, sound]
