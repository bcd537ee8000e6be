"""The review of a page: findings with file, line and message, and rules that are turned off."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hallbar import words
from hallbar.checks.article import Article
from hallbar.checks.frame import frame_findings
from hallbar.checks.front_matter import front_matter
from hallbar.checks.rendering import Renderer
from hallbar.checks.review import Review, review
from hallbar.checks.source import front_matter_end, lines_of
from support import PLUGINS

MESSAGES = words.in_language(words.load(PLUGINS / "checks/messages.toml"), "sv")
HEAD = "---\ntitle: Krav\ndescription: Vad vi kräver.\n---\n"


def reviewed(text: str, lang: str = "sv") -> Review:
    lines = lines_of(text, "docs/sv/krav.md")
    body = "\n".join(line.text for line in lines[front_matter_end(lines) :])
    html = Renderer({"tables": {}, "attr_list": {}}).article(body)
    return review(lines, Article(BeautifulSoup(html, "html.parser"), lang, front_matter(lines)), MESSAGES)


def messages(text: str) -> list[str]:
    return [str(finding) for finding in reviewed(text).findings]


def test_a_finding_names_file_line_problem_fix_and_criterion() -> None:
    (line,) = messages(f"{HEAD}\n# Krav\n\nText.\n\n![](karta.png)\n")

    assert line.startswith("docs/sv/krav.md:10: bilden karta.png ")
    assert " → " in line
    assert line.endswith("(WCAG 1.1.1)")


def test_findings_come_in_the_order_of_the_file() -> None:
    text = (
        f"{HEAD}\n# Krav\n\n[här](a.md)\n\n#### För djupt\n\n![](b.png)\n\n<p style='x'>Text.</p>\n\n# Två\n"
    )
    found = reviewed(text.replace("title: Krav\n", "titel: Krav\ntitle: Krav\n"))

    assert [finding.line for finding in found.findings] == sorted(finding.line for finding in found.findings)
    assert len(found.findings) == 6


def test_a_comment_with_a_reason_turns_a_rule_off_for_the_next_block() -> None:
    comment = "<!-- hallbar: ignore link_with_vague_text: knappen heter så -->"
    found = reviewed(f"{HEAD}\n{comment}\n\n[här](a.md)\n\nOch [här](a.md).\n")

    assert [(finding.rule, finding.line) for finding in found.findings] == [("link_with_vague_text", 10)]
    assert [(place.reason, place.line.number) for place in found.ignored] == [("knappen heter så", 6)]


@pytest.mark.parametrize(
    ("comment", "key"),
    [
        ("ignore link_with_vague_text", "ignored_without_reason"),
        ("ignore no_such_rule: därför", "ignored_rule_unknown"),
        ("ignore several_titles: därför", "ignored_for_nothing"),
    ],
)
def test_a_comment_that_turns_nothing_off_is_a_finding(comment: str, key: str) -> None:
    found = reviewed(f"{HEAD}\n<!-- hallbar: {comment} -->\n\n[här](a.md)\n")

    assert sorted(finding.rule for finding in found.findings) == sorted([key, "link_with_vague_text"])


def test_a_finding_about_the_whole_page_is_on_its_first_line() -> None:
    found = reviewed("# Krav\n\nText.\n").findings

    assert {(finding.rule, finding.line) for finding in found} >= {("title_missing", 1)}


FRAME = """<html><body><header><p>Namn</p></header>
<main><img src="text.png"><p style="x">Text</p></main>
<footer><p style="color: red">Fot</p></footer></body></html>"""


def test_the_frame_is_checked_without_the_article() -> None:
    found = [
        (finding.file, finding.rule)
        for finding in frame_findings(FRAME, "overrides/main.html", "sv", MESSAGES)
    ]

    assert ("overrides/main.html", "style_attribute") in found
    assert len([rule for _, rule in found if rule == "style_attribute"]) == 1


def test_our_own_frame_is_clean(site: Path) -> None:
    for path in ("index.html", "en/index.html", "cookies/index.html", "404.html"):
        assert list(frame_findings((site / path).read_text("utf-8"), path, "sv", MESSAGES)) == []
