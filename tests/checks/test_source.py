"""The lines of a page's source, snippets included, and comments that turn a rule off."""

from pathlib import Path

import pytest

from hallbar.checks.source import front_matter_end, ignored, lines_of


def test_lines_know_their_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("ett\ntvå\n", "utf-8")
    lines = lines_of('a\n--8<-- "b.md"\nc', "a.md", [tmp_path])

    assert [(Path(line.file).name, line.number, line.text) for line in lines] == [
        ("a.md", 1, "a"),
        ("b.md", 1, "ett"),
        ("b.md", 2, "två"),
        ("a.md", 3, "c"),
    ]


def test_a_snippet_that_includes_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text('x\n--8<-- "b.md"\n', "utf-8")

    assert 1 < len(lines_of('--8<-- "b.md"', "a.md", [tmp_path])) < 50


@pytest.mark.parametrize(
    ("text", "end"),
    [("---\na: 1\n---\nb", 3), ("a\n---\n", 0), ("---\na: 1\n", 0), ("", 0), ("---\n...\n", 2)],
)
def test_the_end_of_the_front_matter(text: str, end: int) -> None:
    assert front_matter_end(lines_of(text, "a.md")) == end


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("<!-- hallbar: ignore some_rule: skäl -->\n\nett\ntvå\n\ntre", [1, 3, 4]),
        ("ett\nrad <!-- hallbar: ignore some-rule: skäl -->\ntvå", [2]),
        ("<!-- hallbar: ignore some_rule: skäl -->", [1]),
    ],
)
def test_a_comment_covers_its_line_and_the_next_block(text: str, covered: list[int]) -> None:
    (place,) = ignored(lines_of(text, "a.md"))

    assert (place.rule, place.reason) == ("some_rule", "skäl")
    assert sorted(number for _, number in place.covers) == covered


@pytest.mark.parametrize(
    "text", ["<!-- hallbar: ignore some_rule -->", "<!-- hallbar: ignore some_rule: -->"]
)
def test_a_comment_without_a_reason_has_an_empty_one(text: str) -> None:
    assert [place.reason for place in ignored(lines_of(text, "a.md"))] == [""]
