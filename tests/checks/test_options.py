"""The options `vocabulary` and `budget`: they reach the rules, and a mistake is reported in one line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from hallbar import words
from hallbar.checks.article import Article
from hallbar.checks.config import ChecksConfig
from hallbar.checks.options import (
    LANGUAGES,
    PLUGIN,
    Budget,
    Options,
    Phrases,
    Vocabulary,
    budget,
    of_site,
    vocabulary,
)
from hallbar.checks.rules import RULES
from hallbar.checks.rules.vocabulary import PHRASES
from hallbar.cli import main
from hallbar.schema import SchemaError
from processes import python
from support import PLUGINS, SITE

PLACE = "mkdocs.yml:4: plugins.hallbar/checks"
PHRASES_AT, KNOWN_AT = f"{PLACE}.vocabulary.foreign_phrases", f"{PLACE}.vocabulary.known_abbreviations"
KEYED, LIST, TEXT = (f"wrong here: write a {what}" for what in ("table of names and values", "list", "text"))
CAPITALS = "is not two to six capital letters: write it as in the text, or remove it"

MISTAKES = [
    ("vocabulary: [skolskjuts]", f"{PLACE}.vocabulary: a list is {KEYED}"),
    ("vocabulary: skolskjuts", f"{PLACE}.vocabulary: “skolskjuts” is {KEYED}"),
    ("vocabulary: true", KEYED),
    (
        "vocabulary: {foreign_phrase: {sv: [a]}}",
        "“foreign_phrase” is not known: did you mean “foreign_phrases”?",
    ),
    ("vocabulary: {sv: [a]}", "“sv” is not known: use foreign_phrases, known_abbreviations"),
    ("vocabulary: {1: [a]}", "the name 1 is no text: put it in quotes"),
    ("vocabulary: {foreign_phrases: [a]}", f"{PHRASES_AT}: a list is {KEYED}"),
    ("vocabulary: {foreign_phrases: skolskjuts}", f"{PHRASES_AT}: “skolskjuts” is {KEYED}"),
    ("vocabulary: {foreign_phrases: {se: [a]}}", f"{PHRASES_AT}: “se” is not known: use sv, en"),
    ("vocabulary: {foreign_phrases: {SV: [a]}}", "“SV” is not known: use sv, en"),
    ("vocabulary: {foreign_phrases: {no: [a]}}", "the name False is no text"),  # as YAML reads it
    ("vocabulary: {foreign_phrases: {sv: skolskjuts}}", f"{PHRASES_AT}.sv: “skolskjuts” is {LIST}"),
    ("vocabulary: {foreign_phrases: {sv: {skolskjuts: }}}", f"{PHRASES_AT}.sv: a table"),
    ("vocabulary: {foreign_phrases: {en: [school bus, no]}}", f"{PHRASES_AT}.en[2]: False is {TEXT}"),
    ("vocabulary: {foreign_phrases: {en: [2026]}}", f"{PHRASES_AT}.en[1]: 2026 is {TEXT}"),
    ("vocabulary: {foreign_phrases: {en: [a, null]}}", f"{PHRASES_AT}.en[2]: nothing is {TEXT}"),
    (
        "vocabulary: {foreign_phrases: {en: ['']}}",
        f"{PHRASES_AT}.en[1]: this is empty: write a phrase",
    ),
    ("vocabulary: {foreign_phrases: {en: [a, b, ' ']}}", f"{PHRASES_AT}.en[3]: this is empty"),
    ("vocabulary: {foreign_phrases: {en: [[a]]}}", f"{PHRASES_AT}.en[1]: a list is {TEXT}"),
    ("vocabulary: {known_abbreviations: VGR}", f"{KNOWN_AT}: “VGR” is {LIST}"),
    ("vocabulary: {known_abbreviations: {sv: [VGR]}}", LIST),
    ("vocabulary: {known_abbreviations: [vgr]}", f"{KNOWN_AT}[1]: “vgr” {CAPITALS}"),
    ("vocabulary: {known_abbreviations: [VGR, A]}", f"{KNOWN_AT}[2]: “A” {CAPITALS}"),
    ("vocabulary: {known_abbreviations: [SKOLSKJUTS]}", f"“SKOLSKJUTS” {CAPITALS}"),
    ("vocabulary: {known_abbreviations: [yes]}", TEXT),
    ("budget: 24", f"{PLACE}.budget: 24 is {KEYED}"),
    ("budget: {pages: 24}", "“pages” is not known: did you mean “page”?"),
    ("budget: {page: mycket}", f"{PLACE}.budget.page: “mycket” is wrong here: write a number"),
    ("budget: {page: yes}", f"{PLACE}.budget.page: True is wrong here: write a number"),
    ("budget: {player: -1}", f"{PLACE}.budget.player: this is no limit: write how many kB are allowed"),
    ("budget: {page: .inf}", f"{PLACE}.budget.page: this is no limit"),
    ("budget: {page: .nan}", f"{PLACE}.budget.page: this is no limit"),
]
READERS: dict[str, Callable[[object, Path, str], object]] = {"vocabulary": vocabulary, "budget": budget}
OF_THE_COMMAND = [  # in a build MkDocs itself reports these
    ("vocabluary: {}", "“vocabluary” is not known: did you mean “vocabulary”?"),
    ("language: fr", f"{PLACE}.language: “fr” is not known: use sv, en"),
    ("language: [sv]", TEXT),
    ("[vocabulary]", KEYED),
]
RIGHT = [
    ("", Vocabulary()),
    ("vocabulary:", Vocabulary()),
    ("vocabulary: {foreign_phrases: , known_abbreviations: }", Vocabulary()),
    ("vocabulary: {foreign_phrases: {sv: }}", Vocabulary()),
    (
        "vocabulary: {foreign_phrases: {sv: [' Skolskjuts  i  Dalen ']}, known_abbreviations: [ÅÄÖ]}",
        Vocabulary({"sv": frozenset({"skolskjuts i dalen"})}, frozenset({"ÅÄÖ"})),
    ),
]
PAGE = "---\ntitle: A\ndescription: B.\n---\n\nVi följer School  Bus. Se VGR och C++ here.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one Swedish page, where the commands are run."""
    (tmp_path / "docs/sv").mkdir(parents=True)
    (tmp_path / "docs/sv/index.md").write_text(PAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(site: Path, option: str, *arguments: str) -> Result:
    (site / "mkdocs.yml").write_text(f"site_name: A\nplugins:\n  - {PLUGIN}: {below(option)}\n", "utf-8")
    return CliRunner().invoke(main, ["check", "docs", *arguments])


def below(option: str) -> str:
    return option if option.startswith("[") else f"\n      {option}"


@pytest.mark.parametrize(("option", "expected"), [*MISTAKES, *OF_THE_COMMAND])
def test_the_command_reports_a_mistake_in_one_line(site: Path, option: str, expected: str) -> None:
    done = checked(site, option, "--language", "en")

    assert done.exit_code == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: mkdocs.yml:")
    assert expected in line


@pytest.mark.parametrize(("option", "expected"), MISTAKES)
def test_the_build_reads_the_same(site: Path, option: str, expected: str) -> None:
    checked(site, option)
    [(name, given)] = yaml.safe_load(option).items()
    with pytest.raises(SchemaError) as raised:
        READERS[name](given, site / "mkdocs.yml", "mkdocs.yml")

    assert expected in str(raised.value)


@pytest.mark.parametrize(("option", "expected"), RIGHT)
def test_what_is_right_is_read(site: Path, option: str, expected: Vocabulary) -> None:
    assert checked(site, option).exit_code == 0
    assert of_site(site / "mkdocs.yml") == expected


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (
            "vocabulary: {foreign_phrases: {se: [a]}}",
            f"ERROR   -  {PHRASES_AT}: “se” is not known: use sv, en",
        ),
        ("vocabluary: {}", "Plugin 'hallbar/checks' option 'vocabluary'"),
    ],
)
def test_the_build_reports_it_in_one_line(site: Path, option: str, expected: str) -> None:
    checked(site, option)
    done = python("-m", "mkdocs", "build", "--strict", "--site-dir", site / "site", cwd=site)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "WARNING"))]
    assert expected in line


def test_the_site_s_own_words_are_found_and_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HALLBAR_LANGUAGE")
    bare = checked(site, "language: en")
    own = checked(
        site, "vocabulary: {foreign_phrases: {en: [school bus, C++ here]}, known_abbreviations: [VGR]}"
    )

    assert "school bus" not in bare.stdout.lower()
    assert "the abbreviation VGR is not explained" in bare.stdout  # `language` holds for the command too
    assert "”School Bus” är på ett annat språk" in own.stdout
    assert "”C++ here” är på ett annat språk" in own.stdout  # signs of patterns are signs
    assert "VGR" not in own.stdout


def test_a_phrase_of_the_site_is_heeded_on_pages_in_the_other_language_alone() -> None:
    own = Vocabulary({"en": frozenset({"school bus"})})
    rule = RULES["foreign_phrase_without_lang"]
    html = '<p>Vår School Bus.</p><p lang="en">Our school bus.</p><p>School busses.</p>'
    article = Article(BeautifulSoup(html, "html.parser"), "sv", vocabulary=own)

    assert [fault.what for fault in rule.check(article)] == ["School Bus"]


def test_a_known_abbreviation_in_capitals_is_no_shout() -> None:
    html, rule = "<p>Se ABCDE VWXYZ KLMNO PQRST nu.</p>", RULES["text_in_capitals"]
    known = Vocabulary(known_abbreviations=frozenset({"ABCDE", "VWXYZ", "KLMNO"}))
    soup = BeautifulSoup(html, "html.parser")

    assert [*rule.check(Article(soup, "sv"))] != []
    assert [*rule.check(Article(soup, "sv", vocabulary=known))] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Budget(24, 10)),
        ({}, Budget(24, 10)),
        ({"page": 30}, Budget(30, 10)),
        ({"page": 0, "player": 8.5}, Budget(0, 8.5)),
    ],
)
def test_a_budget_is_read(site: Path, given: object, expected: Budget) -> None:
    checked(site, "")
    assert budget(given, site / "mkdocs.yml", "mkdocs.yml") == expected


def test_the_options_are_those_of_the_plugin() -> None:
    assert set(Options.__struct_fields__) == set(dict(ChecksConfig._schema))
    assert (
        set(LANGUAGES)
        == set(Phrases.__struct_fields__)
        == set(PHRASES)
        == set(words.load(PLUGINS / "checks/messages.toml")["error"])
    )


ONE_SITE = re.compile(
    "anbud|upphandl|avtalsmall|leverantör|regionen|regioner|stockholm|uppförandekod|code of conduct|procure"
    "|tender|supplier|the region|contract template|living wage|due diligence|sustainab"
)


@pytest.mark.parametrize("kind", ["py", "toml", "html", "md", "js", "css", "json"])
def test_no_site_s_own_subject_stands_in_the_product(kind: str) -> None:
    """The examples in messages, the made-up pages and the lists of words could be any public body's."""
    folders = PLUGINS / "checks", PLUGINS.parent / "a11y_journeys"
    files = [path for folder in folders for path in sorted(folder.rglob(f"*.{kind}"))]
    found = {file.name: ONE_SITE.findall(" ".join(file.read_text("utf-8").lower().split())) for file in files}

    assert files
    assert {name: subjects for name, subjects in found.items() if subjects} == {}


def test_a_site_s_own_words_are_read() -> None:
    assert of_site(SITE / "mkdocs.yml") != Vocabulary()
