"""Messages of the search in the build: other search plugins, and front matter without the checks."""

from pathlib import Path

import pytest

from hallbar.front_matter import read
from hallbar.search.mistakes import OtherSearchError, of_front_matter, refuse_others
from hallbar.settings import line_of_plugin

SETTINGS = """site_name: search
plugins:
  - hallbar/frame
  - hallbar/search
  - search: {lang: sv}
  - tags
"""


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        (SETTINGS, "search", 5),
        (SETTINGS, "material/search", 5),  # MkDocs finds it by its short name, too
        (SETTINGS, "tags", 6),
        (SETTINGS.replace("search: {lang: sv}", '"material/search" # ours?'), "material/search", 5),
        ("a: b\nplugins: [hallbar/search, search]\n", "material/search", 2),
        ("plugins:\n  hallbar/search: {}\n  search:\n", "search", 3),
        ("plugins:\n  - /search\n", "search", 2),
        ("site_name: search\n", "search", 1),
        ("", "search", 1),
    ],
)
def test_the_line_of_a_plugin(text: str, name: str, line: int) -> None:
    assert line_of_plugin(text, name) == line


@pytest.mark.parametrize("other", ["search", "material/search"])
def test_another_search_plugin_is_refused_with_its_line(tmp_path: Path, other: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")

    with pytest.raises(OtherSearchError) as caught:
        refuse_others({other}, str(tmp_path / "mkdocs.yml"))
    assert str(caught.value).endswith(
        f"mkdocs.yml:5: the plugin {other} makes an index that no page uses → remove it: "
        "hallbar/search searches the site"
    )


def test_no_other_search_plugin_is_nothing_to_say() -> None:
    refuse_others({"hallbar/search", "tags"}, "mkdocs.yml")


def test_front_matter_is_reported_line_by_line() -> None:
    """By a site without the checks; with them, they do."""
    text = "---\nsearch:\n  boost: 2\n  rank: hög\n  keywords: [a, a]\n---\n"
    found = read({"boost": 2, "rank": "hög", "keywords": ["a", "a"]}).mistakes

    assert of_front_matter(found, text, Path("docs/sv/a.md")) == [
        "docs/sv/a.md:3: boost is not a detail for the search → did you mean rank?",
        "docs/sv/a.md:4: rank is “hög” → write a number from 0.1 to 10; ordinary pages have 1",
        "docs/sv/a.md:5: the keyword a is there twice → remove one of them",
    ]
