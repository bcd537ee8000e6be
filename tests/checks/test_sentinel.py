"""The sentinel site: one known fault a rule, found on its line; and pages that nobody would write."""

import json
import random
import shutil
import time
import tomllib
from pathlib import Path

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
from lacking import without
from support import PLUGINS, SITE, build, made_up_site

SENTINEL = Path(__file__).with_name("sentinel")
LINES: dict[str, dict[str, int]] = tomllib.loads((SENTINEL / "lines.toml").read_text("utf-8"))
CASES = [(lang, rule) for lang in ("sv", "en") for rule in RULES]
HOW = renderer(SITE / "mkdocs.yml")
MESSAGES = words.load(PLUGINS / "checks/messages.toml")


def reviewed(text: str, lang: str, said: str) -> list[Finding]:
    lines = lines_of(text, "page.md", HOW.snippets)
    html = HOW.article("\n".join(line.text for line in lines[front_matter_end(lines) :]))
    article = Article(BeautifulSoup(html, "html.parser"), lang, front_matter(lines))
    return review(lines, article, words.in_language(MESSAGES, said)).findings


@pytest.mark.parametrize("said", ["sv", "en"])
@pytest.mark.parametrize(("lang", "rule"), CASES)
def test_each_rule_finds_its_fault_on_its_line(lang: str, rule: str, said: str) -> None:
    found = reviewed((SENTINEL / f"docs/{lang}/{rule}.md").read_text("utf-8"), lang, said)

    assert [(finding.rule, finding.line) for finding in found] == [(rule, LINES[lang][rule])]
    assert found[0].message.partition("→")[0] in str(found[0])
    assert found[0].criterion == RULES[rule].criterion


@pytest.fixture
def copy(processes: None, tmp_path: Path) -> Path:
    """A site with the sentinel's pages."""
    made = made_up_site(tmp_path / "repository")
    shutil.rmtree(made / "docs")
    shutil.copytree(SENTINEL / "docs", made / "docs")
    for lang in ("sv", "en"):
        (made / "docs" / lang / "index.md").write_text(
            "---\ntitle: A\ndescription: B.\n---\n\nHej.\n", "utf-8"
        )
    settings = (made / "mkdocs.yml").read_text("utf-8")
    for naming_pages in ("  footer:", "  contact:"):
        settings = without(settings, naming_pages)
    (made / "mkdocs.yml").write_text(settings, "utf-8")
    return made


@pytest.mark.parametrize("said", ["sv", pytest.param("en", marks=pytest.mark.long)])
def test_the_build_tells_the_same(copy: Path, tmp_path: Path, said: str) -> None:
    """The whole way: through MkDocs, errors as warnings that fail it and advice beside them."""
    settings = copy / "mkdocs.yml"
    others = without(settings.read_text("utf-8"), "  - hallbar/checks")
    chosen = f"  - hallbar/elements\n  - hallbar/checks: {{language: {said}}}\n"
    settings.write_text(others.replace("  - hallbar/elements\n", chosen), "utf-8")
    done = build(copy, tmp_path / "site", HALLBAR_SOUND="off", HALLBAR_LANGUAGE="")

    lines = [line for line in done.stderr.splitlines() if " docs/" in line]
    told = {(line.split()[0], line.split()[2].rstrip(":")) for line in lines}
    expected = {
        ("WARNING" if RULES[rule].grade == "error" else "INFO", f"docs/{lang}/{rule}.md:{LINES[lang][rule]}")
        for lang, rule in CASES
    }
    assert done.returncode != 0
    assert expected - told == set()
    assert all(MESSAGES[rule][said].partition("{what}")[0] in done.stderr for rule in RULES)


@pytest.mark.usefixtures("processes")
def test_a_fault_in_a_snippet_is_told_with_the_snippets_own_line(tmp_path: Path) -> None:
    copy = made_up_site(tmp_path / "repository")
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

    told = sorted(line.split()[2] for line in done.stderr.splitlines() if line.startswith("WARNING"))
    generated = [f"plugins/hallbar/consent/{page}.html:1:" for page in ("register", "settings") for _ in "12"]
    assert told == generated + ["plugins/hallbar/frame/theme/main.html:1:"] * 2


def test_the_command_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SITE)
    done = CliRunner().invoke(main, ["check", "docs", str(SENTINEL / "docs"), "--format", "json"])
    found = json.loads(done.stdout)["findings"]

    assert done.exit_code == 1
    assert {(Path(f["file"]).parent.name, Path(f["file"]).stem, f["line"]) for f in found} == {
        (lang, rule, LINES[lang][rule]) for lang, rule in CASES
    }


def test_a_clean_site_gives_nothing() -> None:
    for path in sorted((SITE / "docs").glob("*/*.md")):
        assert reviewed(path.read_text("utf-8"), path.parent.name, "sv") == [], path


def mutated(text: str, chance: random.Random) -> str:
    """The page with a few pieces cut, doubled, swapped or strewn with signs that Markdown and HTML heed."""
    signs = [
        "#",
        "*",
        "_",
        "[",
        "](",
        "|",
        "<",
        ">",
        "</",
        "`",
        "```",
        "\n\n",
        "---\n",
        "&",
        '"',
        "{",
        "}",
        "<!--",
        "\0",
    ]
    for _ in range(chance.randint(1, 12)):
        at, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = text[at : min(end, at + 80)]
        text = (
            text[:at]
            + chance.choice(["", piece * 2, piece[::-1], chance.choice(signs)])
            + text[at + len(piece) :]
        )
    return text


def test_no_mutated_page_breaks_or_hangs_a_rule() -> None:
    chance = random.Random(20261123)
    pages = [path.read_text("utf-8") for path in sorted((SITE / "docs").glob("*/*.md"))]
    pages += [path.read_text("utf-8") for path in sorted(SENTINEL.glob("docs/*/*.md"))]
    found = 0
    for _ in range(200):
        began = time.process_time()
        found += len(reviewed(mutated(chance.choice(pages), chance), "sv", "sv"))
        assert time.process_time() - began < 5

    assert found > 200
