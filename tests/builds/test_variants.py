"""Variants of a build: below a path, with another generator, another site, in one language."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from support import PLUGINS, Served, build, made_up_site, without
from visiting import watched

pytestmark = pytest.mark.usefixtures("processes")


@pytest.mark.usefixtures("long_round")
def test_the_site_works_below_a_path(
    tmp_path: Path, serve: Callable[[Path], Served], context: BrowserContext
) -> None:
    copy = made_up_site(tmp_path / "repository")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    settings = re.sub("(?m)^site_url: .*", "site_url: https://example.org/biblioteket/", settings)
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    done = build(copy, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    served = serve(tmp_path / "site")

    for path in served.pages():
        tab = watched(context.new_page())
        tab.page.goto(served.url + path)
        assert (tab.seen.failed, tab.seen.errors) == ([], []), path
        assert all(url.startswith(f"{served.url}/biblioteket/") for url in tab.seen.requests)
        tab.page.close()

    tab = watched(context.new_page())
    tab.page.goto(f"{served.url}/biblioteket/en/kontakt/")
    tab.press("readaloud", "accept")
    tab.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    tab.page.get_by_label("Yes").check()
    tab.page.click("page-feedback button[type=submit]")
    expect(tab.page.locator("page-feedback [data-message=thanks]")).to_be_visible()
    assert [cookie["path"] for cookie in context.cookies()] == ["/biblioteket/"]

    assert tab.page.goto(f"{served.url}/biblioteket/en/nowhere/").status == 404  # type: ignore[union-attr]
    assert (
        tab.page.evaluate("() => getComputedStyle(document.querySelector('.skip-link')).position")
        == "absolute"
    )
    tab.page.get_by_role("link", name="To the start page").click()
    assert tab.page.url == f"{served.url}/biblioteket/en/"


@pytest.mark.usefixtures("long_round")
def test_the_fork_of_mkdocs_builds_the_same_pages(site: Path, tmp_path: Path) -> None:
    copy = made_up_site(tmp_path / "repository")
    done = build(copy, tmp_path / "site", generator="properdocs")
    assert done.returncode == 0, done.stderr

    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert len(pages) >= 17
    for page in pages:
        assert (tmp_path / "site" / page).read_bytes() == (site / page).read_bytes(), page


@pytest.mark.usefixtures("long_round")
def test_another_site_builds_from_other_markdown(tmp_path: Path) -> None:
    copy = made_up_site(tmp_path / "repository")
    shutil.rmtree(copy / "docs")
    for lang, text in [("sv", "# Bibliotek\n\nVi har öppet."), ("en", "# Library\n\nWe are open.")]:
        (copy / "docs" / lang).mkdir(parents=True)
        (copy / "docs" / lang / "index.md").write_text(text, "utf-8")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    for naming_pages in ("nav:", "  footer:", "  contact:"):
        settings = without(settings, naming_pages)
    (copy / "mkdocs.yml").write_text(f"{settings}nav: [index.md]\n", "utf-8")

    done = build(copy, tmp_path / "site")

    assert done.returncode == 0, done.stderr
    built = {
        page.parent.relative_to(tmp_path / "site").as_posix()
        for page in (tmp_path / "site").rglob("index.html")
    }
    ours = {".", "a-o", "cookies", "cookies/register", "om-upplasningen", "sok"}
    assert built == ours | {"en", *(f"en/{path}" for path in ours - {"."})}
    assert "<read-aloud" in (tmp_path / "site/en/index.html").read_text("utf-8")


@pytest.mark.usefixtures("long_round")
def test_a_site_in_one_language_needs_no_i18n(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page = "---\ntitle: Library\ndescription: When we are open.\n---\n\nWe are open.\n"
    (tmp_path / "docs/index.md").write_text(page, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(ONE, "utf-8")

    done = build(tmp_path, tmp_path / "site")

    assert done.returncode == 0, done.stderr
    start = (tmp_path / "site/index.html").read_text("utf-8")
    assert '<html lang="en"' in start
    assert "<read-aloud" in start
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://library.example.org/</loc>" in sitemap
    assert "<loc>https://library.example.org/cookies/</loc>" in sitemap


ONE = f"""
site_name: Library
site_url: https://library.example.org/
theme: {{name: material, language: en, font: false}}
plugins: [{", ".join(f"hallbar/{path.parent.name}" for path in PLUGINS.glob("*/plugin.py"))}]
extra: {{organisation: The Library}}
"""
