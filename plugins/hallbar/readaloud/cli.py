"""`hallbar say`, `hallbar lexicon …`, `hallbar sound …`: hear and mend what is read aloud."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hallbar import commands, words
from hallbar.messages import Messages, decimal, reason
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

message = Messages(__file__)
_FAULTS = (voices.VoiceError, SchemaError, SettingsError, UnicodeDecodeError, TypeError)
_LANGUAGE = click.Choice(["sv", "en"])
_CONFIG = commands.option(
    "--config", default="mkdocs.yml", type=click.Path(path_type=Path), show_default=True
)


@commands.command("say")
@commands.argument("text", required=False)
@commands.option("--lang", default="sv", show_default=True)
@commands.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@commands.option("--print", "shown", is_flag=True)
@_CONFIG
def say(text: str | None, lang: str, out: Path | None, shown: bool, config: Path) -> None:
    """Print how a text is read aloud, and save how it sounds."""
    with _one_line():
        _with_lexicon(config)
        written = sys.stdin.read() if text is None else text
        said = [
            [spoken_form(part[start:end], lang).text for start, end in split(part)]
            for part in written.split("\n\n")
        ]
        if not any(said):
            raise click.UsageError(message("nothing_to_say"))
        if shown or not out:
            click.echo("\n".join(sentence for part in said for sentence in part))
        if out:
            mp3, decibels = _sample(said, lang, config)
            out.write_bytes(mp3)
            click.echo(message("sample", file=out, loudness=decimal(decibels, 1), best=LOUDNESS))


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


@commands.group("lexicon")
def lexicon() -> None:
    """`hallbar lexicon` itself."""


@lexicon.command("suggest")
@commands.argument("folder", default="docs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@commands.option("--lang", type=_LANGUAGE)
@_CONFIG
def suggest(folder: Path, lang: str | None, config: Path) -> None:
    """List words of pages that are not in the lexicon, ready for lexicon.toml."""
    with _one_line():
        _with_lexicon(config)
        found = suggestions(_pages(folder, lang))
    for one in found:
        click.echo(f"# {message('suggested', place=one.place, count=one.count)}")
        click.echo(f'["{one.word}"]')
        click.echo("".join(f'{lang} = "{now}"\n' for lang, now in sorted(one.said.items(), reverse=True)))
    click.echo(f"# {message('suggestions', count=len(found))}")


def _pages(folder: Path, lang: str | None) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.rglob("*.md")):
        found = next((part for part in path.parts if part in ("sv", "en")), "sv")
        if lang in (None, found):
            yield path.as_posix(), found, path.read_text("utf-8-sig")


@commands.group("sound")
def sound() -> None:
    """`hallbar sound` itself."""


@sound.command("status")
@_CONFIG
def stock(config: Path) -> None:
    """Print how much sound is kept, and where."""
    with _one_line():
        folder, limit = _kept(config)
        found = upkeep.status(folder)
    for kind, each in found.items():
        click.echo(message("kept", kind=kind, files=each.files, megabytes=decimal(each.bytes / 1e6, 1)))
    whole = sum(each.bytes for each in found.values())
    click.echo(message("kept_in_all", gigabytes=decimal(whole / 1e9, 2), limit=limit, folder=folder))


@sound.command("prune")
@commands.option("--limit", type=click.FloatRange(min=0))
@_CONFIG
def prune(limit: float | None, config: Path) -> None:
    """Drop the sound that was used longest ago, until no more than the limit is left."""
    with _one_line():
        folder, usual = _kept(config)
        gone = upkeep.prune(folder, 1e9 * (usual if limit is None else limit), time.time())
    click.echo(message("dropped", files=gone.files, megabytes=decimal(gone.bytes / 1e6, 1)))


@sound.command("verify")
@commands.argument("site", default="site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_CONFIG
def verify(site: Path, config: Path) -> None:
    """Compare every page of a built site with its sound, and check all that is kept."""
    with _one_line():
        _with_lexicon(config)
        said, (folder, _) = _words(config), _kept(config)
        checked, faults = verification.verify_site(site, said)
        broken = upkeep.broken(folder)
    for fault in [*faults, *(message("file_broken", file=file) for file in broken)]:
        click.echo(fault, err=True)
    click.echo(message("verified", right=checked, wrong=len(faults), broken=len(broken)))
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
    """Return the words of the site, with its own (`extra.words` in mkdocs.yml)."""
    folder = Path(__file__).parent
    given = ((load(config).get("extra") or {}).get("words") or {}).get(folder.name) or {}
    known = {folder.name: words.load(folder / "words.toml")}
    own = words.read_overrides({folder.name: given}, *source(str(config)), known)
    return {lang: words.replaced(words.of(folder, lang), own, lang, folder.name) for lang in ("sv", "en")}


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        file = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(file + reason(error)) from error
    except _FAULTS as error:
        raise click.ClickException(" ".join(str(error).split())) from error
