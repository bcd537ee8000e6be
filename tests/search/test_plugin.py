"""Messages of the search in the build: other search plugins, and front matter without the checks."""

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from hallbar.front_matter import read
from hallbar.search.plugin import _refuse_others, _report
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
def test_another_search_plugin_is_refused_with_its_line(tmp_path: Any, other: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    config: Any = SimpleNamespace(plugins={other: 1}, config_file_path=str(tmp_path / "mkdocs.yml"))

    with pytest.raises(PluginError) as caught:
        _refuse_others(config)
    assert str(caught.value).endswith(
        f"mkdocs.yml:5: the plugin {other} makes an index that no page uses → remove it: "
        "hallbar/search searches the site"
    )


def test_no_other_search_plugin_is_nothing_to_say() -> None:
    config: Any = SimpleNamespace(plugins={"hallbar/search": 1, "tags": 1}, config_file_path=None)

    _refuse_others(config)


def test_front_matter_is_reported_line_by_line(caplog: pytest.LogCaptureFixture) -> None:
    """By a site without the checks; with them, they do."""
    text = "---\nsearch:\n  boost: 2\n  rank: hög\n  keywords: [a, a]\n---\n"
    page: Any = SimpleNamespace(file=SimpleNamespace(content_string=text, src_uri="sv/a.md"))
    config: Any = SimpleNamespace(docs_dir="docs")

    _report(read({"boost": 2, "rank": "hög", "keywords": ["a", "a"]}).mistakes, page, config)

    assert [record.getMessage() for record in caplog.records] == [
        "docs/sv/a.md:3: boost is not a detail for the search → did you mean rank?",
        "docs/sv/a.md:4: rank is “hög” → write a number from 0.1 to 10; ordinary pages have 1",
        "docs/sv/a.md:5: the keyword a is there twice → remove one of them",
    ]
    assert {record.levelname for record in caplog.records} == {"WARNING"}
    assert {record.name.split(".")[0] for record in caplog.records} == {
        "mkdocs"
    }  # a strict build counts them
