"""The review of whole pages: each rule's sentinel (rules.toml) is reported, by the command and in a build."""

import json
import random
import shutil
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from hallbar import words
from hallbar.checks.article import Article
from hallbar.checks.front_matter import front_matter
from hallbar.checks.rendering import renderer
from hallbar.checks.review import Finding, review
from hallbar.checks.rules import RULES
from hallbar.checks.source import front_matter_end, lines_of
from hallbar.cli import main
from support import PLUGINS, SITE, build, made_up_site, without

HERE = Path(__file__).parent
CASES: dict[str, Any] = tomllib.loads((HERE / "rules.toml").read_text("utf-8"))
SENTINELS = [(lang, rule) for lang in ("sv", "en") for rule in RULES]
CLEAN = sorted([*HERE.glob("pages/*/*.md"), *SITE.glob("docs/*/*.md")])
HOW = renderer(SITE / "mkdocs.yml")
MESSAGES = words.load(PLUGINS / "checks/messages.toml")


def sentinel(lang: str, rule: str) -> str:
    """Return the Markdown of a page on which only this rule has a finding, and only one."""
    case = CASES[rule]
    clean = (HERE / f"pages/{lang}/{case['page']}.md").read_text("utf-8")
    assert clean.count(case[lang]["replace"]) == 1
    return clean.replace(case[lang]["replace"], case[lang]["by"])


def write_sentinels(docs: Path) -> None:
    """Write all to docs/LANGUAGE/RULE.md."""
    for lang, rule in SENTINELS:
        (docs / lang).mkdir(parents=True, exist_ok=True)
        (docs / lang / f"{rule}.md").write_text(sentinel(lang, rule), "utf-8")


def reviewed(text: str, lang: str) -> list[Finding]:
    lines = lines_of(text, "page.md", HOW.snippets)
    html = HOW.article("\n".join(line.text for line in lines[front_matter_end(lines) :]))
    article = Article(BeautifulSoup(html, "html.parser"), lang, front_matter(lines))
    return review(lines, article, words.in_language(MESSAGES, "sv")).findings


def test_the_command_reports_each_sentinel_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sentinels(tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    arguments = ["check", "docs", "--config", str(SITE / "mkdocs.yml"), "--format", "json"]
    done = CliRunner().invoke(main, arguments)
    found = json.loads(done.stdout)["findings"]

    assert done.exit_code == 1
    assert sorted(
        (one["file"], one["line"], one["rule"], one["criterion"], one["grade"]) for one in found
    ) == sorted(
        (f"docs/{lang}/{name}.md", CASES[name]["line"], name, RULES[name].criterion, RULES[name].grade)
        for lang, name in SENTINELS
    )


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_page_without_a_violation_has_no_finding(path: Path) -> None:
    assert reviewed(path.read_text("utf-8"), path.parent.name) == []


def test_pages_without_a_violation_exist() -> None:
    assert len(CLEAN) >= 17


@pytest.mark.usefixtures("processes")
def test_the_build_reports_each_sentinel_in_the_language_of_the_messages(tmp_path: Path) -> None:
    """Errors are MkDocs' warnings, which fail a strict build; advice is information."""
    site = made_up_site(tmp_path / "repository", lacking=["search"])
    shutil.rmtree(site / "docs")
    write_sentinels(site / "docs")
    for lang in ("sv", "en"):
        (site / f"docs/{lang}/index.md").write_text("---\ntitle: A\ndescription: B.\n---\n\nHej.\n", "utf-8")
    text = (site / "mkdocs.yml").read_text("utf-8")
    for part in ("  footer:", "  contact:", "  - hallbar/checks"):  # the first two name pages
        text = without(text, part)
    chosen = "  - hallbar/elements\n  - hallbar/checks: {language: en}\n"
    (site / "mkdocs.yml").write_text(text.replace("  - hallbar/elements\n", chosen), "utf-8")
    done = build(site, tmp_path / "site", HALLBAR_SOUND="off", HALLBAR_LANGUAGE="")

    lines = [line.split() for line in done.stderr.splitlines() if " docs/" in line]
    levels = {"error": "WARNING", "advice": "INFO"}
    assert done.returncode != 0
    assert {(line[0], line[2].rstrip(":")) for line in lines} >= {
        (levels[RULES[rule].grade], f"docs/{lang}/{rule}.md:{CASES[rule]['line']}")
        for lang, rule in SENTINELS
    }
    assert [rule for rule in RULES if MESSAGES[rule]["en"].partition("{what}")[0] not in done.stderr] == []


@pytest.mark.usefixtures("processes")
def test_a_finding_in_a_snippet_has_the_file_and_line_of_the_snippet(tmp_path: Path) -> None:
    copy = made_up_site(tmp_path / "repository", lacking=["search"])
    (copy / "snippets").mkdir()
    (copy / "snippets/delad.md").write_text("Delad text.\n\nSe [här](x.md).\n", "utf-8")
    (copy / "docs/sv/index.md").write_text(
        '---\ntitle: A\ndescription: B.\n---\n\nHej.\n\n--8<-- "delad.md"\n', "utf-8"
    )
    settings = copy / "mkdocs.yml"
    extended = "  - attr_list\n  - pymdownx.snippets: {base_path: [snippets]}\n"
    settings.write_text(settings.read_text("utf-8").replace("  - attr_list\n", extended), "utf-8")

    done = build(copy, tmp_path / "site", HALLBAR_SOUND="off", HALLBAR_LANGUAGE="")

    assert "WARNING -  snippets/delad.md:3: länktexten ”här”" in done.stderr


@pytest.mark.usefixtures("processes")
def test_the_frame_is_checked_once_a_template_and_language(tmp_path: Path) -> None:
    made = made_up_site(tmp_path / "repository")
    footer = made / "plugins/hallbar/frame/theme/partials/footer.html"
    footer.write_text(footer.read_text("utf-8").replace("<footer", "<footer style='color: red'"), "utf-8")
    done = build(made, tmp_path / "site", HALLBAR_SOUND="off")

    named = sorted(line.split()[2] for line in done.stderr.splitlines() if line.startswith("WARNING"))
    templates = (
        "consent/register",
        "consent/settings",
        "frame/theme/main",
        "search/a_to_z",
        "search/results",
    )
    assert named == [f"plugins/hallbar/{template}.html:1:" for template in templates for _ in "12"]


SIGNS = [*'# * _ [ ]( | < > </ ` ``` & " { } <!--'.split(), "\n\n", "---\n", "\0"]
"""Signs that Markdown and HTML heed."""


def mutated(text: str, chance: random.Random) -> str:
    """Return the page with a few pieces cut, doubled, turned around or replaced by a sign."""
    for _ in range(chance.randint(1, 12)):
        at, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = text[at : min(end, at + 80)]
        instead = chance.choice(["", piece * 2, piece[::-1], chance.choice(SIGNS)])
        text = text[:at] + instead + text[at + len(piece) :]
    return text


def test_no_mutated_page_breaks_or_hangs_a_rule() -> None:
    chance = random.Random(20261123)
    pages = [path.read_text("utf-8") for path in CLEAN]
    pages += [sentinel(lang, rule) for lang, rule in SENTINELS]
    found = 0
    for _ in range(200):
        began = time.process_time()
        found += len(reviewed(mutated(chance.choice(pages), chance), "sv"))
        assert time.process_time() - began < 5

    assert found > 200
