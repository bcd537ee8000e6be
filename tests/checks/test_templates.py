"""The templates that a site is made from: those of its own folder, and the package's, wherever that is."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from a11y_journeys.element import ancestry
from a11y_journeys.site import Page, Site
from hallbar.checks.files import PACKAGE, shown
from hallbar.checks.locate import Locator
from hallbar.checks.templates import templates
from hallbar.settings import SettingsError

SHIPPED = {
    "consent/gate.html": "<p class=gate>",
    "feedback/form/fields.html": "<p class=fields>",
    "frame/theme/base.html": "<p class=base>",
    "frame/theme/main.html": '{% extends "base.html" %}<p class=main>',
    "frame/theme/partials/footer.html": "<p class=footer>",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Installed in the site's own .venv, as editors do it."""
    return written(tmp_path / "site/.venv/lib/python3.11/site-packages/hallbar", SHIPPED)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return written(tmp_path / "site", {"mkdocs.yml": "theme: {name: material, custom_dir: our/own}"})


def test_those_of_the_package_are_named_as_a_site_calls_or_replaces_them(site: Path, package: Path) -> None:
    found = {one.name: one.file for one in templates(site, package)}

    assert found == {
        "base.html": "hallbar/frame/theme/base.html",
        "main.html": "hallbar/frame/theme/main.html",
        "partials/footer.html": "hallbar/frame/theme/partials/footer.html",
        "hallbar/consent/gate.html": "hallbar/consent/gate.html",
        "hallbar/feedback/form/fields.html": "hallbar/feedback/form/fields.html",
    }


def test_a_site_s_own_come_first_and_replace_what_they_do_not_extend(site: Path, package: Path) -> None:
    own = {
        "main.html": '{% extends "base.html" %}<p class=ours>',
        "partials/footer.html": '{% extends "hallbar/frame/theme/partials/footer.html" %}<p class=added>',
        "hallbar/consent/gate.html": "<p class=gate>",
    }
    written(site / "our/own", own)
    found = [(one.name, one.file) for one in templates(site, package)]

    assert found[:3] == [(name, f"our/own/{name}") for name in sorted(own)]
    assert [file for _, file in found[3:]] == [
        "hallbar/frame/theme/base.html",
        "hallbar/frame/theme/partials/footer.html",
        "hallbar/feedback/form/fields.html",
    ]


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "theme: material",
        "theme: {name: material}",
        "theme: {custom_dir: nowhere}",
        "theme: {custom_dir: [a]}",
    ],
)
def test_a_site_without_templates_of_its_own_has_those_of_the_package(
    site: Path, package: Path, settings: str
) -> None:
    written(site, {"overrides/main.html": "<p>", "mkdocs.yml": settings})

    assert len(templates(site, package)) == 5


def test_a_mkdocs_yml_of_another_name(site: Path, package: Path) -> None:
    written(site, {"ours.yml": "theme: {custom_dir: over}", "over/main.html": "<p>"})

    assert templates(site, package, "ours.yml")[0].file == "over/main.html"


def test_a_mkdocs_yml_that_cannot_be_read_is_reported(site: Path) -> None:
    written(site, {"mkdocs.yml": "theme: ["})
    page = Page("/", "", BeautifulSoup("", "html.parser"), "docs/sv/index.md")

    with pytest.raises(SettingsError, match=r"mkdocs\.yml"):
        Locator(site, Site("http://a/", [page]))


def test_the_package_itself_has_a_frame_and_no_page_of_the_checks(site: Path) -> None:
    found = [one.file for one in templates(site)]

    assert {"hallbar/frame/theme/base.html", "hallbar/consent/gate.html"} <= set(found)
    assert [file for file in found if "/checks/" in file] == []


def test_an_element_of_the_site_s_own_template_is_fixed_there(site: Path, package: Path) -> None:
    written(site / "our/own", {"partials/footer.html": '<div class="our-footer">'})
    html = '<body><div class="our-footer"><p>Text</p></div>'
    tree = BeautifulSoup(html, "html.parser")
    page = Page("/", html, tree, "docs/sv/index.md")
    locate = Locator(site, Site("http://a/", [page]))

    assert locate(page, ancestry(tree, ".our-footer p")) == "our/own/partials/footer.html"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("docs/sv/index.md", "docs/sv/index.md"),
        ("overrides/../overrides/main.html", "overrides/main.html"),
        (".venv/lib/python3.11/site-packages/material/templates/base.html", "material/templates/base.html"),
        ("../lib/python3/dist-packages/hallbar/consent/gate.html", "hallbar/consent/gate.html"),
    ],
)
def test_files_are_named_from_the_site_or_from_their_package(tmp_path: Path, path: str, named: str) -> None:
    site = tmp_path / "site"
    site.mkdir()

    assert shown(site / path, site) == named


def test_a_package_that_is_worked_on_is_named_from_the_site_that_holds_it(tmp_path: Path) -> None:
    assert shown(PACKAGE / "consent/gate.html", PACKAGE.parents[1]) == "plugins/hallbar/consent/gate.html"
    assert shown(PACKAGE / "consent/gate.html", tmp_path) == "hallbar/consent/gate.html"
    assert shown(tmp_path / "a.html", PACKAGE) == (tmp_path / "a.html").as_posix()
