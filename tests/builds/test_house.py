"""The house: parts that come off, another path, another generator, another site."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from support import PLUGINS, ROOT, Served, build, copy_of_repository
from visiting import watched

CAPABILITIES = sorted(path.parent.name for path in PLUGINS.glob("*/plugin.py"))


def without(lines: str, start: str) -> str:
    """The text without the line that begins with `start`, and what is indented below it."""
    depth = len(start) - len(start.lstrip())
    return re.sub(rf"(?m)^{re.escape(start)}.*\n(?: {{{depth + 1},}}.*\n)*", "", lines)


def remove(repository: Path, capability: str) -> None:
    """As the README says: turn it off, delete its folder, its entry point, its includes."""
    shutil.rmtree(repository / "plugins/hallbar" / capability)
    shutil.rmtree(repository / "tests" / capability, ignore_errors=True)
    for path, start in [("mkdocs.yml", "  - hallbar/"), ("pyproject.toml", '"hallbar/')]:
        text = (repository / path).read_text("utf-8")
        assert f"{start}{capability}" in text
        (repository / path).write_text(without(text, f"{start}{capability}"), "utf-8")
    for template in (repository / "overrides").rglob("*.html"):
        kept = [
            line for line in template.read_text("utf-8").splitlines() if f'"hallbar/{capability}/' not in line
        ]
        template.write_text("\n".join(kept) + "\n", "utf-8")


def rest_without(copy: Path, capability: str, in_browser: bool) -> subprocess.CompletedProcess[str]:
    """Take a capability off the copy and run the tests of the site that is left."""
    remove(copy, capability)
    rest = [str(path) for path in sorted((copy / "tests").glob("*/test_site.py"))]
    if in_browser:
        (copy / "node_modules").symlink_to(ROOT / "node_modules")
        rest.append(str(copy / "tests/browser/test_before_choice.py"))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *rest],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def taken_off(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> dict[str, subprocess.CompletedProcess[str]]:
    """What the tests of the rest said, for each capability taken off; two at a time."""
    copies = [copy_of_repository(tmp_path_factory.mktemp(name) / "repository") for name in CAPABILITIES]
    in_browser = [request.config.getoption("long")] * len(copies)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(CAPABILITIES, pool.map(rest_without, copies, CAPABILITIES, in_browser), strict=True))


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_comes_off(
    capability: str, taken_off: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    done = taken_off[capability]

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


def test_the_site_works_below_a_path(
    tmp_path: Path, serve: Callable[[Path], Served], context: BrowserContext
) -> None:
    copy = copy_of_repository(tmp_path / "repository")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    settings = re.sub("(?m)^site_url: .*", "site_url: https://example.org/upphandling/", settings)
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    done = build(copy, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    served = serve(tmp_path / "site")

    for path in served.pages():
        tab = watched(context.new_page())
        tab.page.goto(served.url + path)
        assert (tab.seen.failed, tab.seen.errors) == ([], []), path
        assert all(url.startswith(f"{served.url}/upphandling/") for url in tab.seen.requests)
        tab.page.close()

    tab = watched(context.new_page())
    tab.page.goto(f"{served.url}/upphandling/en/kontakt/")
    tab.press("readaloud", "accept")
    tab.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    tab.page.get_by_label("Yes").check()
    tab.page.click("page-feedback button[type=submit]")
    expect(tab.page.locator("[data-message=thanks]")).to_be_visible()
    assert [cookie["path"] for cookie in context.cookies()] == ["/upphandling/"]

    assert tab.page.goto(f"{served.url}/upphandling/en/nowhere/").status == 404  # type: ignore[union-attr]
    assert (
        tab.page.evaluate("() => getComputedStyle(document.querySelector('.skip-link')).position")
        == "absolute"
    )
    tab.page.get_by_role("link", name="To the start page").click()
    assert tab.page.url == f"{served.url}/upphandling/en/"


def test_the_fork_of_mkdocs_builds_the_same_pages(site: Path, tmp_path: Path) -> None:
    done = build(ROOT, tmp_path / "site", generator="properdocs")
    assert done.returncode == 0, done.stderr

    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert len(pages) >= 17
    for page in pages:
        assert (tmp_path / "site" / page).read_bytes() == (site / page).read_bytes(), page


def test_other_markdown_makes_another_site(tmp_path: Path) -> None:
    copy = copy_of_repository(tmp_path / "repository")
    shutil.rmtree(copy / "docs")
    for lang, text in [("sv", "# Bibliotek\n\nVi har öppet."), ("en", "# Library\n\nWe are open.")]:
        (copy / "docs" / lang).mkdir(parents=True)
        (copy / "docs" / lang / "index.md").write_text(text, "utf-8")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(without(settings, "nav:") + "nav: [index.md]\n", "utf-8")

    done = build(copy, tmp_path / "site")

    assert done.returncode == 0, done.stderr
    built = {
        page.parent.relative_to(tmp_path / "site").as_posix() for page in tmp_path.rglob("site/**/index.html")
    }
    ours = {".", "cookies", "cookies/register", "om-upplasningen"}
    assert built == ours | {"en", *(f"en/{path}" for path in ours - {"."})}
    assert "<read-aloud" in (tmp_path / "site/en/index.html").read_text("utf-8")
