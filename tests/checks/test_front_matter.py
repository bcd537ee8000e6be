"""The front matter of a page: its fields, and a finding with a line for each mistake."""

import pytest

from hallbar.checks.front_matter import front_matter, problems
from hallbar.checks.source import lines_of

GOOD = "---\ntitle: Kontakt\ndescription: Så når du oss.\nreviewed: 2026-11-23\n---\n\nText"


def found(text: str) -> list[tuple[str, str, int]]:
    lines = lines_of(text, "a.md")
    return [(problem.key, problem.what, problem.line) for problem in problems(lines, front_matter(lines))]


@pytest.mark.parametrize(
    "text", [GOOD, "---\ntitle: A\ndescription:\n---\n", "Text utan uppgifter", "", "---\n---\nTomt"]
)
def test_front_matter_without_a_mistake(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("title: Kontakt\ntitel: Kontakt", ("front_matter_unknown_near", "titel", 2)),
        ("author: Jag", ("front_matter_unknown", "author", 1)),
        ("title: 2026", ("front_matter_not_text", "title", 1)),
        ("title: [a, b]", ("front_matter_not_text", "title", 1)),
        ("title: A\nreviewed: i går", ("front_matter_not_a_date", "i går", 2)),
        (f"description: {'a' * 161}", ("front_matter_too_long", "161", 1)),
        ("- en\n- lista", ("front_matter_unreadable", "", 1)),
    ],
)
def test_each_mistake_has_its_line(head: str, problem: tuple[str, str, int]) -> None:
    assert found(f"---\n{head}\n---\nText") == [problem]


def test_front_matter_that_yaml_cannot_read() -> None:
    (problem,) = found("---\ntitle: A\ndescription: Så här: så\n---\nText")

    assert problem[0] == "front_matter_unreadable"
    assert problem[2] == 2


def test_an_impossible_date() -> None:
    assert found("---\ntitle: A\nreviewed: 2026-13-45\n---\nText") == [
        ("front_matter_unreadable", "month must be in 1..12", 2)
    ]


def test_a_character_that_yaml_does_not_allow() -> None:
    (problem,) = found("---\ntitle: A\0\n---\nText")

    assert problem[0] == "front_matter_unreadable"
    assert "special characters" in problem[1]


def test_front_matter_without_an_end() -> None:
    assert found("---\ntitle: A\n\nText") == [("front_matter_without_end", "", 0)]


def test_rules_read_the_fields_as_a_mapping() -> None:
    assert front_matter(lines_of(GOOD, "a.md"))["title"] == "Kontakt"
    assert front_matter(lines_of("---\na: b: c\n---", "a.md")) == {}
