"""The key `search` in the front matter: its settings, and one line for each mistake."""

from typing import Any

import pytest
import yaml

from hallbar.checks.article import Article
from hallbar.checks.front_matter import front_matter, problems
from hallbar.checks.review import review
from hallbar.checks.source import lines_of
from hallbar.front_matter import Search, line_of, read
from hallbar.messages import Messages
from hallbar.parsing import parsed


def of(text: str) -> Any:
    return yaml.safe_load(text)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("", Search()),
        ("{}", Search()),
        ("keywords: []", Search()),
        ("keywords: [barnarbete, ' dyra   varor ']", Search(("barnarbete", "dyra varor"))),
        ("keywords: ['112', WCAG, c/o, 'a: b']", Search(("112", "WCAG", "c/o", "a: b"))),
        ("rank: 2", Search(rank=2)),
        ("rank: 0.1", Search(rank=0.1)),
        ("rank: 10", Search(rank=10)),
        ("exclude: true", Search(exclude=True)),
        ("exclude: no", Search()),
        ("{keywords: [a], rank: 0.5, exclude: yes}", Search(("a",), 0.5, True)),
    ],
)
def test_settings_without_a_mistake(text: str, search: Search) -> None:
    found = read(of(text))

    assert found.search == search
    assert found.mistakes == ()


@pytest.mark.parametrize(
    ("text", "mistakes", "right"),
    [
        ("7", [("search_no_table", "")], Search()),
        ("barnarbete", [("search_no_table", "")], Search()),
        ("[a, b]", [("search_no_table", "")], Search()),
        ("{nyckelord: [a], rank: 2}", [("search_unknown", "nyckelord")], Search(rank=2)),
        ("{keyword: [a]}", [("search_unknown_near", "keyword")], Search()),
        ("{boost: 2}", [("search_unknown_near", "boost")], Search()),  # Material's name
        ("{no: 2}", [("search_unknown", "False")], Search()),
        ("{keywords: 'a, b', rank: 2}", [("search_no_list", "a, b")], Search(rank=2)),
        ("{keywords: {a: b}}", [("search_no_list", "…")], Search()),
        ("{keywords: 7}", [("search_no_list", "7")], Search()),
        ("{keywords: [a, 112, b]}", [("search_keyword_no_text", "112")], Search(("a", "b"))),
        ("{keywords: [no]}", [("search_keyword_no_text", "false")], Search()),
        ("{keywords: [2026-11-23]}", [("search_keyword_no_text", "2026-11-23")], Search()),
        ("{keywords: [[a]]}", [("search_keyword_no_text", "…")], Search()),
        ("{keywords: [a, '', ' ']}", [("search_keyword_empty", "")] * 2, Search(("a",))),
        ("{keywords: [a, ~]}", [("search_keyword_empty", "")], Search(("a",))),
        ("{keywords: [Muta, b, ' muta']}", [("search_keyword_twice", "muta")], Search(("Muta", "b"))),
        ("{rank: 0}", [("search_rank", "0")], Search()),
        ("{rank: 10.5}", [("search_rank", "10.5")], Search()),
        ("{rank: -1, keywords: [a]}", [("search_rank", "-1")], Search(("a",))),
        ("{rank: .nan}", [("search_rank", "nan")], Search()),
        ("{rank: .inf}", [("search_rank", "inf")], Search()),
        ("{rank: true}", [("search_rank", "true")], Search()),
        ("{rank: '2'}", [("search_rank", "2")], Search()),
        ("rank: 1,5", [("search_rank", "1,5")], Search()),
        ("{rank: hög}", [("search_rank", "hög")], Search()),
        ("{rank: }", [("search_rank", "")], Search()),
        ("{exclude: ja}", [("search_exclude", "ja")], Search()),
        ("{exclude: 1}", [("search_exclude", "1")], Search()),
        ("{exclude: }", [("search_exclude", "")], Search()),
    ],
)
def test_what_is_wrong_is_reported_and_left_out(
    text: str, mistakes: list[tuple[str, str]], right: Search
) -> None:
    found = read(of(text))

    assert [(mistake.key, mistake.what) for mistake in found.mistakes] == mistakes
    assert found.search == right
    assert all(mistake.text for mistake in found.mistakes)


PAGE = """---
title: Uppförandekod
search:
  keywords:
    - barnarbete
    # en kommentar
    - 112

    - Barnarbete
  rank: 20
  exklude: true
description: Om koden.
---

search: ---
"""
MESSAGES = {
    "sv": [
        (7, "sökordet 112 är inte text → sätt det inom citattecken"),
        (9, "sökordet Barnarbete står två gånger → ta bort det ena"),
        (10, "rank är ”20” → skriv ett tal från 0.1 till 10; vanliga sidor har 1"),
        (11, "exklude är inte en uppgift för sökningen → menade du exclude?"),
    ],
    "en": [
        (7, "the keyword 112 is not text → put it in quotes"),
        (9, "the keyword Barnarbete is there twice → remove one of them"),
        (10, "rank is “20” → write a number from 0.1 to 10; ordinary pages have 1"),
        (11, "exklude is not a detail for the search → did you mean exclude?"),
    ],
}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_mistake_is_one_line_in_the_editors_language(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """As the checks report it, in a build and without one."""
    monkeypatch.setenv("HALLBAR_LANGUAGE", language)
    lines = lines_of(PAGE, "docs/sv/kod.md")
    article = Article(parsed("<h1>Kod</h1>"), "sv", front_matter(lines))
    found = review(lines, article, Messages(problems.__code__.co_filename).texts).findings

    assert [str(finding) for finding in found if finding.rule.startswith("search")] == [
        f"docs/sv/kod.md:{line}: {text}" for line, text in MESSAGES[language]
    ]
    assert {finding.grade for finding in found if finding.rule.startswith("search")} == {"error"}


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("---\nsearch: 7\n---\n", (), 1),
        ("---\ntitle: A\nsearch: {rank: 0}\n---\n", ("rank",), 2),
        ("---\nsearch: {\n keywords: [a,\n 7]}\n---\n", ("keywords", 1), 3),
        ("---\nsearch:\n  keywords: a\n...\nb: [", ("keywords",), 2),
        ("---  \r\nsearch:\r\n  rank: x\r\n---\r\n", ("rank",), 2),
        ("---\ntitle: A\n---\n", ("rank",), 0),  # the settings come from elsewhere
        ("no front matter", ("rank",), 0),
    ],
)
def test_the_line_of_a_setting(text: str, path: tuple[str | int, ...], line: int) -> None:
    assert line_of(text, path) == line


def test_a_page_without_search_has_no_problem() -> None:
    lines = lines_of("---\ntitle: A\nsearch:\n---\n", "a.md")

    assert list(problems(lines, front_matter(lines))) == []
