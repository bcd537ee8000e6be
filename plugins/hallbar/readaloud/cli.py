"""`hallbar say`, `hallbar lexicon …`, `hallbar sound …`: hear and mend what is read aloud."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hallbar import words
from hallbar.readaloud import voices
from hallbar.readaloud.audio import upkeep
from hallbar.readaloud.audio.clip import ClipText
from hallbar.readaloud.audio.mp3 import Encoder
from hallbar.readaloud.audio.publishing import PAUSES
from hallbar.readaloud.audio.samples import LOUDNESS, louder, loudness
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.text import verification
from hallbar.readaloud.text.sentences import split
from hallbar.readaloud.text.spoken import check_lexicons, spoken_form, use_lexicon
from hallbar.readaloud.text.suggestions import suggestions
from hallbar.schema import SchemaError
from hallbar.settings import SettingsError, load, plugin, source

_FAULTS = (
    voices.VoiceError, SchemaError, SettingsError, OSError, UnicodeDecodeError, TypeError,
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
        _with_lexicon(config)
        written = sys.stdin.read() if text is None else text
        said = [
            [spoken_form(part[start:end], lang).text for start, end in split(part)]
            for part in written.split("\n\n")
        ]
        if not any(said):
            raise click.UsageError("there is nothing to say: give a text, or write it on standard input")
        if shown or not out:
            click.echo("\n".join(sentence for part in said for sentence in part))
        if out:
            mp3, decibels = _sample(said, lang, config)
            out.write_bytes(mp3)
            click.echo(f"{out}: loudness {decibels:.1f} dB; voices are best at {LOUDNESS:g}, see `gain`")


def _sample(said: list[list[str]], lang: str, config: Path) -> tuple[bytes, float]:
    """One MP3 of paragraphs of sentences, in the site's voice, and how loud it is."""
    own = plugin(load(config), "hallbar/readaloud").get("voices") or {}
    with TemporaryDirectory(prefix="hallbar-") as folder:
        clips = Clips(Path(folder), voices.site_voices(own))
        made = clips.make(ClipText(sentence, lang) for part in said for sentence in part)
        parts = [
            (made[ClipText(sentence, lang)], PAUSES["block" if place == len(part) else "sentence"])
            for part in said
            for place, sentence in enumerate(part, 1)
        ]
        (mp3,) = Encoder(Path(folder), clips).make([parts])
        samples = b"".join(louder(clips.samples(clip), clip.gain) for clip in made.values())
    return mp3.content, loudness(samples, next(iter(made.values())).times.rate)


@click.group()
def lexicon() -> None:
    """Words that are said in another way than they are written (lexicon.toml)."""


@lexicon.command()
@click.argument("folder", default="docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--lang", type=_LANGUAGE, help="Only the pages in this language.")
@_CONFIG
def suggest(folder: Path, lang: str | None, config: Path) -> None:
    """List words in FOLDER that nobody has decided on: acronyms and foreign words, ready for lexicon.toml."""
    said = words.in_language(words.load(Path(__file__).with_name("words.toml")), "sv")
    with _one_line():
        _with_lexicon(config)
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
    """The recordings that builds keep, and the sound of a built site."""


@sound.command("status")
@_CONFIG
def stock(config: Path) -> None:
    """How much is kept, and where."""
    with _one_line():
        folder, limit = _kept(config)
        found = upkeep.status(folder)
    for kind, each in found.items():
        click.echo(f"{kind:10} {each.files:7} files {each.bytes / 1e6:9.1f} MB")
    whole = sum(each.bytes for each in found.values())
    click.echo(f"{whole / 1e9:.2f} of at most {limit:g} GB in {folder}")


@sound.command()
@click.option(
    "--limit", type=click.FloatRange(min=0), help="Gigabytes that may stay, instead of the setting."
)
@_CONFIG
def prune(limit: float | None, config: Path) -> None:
    """Drop what was used longest ago, until no more than the limit is left."""
    with _one_line():
        folder, usual = _kept(config)
        gone = upkeep.prune(folder, 1e9 * (usual if limit is None else limit), time.time())
    click.echo(f"{gone.files} files dropped, {gone.bytes / 1e6:.1f} MB")


@sound.command()
@click.argument("site", default="site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_CONFIG
def verify(site: Path, config: Path) -> None:
    """Hold every page in SITE against its recording, and read all that is kept. Ends with 1 for a fault."""
    with _one_line():
        _with_lexicon(config)
        said, (folder, _) = _words(config), _kept(config)
        checked, faults = verification.verify_site(site, said)
        broken = upkeep.broken(folder)
    for fault in [
        *faults,
        *(f"{file} is broken: the next build makes it again, if it is used" for file in broken),
    ]:
        click.echo(fault, err=True)
    click.echo(
        f"{checked} pages say what their recordings say, {len(faults)} do not; {len(broken)} files are broken"
    )
    if faults or broken or not checked:
        raise SystemExit(1)


def _with_lexicon(config: Path) -> None:
    """Speak with the site's own lexicon."""
    own = plugin(load(config), "hallbar/readaloud")
    use_lexicon(config.parent, own.get("lexicon"))
    check_lexicons()


def _kept(config: Path) -> tuple[Path, float]:
    """The folder of recordings, and how many gigabytes it may have."""
    own = plugin(load(config), "hallbar/readaloud")
    return config.parent / str(own.get("cache", ".cache/readaloud")), float(own.get("limit", 5))


def _words(config: Path) -> dict[str, dict[str, str]]:
    """What the site says, with its own words (`extra.words` in mkdocs.yml)."""
    folder = Path(__file__).parent
    given = ((load(config).get("extra") or {}).get("words") or {}).get(folder.name) or {}
    known = {folder.name: words.load(folder / "words.toml")}
    own = words.read_overrides({folder.name: given}, *source(str(config)), known)
    return {lang: words.replaced(words.of(folder, lang), own, lang, folder.name) for lang in ("sv", "en")}


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise click.ClickException(" ".join(str(error).split())) from error
