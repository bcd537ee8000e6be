"""The file in which to fix an element: on templates of all kinds, and on the pages of the made-up site."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from a11y_journeys.discovery import discover
from a11y_journeys.element import Element, ancestry
from a11y_journeys.site import Page, Site
from a11y_journeys.view import View
from a11y_journeys.visit import opened
from hallbar.checks.journeys import SiteOfOurs
from hallbar.checks.locate import Locator, file_of
from hallbar.checks.templates import templates
from support import ROOT, Served

FEEDBACK = "plugins/hallbar/feedback/form"
READALOUD, CONSENT = "plugins/hallbar/readaloud", "plugins/hallbar/consent"
NOTICE = "plugins/hallbar/translations/notice.html"
START, CARD = "docs/sv/index.md", "docs/sv/lanekort.md"
THEME = "plugins/hallbar/frame/theme"
SETTINGS, MISSING, FRAME = f"{CONSENT}/settings.html", f"{THEME}/404.html", f"{THEME}/base.html"

PLACES = {
    "/": {
        ".site-name": f"{THEME}/partials/header.html",
        ".site-header [popovertarget]": f"{THEME}/partials/header.html",
        ".site-header a[hreflang]": "plugins/hallbar/translations/switch.html",
        "#site-menu > button": f"{THEME}/partials/nav.html",
        "#site-menu a": f"{THEME}/partials/nav.html",
        "main": FRAME,
        "article": FRAME,
        "body": FRAME,
        "h1": START,
        ".site-cards h2": "plugins/hallbar/frame/cards.html",
        "[data-text] h2": START,
        "article p[data-speech]": START,
        "html": START,
        "head > title": START,
        "#not-there": START,
        "line 12": START,
        "[data-consent=accept]": f"{CONSENT}/gate.html",
        ".consent-notice > p": f"{CONSENT}/gate.html",
        ".reviewed time": f"{THEME}/main.html",
        "#feedback-heading": f"{FEEDBACK}/ask.html",
        "footer a": f"{THEME}/partials/footer.html",
        "select[data-speed]": f"{READALOUD}/player/player.html",
        "consent-gate > template > read-aloud > audio": f"{READALOUD}/player/player.html",
        "page-feedback textarea": f"{FEEDBACK}/comment.html",
        "#feedback-yes": f"{FEEDBACK}/fields.html",
        "page-feedback [type=submit]": f"{FEEDBACK}/form.html",
        "#search-field": "plugins/hallbar/search/field.html",
        "[data-message=failed] p": f"{FEEDBACK}/failed.html",
    },
    "/en/lanekort/": {
        ".untranslated": NOTICE,
        "article table": CARD,
        "article td": CARD,
        "h2#skaffa": CARD,
        "#site-menu a[lang=sv]": f"{THEME}/partials/nav.html",
    },
    "/cookies/": {
        "h1": SETTINGS,
        "article > p": SETTINGS,
        "fieldset input": SETTINGS,
        "table td": SETTINGS,
        ".table-region": SETTINGS,
        "head > title": FRAME,
    },
    "/404.html": {
        "h1": MISSING,
        "main section p": MISSING,
        "main section a": MISSING,
        "#missing-en": MISSING,
    },
}


@pytest.fixture(scope="module")
def ours(served: Served) -> Site:
    return discover(served.url, listing=SiteOfOurs().listing)


@pytest.fixture(scope="module")
def pages(ours: Site) -> dict[str, Page]:
    return {page.path: page for page in ours.pages}


@pytest.fixture(scope="module")
def locate(ours: Site) -> Locator:
    return Locator(ROOT, ours)


@pytest.mark.parametrize("path", PLACES)
def test_places_on_our_pages(
    browser: Browser, served: Served, locate: Locator, pages: dict[str, Page], path: str
) -> None:
    with opened(browser, served.url + path, View(path)) as visit:
        found = {place: locate(pages[path], visit.ask("ancestry", place)) for place in PLACES[path]}

    assert found == PLACES[path]


def test_what_was_behind_a_gate_is_known_when_it_is_opened(
    browser: Browser, served: Served, locate: Locator, pages: dict[str, Page]
) -> None:
    with opened(browser, f"{served.url}/", View("/")) as visit:
        for gate in visit.page.locator("[data-consent=once]").all():
            gate.click()
            expect(visit.page.locator("[data-opened=just]")).to_have_count(
                0
            )  # meanwhile presses may be ignored
        expect(visit.page.locator("page-feedback form")).to_be_visible()
        found = {place: locate(pages["/"], visit.ask("ancestry", place)) for place in PLACES["/"]}

    assert found == PLACES["/"]


@pytest.mark.parametrize("path", PLACES)
def test_the_same_holds_for_pages_as_they_are_served(
    locate: Locator, pages: dict[str, Page], path: str
) -> None:
    tree = pages[path].tree

    assert {place: locate(pages[path], ancestry(tree, place)) for place in PLACES[path]} == PLACES[path]


def test_a_page_without_a_place_is_its_markdown(locate: Locator, pages: dict[str, Page]) -> None:
    assert locate(pages["/"], []) == START
    assert locate(pages["/404.html"], []) == FRAME


def test_a_site_that_is_not_ours_has_only_addresses() -> None:
    html = BeautifulSoup('<header class="site-header"><p>Text</header>', "html.parser")
    page = Page("/about/", "", html)
    theirs = Locator(ROOT, Site("http://a/", [page]))

    assert theirs(page, ancestry(html, ".site-header p")) == "/about/"
    assert theirs(page, []) == "/about/"


def element(tag: str, own: str = "", classes: str = "", attributes: str = "", inside: str = "") -> Element:
    return Element(
        tag=tag, id=own, classes=classes.split(), attributes=attributes.split(), inside=inside.split()
    )


BODY = [element("body"), element("html")]
FILES = {
    "mkdocs.yml": "theme: {name: material, custom_dir: overrides}",
    "overrides/base.html": '<html class="{{ kind }}"><header class="top">{% include "logo.html" %}</header>',
    "overrides/main.html": '{% extends "base.html" %}<p class="date">',
    "overrides/logo.html": '<a href="/" lang="en" hreflang="en">{# <p class="comment"> #}Logo</a>',
    "overrides/settings.html": '{% extends "base.html" %}<p id="table-{{ name }}" class="wide"><my-settings>',
    "plugins/hallbar/one/box.html": '<my-box><p class="note{% if a %} big{% endif %}">',
    "plugins/hallbar/two/other.html": '<section class="note"><button data-press="{{ a | replace("<") }}">',
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


CASES = [
    ("by its class", [element("header", classes="top"), *BODY], "overrides/base.html"),
    ("by a class that is filled in", [element("p", classes="big"), *BODY], "plugins/hallbar/one/box.html"),
    ("by its attribute", [element("b", attributes="data-press"), *BODY], "plugins/hallbar/two/other.html"),
    ("by its element", [element("b"), element("my-box"), *BODY], "plugins/hallbar/one/box.html"),
    (
        "two have the class: its ancestors decide",
        [element("p", classes="note"), element("my-box"), *BODY],
        "plugins/hallbar/one/box.html",
    ),
    (
        "included, and the only such link",
        [element("a", attributes="href lang hreflang"), element("header", classes="top"), *BODY],
        "overrides/logo.html",
    ),
    (
        "included, but like any link",
        [element("a", attributes="href"), element("header", classes="top"), *BODY],
        "overrides/base.html",
    ),
    ("a name in a comment is none", [element("p", classes="comment"), *BODY], "overrides/base.html"),
    (
        "Markdown has the names of another page's template",
        [element("p", "table-x", "wide"), element("article"), *BODY],
        "docs/sv/x.md",
    ),
    ("spoken", [element("p", classes="note", attributes="data-speech"), *BODY], "docs/sv/x.md"),
    ("the page itself", [element("html")], "docs/sv/x.md"),
    ("nothing was found", [], "docs/sv/x.md"),
]


@pytest.mark.parametrize(("why", "chain", "file"), CASES, ids=[case[0] for case in CASES])
def test_a_page_of_markdown(repository: Path, why: str, chain: list[Element], file: str) -> None:
    assert (
        file_of(chain, templates(repository, repository / "plugins/hallbar"), "docs/sv/x.md", "/x/") == file
    )


@pytest.mark.parametrize(
    ("inside", "file"), [("my-settings", "overrides/settings.html"), ("#other", "overrides/base.html")]
)
def test_a_page_without_markdown_is_known_by_what_it_holds(repository: Path, inside: str, file: str) -> None:
    chain = [element("h1"), element("article", inside=inside), *BODY]

    assert file_of(chain, templates(repository, repository / "plugins/hallbar"), "", "/x/") == file


def test_a_folder_without_templates(tmp_path: Path) -> None:
    assert templates(tmp_path, tmp_path) == []
    assert file_of([element("p"), *BODY], [], "", "/x/") == "/x/"
    assert file_of([element("p"), *BODY], [], "docs/x.md", "/x/") == "docs/x.md"
