"""The layers of the theme: their order, and the files of Material that no page loads."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import Environment

from hallbar.frame.layers import material_style, unused, visible, with_frame


@dataclass
class File:
    src_uri: str
    src_dir: str | None = "material"


@pytest.mark.parametrize(
    ("own", "before", "after"),
    [
        ("own", ["own", "material", "mkdocs"], ["own", "frame", "material", "mkdocs"]),
        (None, ["material", "mkdocs"], ["frame", "material", "mkdocs"]),
        ("own", ["sitemap", "own", "material"], ["own", "frame", "sitemap", "material"]),
        ("own", ["own", "frame", "material"], ["own", "frame", "material"]),  # in the next language
    ],
)
def test_the_frame_comes_after_the_site_and_before_all_others(
    own: str | None, before: list[str], after: list[str]
) -> None:
    assert with_frame(own, Path("frame"), before) == after


def test_the_style_of_material_is_found_whatever_its_version(tmp_path: Path) -> None:
    folder = tmp_path / "material/assets/stylesheets"
    folder.mkdir(parents=True)
    assert material_style([str(tmp_path / "material")]) == ""

    (folder / "main.0123abcd.min.css").touch()
    (folder / "palette.0123abcd.min.css").touch()
    folders = [str(tmp_path / "own"), str(tmp_path / "material")]
    assert material_style(folders) == "assets/stylesheets/main.0123abcd.min.css"


def test_unused_files_are_found_but_never_files_of_the_site() -> None:
    asked = [
        File("assets/stylesheets/main.1.min.css"),
        File("index.md", "docs"),
        File("hallbar/frame/page.css", "frame"),
    ]
    ours = [File("assets/javascripts/own.js", "docs"), File("assets/images/favicon.png", "docs")]
    not_asked = [
        File("assets/javascripts/bundle.1.min.js"),
        File("assets/images/favicon.png"),
        File("assets/stylesheets/main.1.min.css.map"),
        File("assets/stylesheets/palette.1.min.css"),
    ]

    assert list(unused([*asked, *not_asked, *ours], "docs")) == not_asked


def test_hidden_templates_are_found_and_not_listed(tmp_path: Path) -> None:
    for name in ("own/main.html", "theme/main.html", "theme/partials/nav.html", "theme/.icons/a/b.svg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")

    env = visible(Environment, [str(tmp_path / "own"), str(tmp_path / "theme")])()

    assert env.list_templates() == ["main.html", "partials/nav.html"]
    assert env.get_template(".icons/a/b.svg").render() == "theme/.icons/a/b.svg"
    assert env.get_template("main.html").render() == "own/main.html"
