"""Messages to editors and operators: their language, and that none is worded in code."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hallbar import messages, words
from hallbar.checks.options import Options
from hallbar.cli import main
from hallbar.commands import Command
from hallbar.messages import LANGUAGES, Messages
from hallbar.settings import message_language
from support import PLUGINS

FILES = sorted(PLUGINS.rglob("messages.toml"))
CHECKS = "plugins: [hallbar/checks: {language: LANG}]"


def hallbar(*arguments: str, **environment: str | None) -> Result:
    return CliRunner(env=environment).invoke(main, arguments)


@pytest.fixture
def no_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to be in, and an environment that names no language."""
    for name in (messages.VARIABLE, *messages.LOCALE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "settings", "language"),
    [
        ({}, None, "en"),
        ({"LANG": "sv_SE.UTF-8"}, None, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, None, "en"),
        ({"LANG": "C.UTF-8", "LC_ALL": "sv"}, None, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": ""}, None, "sv"),
        ({}, "", "sv"),
        ({}, "plugins: [search]", "sv"),
        ({}, "plugins: [hallbar/checks]", "sv"),
        ({"LANG": "sv_SE.UTF-8"}, CHECKS.replace("LANG", "en"), "en"),
        ({}, CHECKS.replace("LANG", "sv"), "sv"),
        ({"HALLBAR_LANGUAGE": "en"}, CHECKS.replace("LANG", "sv"), "en"),
        ({"HALLBAR_LANGUAGE": "sv"}, CHECKS.replace("LANG", "en"), "sv"),
        ({"HALLBAR_LANGUAGE": "fi"}, CHECKS.replace("LANG", "sv"), "sv"),
        ({"HALLBAR_LANGUAGE": ""}, CHECKS.replace("LANG", "sv"), "sv"),
        ({}, CHECKS.replace("LANG", "fi"), "en"),
        ({"LANG": "sv_SE.UTF-8"}, CHECKS.replace("LANG", "[en]"), "sv"),
        ({"LANG": "sv_SE.UTF-8"}, "a: [", "sv"),
        ({}, "a: [", "en"),
        ({}, "[a, b]", "en"),
        ({}, "plugins: 7", "en"),
        ({}, "plugins: [hallbar/checks: [language]]", "en"),
    ],
)
def test_the_language(
    no_language: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    settings: str | None,
    language: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if settings is not None:
        (no_language / "site.yml").write_text(settings, "utf-8")

    assert message_language(Path("site.yml")) == language


def test_the_usual_language_is_that_of_the_option() -> None:
    assert Options().language == "sv"


def test_a_file_that_is_no_utf8_has_no_language(no_language: Path) -> None:
    (no_language / "mkdocs.yml").write_bytes(b"\xff")

    assert message_language(Path("mkdocs.yml")) == "en"


@pytest.mark.parametrize("given", [["--config", "own.yml"], ["--config=own.yml"]])
def test_a_command_reads_the_language_of_the_settings_that_it_is_given(
    no_language: Path, given: list[str]
) -> None:
    (no_language / "mkdocs.yml").write_text(CHECKS.replace("LANG", "sv"), "utf-8")
    (no_language / "own.yml").write_text(CHECKS.replace("LANG", "en"), "utf-8")

    assert hallbar("build", "--help").stdout.startswith("Användning: ")
    assert hallbar("build", *given, "--help").stdout.startswith("Usage: ")


@pytest.mark.parametrize(("locale", "begins"), [("sv_SE.UTF-8", "Användning: "), ("C.UTF-8", "Usage: ")])
def test_settings_that_cannot_be_read_still_give_help(no_language: Path, locale: str, begins: str) -> None:
    (no_language / "mkdocs.yml").write_text("a: [", "utf-8")
    done = hallbar("check", "docs", "--help", LANG=locale)

    assert (done.exit_code, done.stdout.partition("hallbar")[0]) == (0, begins)


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("sv_SE.UTF-8", "Fel: HALLBAR_LANGUAGE är ”svenska”: skriv sv eller en\n"),
        ("C.UTF-8", "Error: HALLBAR_LANGUAGE is “svenska”: write sv or en\n"),
    ],
)
def test_a_language_that_there_is_not_is_one_line(no_language: Path, locale: str, line: str) -> None:
    done = hallbar("say", "Hej.", HALLBAR_LANGUAGE="svenska", LANG=locale)

    assert (done.exit_code, done.output) == (1, line)


def test_a_language_is_spoken_for_a_while() -> None:
    with messages.speaking("sv"), messages.speaking("en"):
        assert messages.language() == "en"
    with messages.speaking("sv"):
        assert Messages(messages.__file__)("or") == " eller "
    assert messages.language() == os.environ["HALLBAR_LANGUAGE"]


def test_a_module_has_the_messages_of_its_folder_and_of_the_package() -> None:
    deep = Messages(str(PLUGINS / "checks/rules/links.py"))

    assert (
        deep.table["link_without_text"] == Messages(str(PLUGINS / "checks/cli.py")).table["link_without_text"]
    )
    assert deep.table["or"] == Messages(str(PLUGINS / "cli.py")).table["or"]
    assert "not_released" not in deep.table


# The texts


def named(group: click.Command = main, *path: str) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Yield every command of ours, with how it is typed after `hallbar`."""
    if isinstance(group, Command):
        yield path, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            below = group.get_command(context, name)
            assert below
            yield from named(below, *path, name)


COMMANDS = dict(named())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_message_is_there_in_both_languages_and_filled_the_same(path: Path) -> None:
    for key, texts in words.load(path).items():
        places = [set(re.findall(r"(?<!{){(\w*)[^{}]*}(?!})", texts[language])) for language in LANGUAGES]
        own = {"name", "filename", "number_type"} if key.startswith("click_") else set[str]()

        assert set(texts) == set(LANGUAGES)
        assert places[0] <= places[1] <= places[0] | own, key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_message_is_used(path: Path) -> None:
    code = "\n".join(file.read_text("utf-8") for file in path.parent.rglob("*.py"))
    put_together = re.findall(r'f"(\w+_){', code)  # keys that differ only in their end
    kept = [key for key in words.load(path) if not key.startswith(("help_", "click_", *put_together))]

    assert [key for key in kept if not re.search(rf"\b{key}\b", code)] == []


def test_every_help_is_used() -> None:
    used = set[str]()
    for command in COMMANDS.values():
        names = ["", *options(command)]
        own = {f"help_{command.name}_{name}".rstrip("_").replace("-", "_") for name in names}
        used |= own | {f"help_{name.replace('-', '_')}" for name in names}
    kept = {key for path in FILES for key in words.load(path) if key.startswith("help_")}

    assert kept - used == {"help_help"}


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_in_one_language(path: tuple[str, ...], language: str) -> None:
    command = COMMANDS[path]
    (other,) = {*LANGUAGES} - {language}
    done = hallbar(*path, "--help", HALLBAR_LANGUAGE=language)
    said = " ".join(done.stdout.split())
    with messages.speaking(language):
        own = [command.worded(), *(command.worded(name) for name in options(command))]
    with messages.speaking(other):
        others = [command.worded(), *(command.worded(name) for name in options(command))]

    assert done.exit_code == 0
    assert [text for text in own if " ".join(text.split()) not in said] == []
    assert [text for text in others if " ".join(text.split()) in said] == []
    assert [word for word in HEADINGS[other] if word in said] == []


HEADINGS = {
    "sv": (
        "Användning:",
        "LÄGE",
        "Flaggor:",
        "FLAGGOR",
        "Kommandon:",
        "KOMMANDO",
        "MAPP",
        "FIL ",
        "annars",
        "krävs",
    ),
    "en": (
        "Usage:",
        "STATE ",
        "Options:",
        "OPTIONS",
        "Commands:",
        "COMMAND ",
        "FOLDER",
        "FILE",
        "default",
        "required",
    ),
}


def options(command: Command) -> list[str]:
    return [one.opts[-1].lstrip("-") for one in command.params if isinstance(one, click.Option)]


MISUSED = [
    ("nothing", "Kommandot ”nothing” finns inte.", "No such command 'nothing'."),
    (
        "build --sit-dir x",
        "Flaggan ”--sit-dir” finns inte. Menade du",
        "No such option '--sit-dir'. Did you mean",
    ),
    ("build x", "x är ett ord för mycket: ta bort det.", "Got unexpected extra argument (x)"),
    ("build x y", "x y är ord för mycket: ta bort dem.", "Got unexpected extra arguments (x y)"),
    ("release", "Skriv också 'WEBBPLATS'.", "Missing argument 'SITE'."),
    ("feedback list", "Skriv också '--data'.", "Missing option '--data'."),
    ("feedback list --data", "Skriv ett värde efter --data.", "Option '--data' requires an argument."),
    (
        "release --dry-run=1 .",
        "--dry-run ska inte ha något värde.",
        "Option '--dry-run' does not take a value.",
    ),
    (
        "check docs none",
        "Värdet för '[MAPP]' är fel: ”none” finns inte.",
        "Invalid value for '[FOLDER]': Directory 'none' does not exist.",
    ),
    ("check docs a.md", "”a.md” är en fil, inte en mapp.", "Directory 'a.md' is a file."),
    ("check docs . --language fi", "”fi” är inget av 'sv', 'en'.", "'fi' is not one of 'sv', 'en'."),
    ("build --config .", "”.” är en mapp, inte en fil.", "File '.' is a directory."),
    ("serve --port a", "”a” är inte ett sådant tal som ska stå här.", "'a' is not a valid integer"),
    ("serve --port 70000", "70000 är utanför 0<=x<=65535.", "70000 is not in the range 0<=x<=65535."),
    ("release . --keep 0", "0 är utanför x>=1.", "0 is not in the range x>=1."),
]


@pytest.mark.parametrize(("typed", "swedish", "english"), MISUSED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_wrong_is_told_in_one_language(
    no_language: Path, typed: str, swedish: str, english: str, language: str
) -> None:
    (no_language / "a.md").write_text("", "utf-8")
    done = hallbar(*typed.split(), HALLBAR_LANGUAGE=language)
    begins, expected = ("Fel: ", swedish) if language == "sv" else ("Error: ", english)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith(begins)
    assert expected in done.stderr.splitlines()[-1]
    assert [word for word in HEADINGS["en" if language == "sv" else "sv"] if word in done.stderr] == []


PRINTED = [  # what is typed, the exit code, what is printed
    ("new webb", 0, "Nu: cd webb && hallbar serve\nÄndra sedan", "Now: cd webb && hallbar serve\nThen"),
    ("new .", 1, "Fel: . är inte tom (latin1, side)", "Error: . is not empty (latin1, side)"),
    ("check docs side", 0, "1 sidor, 0 fel, 2 råd", "1 pages, 0 errors, 2 pieces of advice"),
    ("check docs latin1", 1, "Fel: latin1/sv/a.md: filen är inte UTF-8", "Error: latin1/sv/a.md: not UTF-8"),
    ("build", 1, "Fel: mkdocs.yml finns inte här: gå till", "Error: there is no mkdocs.yml here: go to"),
    ("feedback list --data .", 1, "answers.sqlite3: filen finns inte", "answers.sqlite3: no such file"),
    ("feedback serve --site . --data /dev/null/x", 1, "Fel: /dev/null/x", "Error: /dev/null/x"),
    ("release side", 1, "Fel: utgåvan visas inte:\n", "Error: not released:\n"),
    ("say", 2, "Fel: det finns inget att läsa upp: skriv", "Error: there is nothing to say: give"),
    ("lexicon suggest side", 0, "# 0 förslag; det som", "# 0 suggestions; what"),
    ("sound status", 0, "0,00 av högst 5 GB i .cache/readaloud", "0.00 of at most 5 GB in .cache/readaloud"),
    ("sound verify .", 1, "0 sidor stämmer med sitt ljud, 0 gör det inte", "0 pages say what their"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code", "swedish", "english"), PRINTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_command_prints_is_in_one_language(
    no_language: Path, typed: str, code: int, swedish: str, english: str, language: str
) -> None:
    for name, content in (("side", b"# Sida\n"), ("latin1", b"\xe5")):
        (no_language / name / "sv").mkdir(parents=True)
        (no_language / name / "sv/a.md").write_bytes(content)
    done = hallbar(*typed.split(), HALLBAR_LANGUAGE=language)

    assert (swedish if language == "sv" else english) in done.output
    assert done.exit_code == code
