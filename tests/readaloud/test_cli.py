"""`hallbar say`, `hallbar lexicon suggest` and `hallbar sound verify`, as an editor runs them."""

import os
import re
import shutil
import tomllib
from contextlib import chdir
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from hallbar.cli import main
from hallbar.readaloud.audio.clip import ClipText
from hallbar.readaloud.audio.cues import Cue, webvtt
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.cli import _kept
from hallbar.readaloud.config import ReadaloudConfig
from hallbar.readaloud.text.lexicon import load
from hallbar.readaloud.text.speakable import fingerprint, speakable
from hallbar.readaloud.text.suggestions import suggestions
from hallbar.readaloud.voices import Voice
from listening import seconds
from processes import python
from support import ROOT, SITE


def hallbar(*words: str, stdin: str = "", cwd: Path = SITE) -> Result:
    with chdir(cwd):
        return CliRunner(catch_exceptions=False).invoke(main, words, input=stdin)


@pytest.mark.usefixtures("processes")
def test_a_command_in_a_process_of_its_own(tmp_path: Path) -> None:
    words = ["say", "--lang", "sv", "--print", "Vi köper bl.a. textil. Priset är 3,5 kr."]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
    done = python("-m", "hallbar.cli", *words, cwd=tmp_path, env=environment)
    printed = "Vi köper bland annat textil.\nPriset är 3 komma 5 kronor.\n"

    assert (done.stdout, done.stderr, done.returncode) == (printed, "", 0)


@pytest.mark.parametrize(
    ("language", "words", "printed"),
    [
        (
            "sv",
            ["lexicon", "suggest", "."],
            "# 0 förslag; det som är rätt sagt kan stå kvar så, då föreslås det inte igen\n",
        ),
        (
            "en",
            ["lexicon", "suggest", "."],
            "# 0 suggestions; what is said right may stay so, then it is not suggested again\n",
        ),
        ("sv", ["sound", "prune"], "0 filer borttagna, 0,0 MB\n"),
        ("en", ["sound", "prune"], "0 files dropped, 0.0 MB\n"),
    ],
)
def test_a_command_where_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str], printed: str
) -> None:
    monkeypatch.setenv("HALLBAR_LANGUAGE", language)
    done = hallbar(*words, cwd=tmp_path)

    assert (done.stdout, done.stderr, done.exit_code) == (printed, "", 0)


def test_say_reads_standard_input() -> None:
    assert (
        hallbar("say", "--lang", "en", stdin="See p. 4.\n\nOpen 9 am\n").stdout == "See page 4.\nOpen 9 A M\n"
    )


@pytest.mark.usefixtures("processes")
def test_say_writes_a_sample_in_the_voice_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "plugins:\n- hallbar/readaloud:\n    voices: {fi: {name: fi, rate: 200}}\n", "utf-8"
    )
    done = hallbar("say", "--lang", "fi", "--out", "prov.mp3", "Hyvää päivää. Tervetuloa.", cwd=tmp_path)

    assert (done.stderr, done.exit_code) == ("", 0)
    assert re.fullmatch(
        r"prov\.mp3: loudness -\d\d\.\d dB; voices are best at -20, see `gain`\n", done.stdout
    )
    assert 1 < seconds(tmp_path / "prov.mp3") < 5


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["say"], "there is nothing to say: give a text, or write it on standard input"),
        (["say", " \n "], "there is nothing to say"),
        (["say", "Hei.", "--lang", "fi", "--out", "{}/x.mp3"], "no voice speaks 'fi'"),
        (["say", "Hej.", "--out", "{}/none/x.mp3"], "No such file or directory"),
        (["say", "Hej.", "--out", "{}/x.mp3", "--config", "{}/bad.yml"], "bad.yml"),
        (["lexicon", "suggest", "{}/none"], "does not exist"),
    ],
)
def test_a_fault_is_one_line(tmp_path: Path, words: list[str], message: str) -> None:
    (tmp_path / "bad.yml").write_text("a: [", "utf-8")

    done = hallbar(*(word.replace("{}", str(tmp_path)) for word in words))

    assert done.exit_code != 0
    assert message in done.stderr.splitlines()[-1]
    assert not list(tmp_path.glob("**/*.mp3"))


PAGE = """---
title: CSRD
---
# Rapporter

Enligt CSRD och FN ska vi ha en workshop. CSRD, `CSRB` och [text](CSRC.md) <span lang="en">due CSRE</span>.

```
CSRF
```
Ett <b>CSRD</b>-krav, www.CSRG.se, IKEA och Upphandlingsmyndigheten.
"""


def test_suggestions_are_words_that_nobody_decided_on() -> None:
    english = "The CSRD and Upphandlingsmyndigheten."
    found = suggestions([("docs/sv/a.md", "sv", PAGE), ("docs/en/a.md", "en", english)])

    assert [(one.word, one.said, one.place, one.count) for one in found] == [
        ("CSRD", {"sv": "C S R D", "en": "C S R D"}, "docs/sv/a.md:6", 4),
        ("Upphandlingsmyndigheten", {"en": "Upphandlingsmyndigheten"}, "docs/en/a.md:1", 1),
        ("workshop", {"sv": "workshop"}, "docs/sv/a.md:6", 1),
    ]


def test_what_is_suggested_can_be_pasted_into_the_lexicon(tmp_path: Path) -> None:
    for lang in ("sv", "en"):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "a.md").write_text(PAGE, "utf-8")

    done = hallbar("lexicon", "suggest", str(tmp_path / "docs"))

    assert done.exit_code == 0
    assert "docs/en/a.md:6, 6 times, now said so:" in done.stdout
    assert tomllib.loads(done.stdout)["CSRD"] == {"sv": "C S R D", "en": "C S R D"}
    pasted = tmp_path / "lexicon.toml"
    pasted.write_text(done.stdout, "utf-8")
    assert load(pasted)


def test_pages_in_plain_words_have_few_words_to_decide_on() -> None:
    done = hallbar("lexicon", "suggest", "docs", "--lang", "sv")

    assert done.exit_code == 0
    assert len(tomllib.loads(done.stdout)) < 15


def test_verify_ends_with_1_when_a_page_was_changed(site: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(site, tmp_path / "site")
    right = hallbar("sound", "verify", str(copied), "--config", str(tmp_path / "mkdocs.yml"))
    page = copied / "kontakt/index.html"
    page.write_text(page.read_text("utf-8").replace("arbetsdagar", "arbetsveckor", 1), "utf-8")
    wrong = hallbar("sound", "verify", str(copied), "--config", str(tmp_path / "mkdocs.yml"))

    assert (right.exit_code, wrong.exit_code) == (0, 1)
    assert right.stdout.endswith("0 do not; 0 files are broken\n")
    assert wrong.stderr.startswith("kontakt/index.html: the page says “")
    assert "arbetsveckor" in wrong.stderr
    assert len(wrong.stderr.splitlines()) == 1


def test_verify_finds_sound_that_is_not_what_was_made(site: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(site, tmp_path / "site")
    mp3 = next(copied.glob("hallbar/readaloud/sound/*.mp3"))
    mp3.write_bytes(mp3.read_bytes()[:-1])
    done = hallbar("sound", "verify", str(copied), "--config", str(tmp_path / "mkdocs.yml"))

    assert done.exit_code == 1
    assert done.stderr == f"{mp3.relative_to(copied)} is not the file that it was made as: build again\n"


@pytest.fixture
def kept(tmp_path: Path, processes: None) -> Path:
    """A site's folder with three recordings."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n- hallbar/readaloud: {cache: kept, limit: 1}\n", "utf-8")
    voices = {"sv": Voice("anybody", engine="tone")}
    Clips(tmp_path / "kept", voices).make(ClipText(f"Mening {number}.", "sv") for number in range(3))
    return tmp_path


def test_status_tells_what_is_kept(kept: Path) -> None:
    lines = hallbar("sound", "status", cwd=kept).stdout.splitlines()

    assert [line.split()[:3] for line in lines[:3]] == [
        ["sentences", "3", "files"], ["sounds", "0", "files"], ["editions", "0", "files"],
    ]  # fmt: skip
    assert lines[3] == "0.00 of at most 1 GB in kept"


def test_prune_drops_what_is_above_the_limit(kept: Path) -> None:
    assert hallbar("sound", "prune", cwd=kept).stdout == "0 files dropped, 0.0 MB\n"
    assert hallbar("sound", "prune", "--limit", "0", cwd=kept).stdout.startswith("3 files dropped, ")
    assert list((kept / "kept").glob("*/*/*")) == []


def test_verify_names_the_broken_files(kept: Path, site: Path) -> None:
    file = next((kept / "kept").glob("*/*/*"))
    file.write_bytes(file.read_bytes()[:-1])
    done = hallbar("sound", "verify", str(site), cwd=kept)

    assert done.exit_code == 1
    assert (
        done.stderr == f"{file.relative_to(kept)} is broken: the next build makes it again, if it is used\n"
    )
    assert done.stdout.endswith("0 do not; 1 files are broken\n")


def test_the_commands_know_the_same_settings_as_the_build(tmp_path: Path) -> None:
    defaults = ReadaloudConfig()
    defaults.load_dict({})
    assert defaults.validate() == ([], [])

    assert _kept(tmp_path / "mkdocs.yml") == (tmp_path / defaults.cache, defaults.limit)


def test_verify_knows_the_sites_own_words(tmp_path: Path) -> None:
    article = '<ol><li data-speech="0">Ett</li><li data-speech="1">Två</li></ol>'
    own = {"sv": {"item": "Steg {number} av {count}"}}
    speech = speakable(BeautifulSoup(article, "html.parser"), "sv", own)
    cues = webvtt(
        Cue(at, at + 1, s.block, s.start, s.end, fingerprint(s)) for at, s in enumerate(speech.sentences)
    )
    (tmp_path / "site").mkdir()
    (tmp_path / "site/x.vtt").write_text(cues, "utf-8")
    page = f'<html lang="sv"><track kind="metadata" src="x.vtt"><div data-text>{article}</div></html>'
    (tmp_path / "site/index.html").write_text(page, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "extra: {words: {readaloud: {item: {sv: 'Steg {number} av {count}'}}}}\n", "utf-8"
    )

    assert hallbar("sound", "verify", "site", cwd=tmp_path).exit_code == 0
    (tmp_path / "mkdocs.yml").write_text("extra: {}\n", "utf-8")
    assert "Punkt 1 av 2" in hallbar("sound", "verify", "site", cwd=tmp_path).stderr


def test_verify_of_a_folder_without_sound_is_no_success(tmp_path: Path) -> None:
    assert hallbar("sound", "verify", str(tmp_path)).exit_code == 1
