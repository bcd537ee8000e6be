"""Searching at length: keys, broken networks, privacy, history, input methods, a site below a path."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from faulty_proxy import PORTAL, Faulty, answers, cuts, faulty, resets
from sharing import shared
from support import Served, build, made_up_site
from visiting import Visit, frames, shifts, wait_in, watched

pytestmark = [pytest.mark.usefixtures("long_round"), pytest.mark.timeout(300)]
Open = Callable[[str], Visit]
FIELD = "#search-field"
BUTTON = "site-search form > button"
PANEL = ".search-panel"
STATUS = "site-search [role=status]"
HITS = f"{PANEL} [data-hits] a"
COUNT = f"{PANEL} [data-count]"
RESULTS = "search-results"
HEADING = f"{RESULTS} h2"
TITLES = f"{RESULTS} [data-hits] h3 a"
INDEX = "**/hallbar/search/index/**"
FRAGMENTS = "**/fragment/*"
WIDTHS = pytest.mark.parametrize("width", [1280, 320])
STRICT = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
BOOKS = 23
BOOK = "# Bok {0}\n\nZebrafinken är bok nummer {0}.\n\n## Om boken {{#om}}\n\nZebrafinken igen.\n"


def type_in(page: Page, text: str) -> None:
    page.focus(FIELD)
    page.keyboard.type(text)


def search(page: Page, text: str) -> None:
    page.fill(f"{RESULTS} input", text)
    page.press(f"{RESULTS} input", "Enter")


@pytest.fixture(params=[1280, 320])
def typed(visit: Open, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in whose field somebody has typed “bok”, in a wide and in a narrow window."""
    one = visit("/kontakt/")
    one.page.set_viewport_size({"width": request.param, "height": 640})
    type_in(one.page, "bok")
    expect(one.page.locator(HITS).first).to_be_visible()
    yield one.page
    assert one.seen.errors == []


def test_arrows_move_between_the_field_and_the_links(typed: Page) -> None:
    links = typed.locator(f"{PANEL} a:visible")
    count = links.count()
    assert count == typed.locator(HITS).count() + 1  # and the link to all of them
    for key, to in [
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("End", count - 1),
        ("ArrowDown", count - 1),
        ("Home", 0),
    ]:
        typed.keyboard.press(key)
        expect(links.nth(to)).to_be_focused()
        expect(links.nth(to)).to_be_in_viewport(ratio=1)
    typed.keyboard.press("ArrowUp")
    expect(typed.locator(FIELD)).to_be_focused()
    typed.keyboard.press("Tab")
    expect(links.nth(0)).to_be_focused()


def test_typing_on_a_link_goes_on_in_the_field(typed: Page) -> None:
    typed.keyboard.press("ArrowDown")
    typed.keyboard.type("en")
    expect(typed.locator(FIELD)).to_be_focused()
    expect(typed.locator(FIELD)).to_have_value("boken")
    expect(typed.locator(STATUS)).to_contain_text("”boken”")


def test_the_panel_closes_with_esc_or_when_its_reader_goes_elsewhere(typed: Page) -> None:
    field, panel = typed.locator(FIELD), typed.locator(PANEL)
    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("bok")

    typed.keyboard.press("ArrowDown")  # opens it again
    expect(panel).to_be_visible()
    for key in ("ArrowDown", "End", "Tab"):
        typed.keyboard.press(key)
    expect(panel).to_be_hidden()
    assert typed.evaluate("!document.activeElement.closest('site-search')")
    assert typed.evaluate("document.activeElement.checkVisibility()")

    field.press("ArrowDown")
    expect(panel).to_be_visible()
    typed.locator("main h1").click(force=True)
    expect(panel).to_be_hidden()


def test_the_panel_is_in_the_window_at_every_width(visit: Open) -> None:
    page = visit("/en/kontakt/").page
    page.type(FIELD, "contact")
    expect(page.locator(HITS).first).to_be_visible()
    for width in (320, 480, 599, 600, 768, 799, 800, 959, 960, 1199, 1200, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 640})
        edges = page.locator(PANEL).evaluate(
            "(it) => [it.getBoundingClientRect()].flatMap((r) => [r.left, r.right])"
        )
        assert 0 <= edges[0] < edges[1] <= width, width


def test_the_button_can_be_pressed_on_a_phone_whether_the_field_has_grown_or_not(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})
    page.click(BUTTON)
    expect(page).to_have_url(re.compile("/sok/$"))

    type_in(page, "bok")
    page.click(BUTTON)
    expect(page).to_have_url(re.compile("/sok/#q=bok$"))
    expect(page.locator(HEADING)).to_contain_text("”bok”")


def test_what_the_grown_field_covers_is_free_when_the_focus_goes_there(visit: Open) -> None:
    """WCAG 2.2 2.4.11 and 2.4.12."""
    page = visit("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})
    page.focus(FIELD)
    for selector in (".menu-button", ".site-languages a"):
        page.keyboard.press("Tab")
        link = page.locator(f".site-header {selector}").first
        expect(link).to_be_focused()
        middle = """one => { const { x, y, width, height } = one.getBoundingClientRect();
          return one.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"""
        assert link.evaluate(middle)


def test_a_late_answer_replaces_no_newer_one(visit: Open) -> None:
    page = visit("/kontakt/").page
    held: list[Route] = []
    page.route(FRAGMENTS, lambda route: held.append(route))
    type_in(page, "hunden")
    expect(page.locator(f"{PANEL} [data-part=searching]")).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("Söker…")
    assert held
    page.fill(FIELD, "qxzwvq")
    expect(page.locator(COUNT)).to_have_text("Inga träffar på ”qxzwvq”")
    for route in held:
        route.continue_()
    frames(page, 20)
    expect(page.locator(COUNT)).to_have_text("Inga träffar på ”qxzwvq”")
    expect(page.locator(STATUS)).to_have_text("Inga träffar på ”qxzwvq”")


def test_the_count_is_announced_once_and_after_a_pause(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.focus(FIELD)
    page.wait_for_selector(STATUS, state="attached")
    page.evaluate(
        """(status) => {
          window.announced = [];
          new MutationObserver(([...all]) => all.forEach(({ addedNodes }) =>
            addedNodes.forEach((node) => announced.push(node.textContent)))
          ).observe(document.querySelector(status), { childList: true });
        }""",
        STATUS,
    )
    page.type(FIELD, "lånekort", delay=60)
    page.wait_for_function("announced.length > 0")
    frames(page, 10)
    [text] = page.evaluate("announced")
    assert re.fullmatch(r"\d+ träffar på ”lånekort”", text)

    page.fill(FIELD, "")  # as by its ×
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(STATUS)).to_be_empty()


FAULTS = {
    "404": answers(404),
    "503": answers(503),
    "portal": PORTAL,
    "cut": cuts(20),
    "reset": resets(20),
}


@pytest.fixture(params=FAULTS)
def broken(request: pytest.FixtureRequest, served: Served, processes: None) -> Iterator[Faulty]:
    """The site behind a network that fails for the index, until it heals."""
    with faulty(served.url) as proxy:
        proxy.make(FAULTS[request.param], "*/hallbar/search/index/*")
        yield proxy


def test_a_failing_network_is_no_lack_of_results(browser: Browser, broken: Faulty) -> None:
    with browser.new_context() as visitor:
        page = visitor.new_page()
        page.goto(f"{broken.url}/kontakt/")
        type_in(page, "lånekort")
        again = page.locator(f"{PANEL} [data-again]")
        expect(again).to_be_visible()
        expect(page.locator(STATUS)).to_have_text("Sökningen kan inte nås just nu.")
        expect(page.locator(COUNT)).to_be_hidden()
        expect(page.locator(f"{PANEL} a[href*='a-o/']:visible")).to_have_count(1)
        broken.heal()
        page.keyboard.press("ArrowDown")
        expect(again).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator(FIELD)).to_be_focused()
        expect(page.locator(HITS).first).to_be_visible()


def test_so_it_is_on_the_results_page(browser: Browser, broken: Faulty) -> None:
    with browser.new_context() as visitor:
        page = visitor.new_page()
        page.goto(f"{broken.url}/sok/#q=l%C3%A5nekort")
        again = page.locator(f"{RESULTS} [data-again]")
        expect(again).to_be_visible()
        expect(page.locator(HEADING)).to_be_hidden()
        again.press("Enter")
        expect(page.locator(f"{RESULTS} [role=status]")).not_to_be_empty()  # it failed again
        expect(again).to_be_focused()
        broken.heal()
        again.press("Enter")
        expect(page.locator(HEADING)).to_contain_text("”lånekort”")
        expect(page.locator(HEADING)).to_be_focused()


@pytest.mark.usefixtures("processes")
def test_the_query_reaches_no_server_and_nothing_is_stored(browser: Browser, served: Served) -> None:
    with faulty(served.url) as proxy, browser.new_context() as visitor:
        one = watched(visitor.new_page())
        page = one.page
        page.goto(f"{proxy.url}/kontakt/")
        type_in(page, "hemligord lånekort")
        expect(page.locator(STATUS)).not_to_be_empty()
        page.keyboard.press("Enter")
        expect(page.locator(HEADING)).to_contain_text("hemligord")
        search(page, "hemligord bok")
        expect(page.locator(HEADING)).to_contain_text("hemligord bok")
        page.reload()
        expect(page.locator(HEADING)).to_contain_text("hemligord bok")

        assert [path for path in proxy.requests if "hemlig" in path.lower() or "?q" in path] == []
        stored = "[document.cookie, localStorage.length, sessionStorage.length]"
        assert page.evaluate(stored) == ["", 0, 0]
        assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
        assert page.evaluate("caches.keys().then((all) => all.length)") == 0
        others = [url for url in one.seen.requests if not url.startswith((proxy.url, "data:"))]
        assert others == []


@WIDTHS
def test_under_a_strict_policy(browser: Browser, served: Served, width: int) -> None:
    """WebAssembly needs 'wasm-unsafe-eval' (CSP 3); nothing else is asked for."""

    def strict(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": STRICT})

    with browser.new_context(viewport={"width": width, "height": 640}) as visitor:
        one = watched(visitor.new_page())
        page = one.page
        page.route(re.compile(r"/$|/#.*$"), strict)
        page.goto(f"{served.url}/en/kontakt/")
        type_in(page, "library")
        expect(page.locator(HITS).first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(TITLES).first).to_be_visible()
        assert one.seen.errors == []


def test_addresses_can_be_shared(visit: Open) -> None:
    page = visit("/sok/?q=l%C3%A5nekort").page
    expect(page.locator(HEADING)).to_contain_text("”lånekort”")
    expect(page).to_have_url(re.compile(r"/sok/#q=l%C3%A5nekort$"))
    expect(page.locator(f"{RESULTS} input")).to_have_value("lånekort")

    page = visit("/sok/#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20100%25%20%2B%20%22a%22").page
    text = '<img src=x onerror=alert(1)> 100% + "a"'
    expect(page.locator(f"{RESULTS} input")).to_have_value(text)
    expect(page.locator(HEADING)).to_contain_text(text)
    assert page.locator(f"{RESULTS} img").count() == 0


def test_the_header_searches_on_the_results_page_too(visit: Open) -> None:
    page = visit("/sok/").page
    expect(page.locator("[data-outcome]")).to_be_hidden()
    landmarks = page.get_by_role("search").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert len(landmarks) == len(set(landmarks)) == 2

    type_in(page, "bok")
    page.keyboard.press("Enter")
    expect(page.locator(HEADING)).to_contain_text("”bok”")
    expect(page.locator(HEADING)).to_be_focused()
    expect(page.locator(PANEL)).to_be_hidden()
    type_in(page, "en")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(HEADING)).to_contain_text("”boken”")
    assert page.locator("meta[name=robots][content=noindex]").count()


def test_an_input_method_composes_undisturbed(visit: Open) -> None:
    """Enter, arrows and Esc belong to the list of the input method until it has ended."""
    page = visit("/kontakt/").page
    page.focus(FIELD)
    page.wait_for_selector(STATUS, state="attached")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "boke", "selectionStart": 4, "selectionEnd": 4})
    frames(page, 30)
    expect(page.locator(PANEL)).to_be_hidden()
    keyboard.send("Input.insertText", {"text": "boken"})
    expect(page.locator(STATUS)).to_contain_text("”boken”")
    expect(page.locator(FIELD)).to_have_value("boken")


def test_typing_and_sending_before_the_scripts_have_come_is_not_lost(visit: Open) -> None:
    page = visit("/kontakt/").page
    held: list[Route] = []
    page.route("**/hallbar/search/finding/*", lambda route: held.append(route))
    type_in(page, "bok")
    wait_in(page, lambda: held, "the script is asked for")
    held[0].continue_()
    expect(page.locator(HITS).first).to_be_visible()

    page = visit("/kontakt/").page
    page.route("**/hallbar/search/finding/*", lambda route: route.abort())
    type_in(page, "bok")
    page.unroute("**/hallbar/search/finding/*")
    page.keyboard.press("Enter")
    expect(page.locator(HEADING)).to_contain_text("”bok”")


def test_the_page_does_not_move(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})
    before = shifts(page)
    type_in(page, "bok")
    expect(page.locator(HITS).first).to_be_visible()
    assert shifts(page) == before


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Served:
    """A site below a path, with more results than fit on a page."""
    return serve(shared(tmp_path_factory, "many", _build_many) / "site")


def _build_many(folder: Path) -> None:
    copy = made_up_site(folder / "repository")
    for number in range(BOOKS):
        (copy / f"docs/sv/bok-{number}.md").write_text(BOOK.format(number), "utf-8")
    settings = (
        (copy / "mkdocs.yml").read_text("utf-8").replace("omitted_files: warn", "omitted_files: ignore")
    )
    settings = re.sub("(?m)^site_url: .*", "site_url: https://example.org/biblioteket/", settings)
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    done = build(copy, folder / "site", HALLBAR_SOUND="off")
    assert done.returncode == 0, done.stderr
    shutil.rmtree(copy)


@pytest.fixture
def far(many: Served, browser: Browser) -> Iterator[Visit]:
    with browser.new_context() as visitor:
        yield watched(visitor.new_page())


def test_more_results_and_the_way_back(far: Visit, many: Served) -> None:
    """Ten at a time; focus on the first new one; back from a result to the same place."""
    page, titles = far.page, far.page.locator(TITLES)
    page.goto(f"{many.url}/biblioteket/sok/#q=zebrafink")
    rest, more = page.locator(f"{RESULTS} [data-rest-text]"), page.get_by_role("button", name="Visa fler")
    expect(titles).to_have_count(10)
    expect(rest).to_have_text(f"Visar 10 av {BOOKS} träffar.")
    for shown in (20, BOOKS):
        before = titles.count()
        more.press("Enter")
        expect(titles).to_have_count(shown)
        expect(titles.nth(before)).to_be_focused()
        expect(page.locator(f"{RESULTS} [role=status]")).to_have_text(f"Visar {shown} av {BOOKS} träffar.")
    expect(more).to_be_hidden()
    assert len(set(titles.all_inner_texts())) == BOOKS

    titles.nth(21).click()
    expect(page).to_have_url(re.compile(r"/biblioteket/bok-\d+/$"))
    page.wait_for_load_state("networkidle")
    page.go_back()
    expect(titles).to_have_count(BOOKS)
    expect(titles.nth(21)).to_be_in_viewport()
    assert far.seen.errors == []
    assert far.seen.failed == []


def test_below_a_path_every_link_leads_there(far: Visit, many: Served) -> None:
    page = far.page
    page.goto(f"{many.url}/biblioteket/en/")
    page.goto(f"{many.url}/biblioteket/bok-3/")
    type_in(page, "zebrafink")
    expect(page.locator(HITS)).to_have_count(5)
    links: list[Any] = page.locator(f"{PANEL} a").evaluate_all("all => all.map((link) => link.pathname)")
    assert [path for path in links if path and not path.startswith("/biblioteket/")] == []
    everything = page.locator(f"{PANEL} [data-all]:visible")
    expect(everything).to_have_text(f"Visa alla {BOOKS} träffar")
    everything.click()
    expect(page.locator(HEADING)).to_have_text(f"{BOOKS} träffar på ”zebrafink”")
    page.locator(f"{RESULTS} [data-hits] ul a").first.click()
    expect(page).to_have_url(re.compile(r"/biblioteket/bok-\d+/#om$"))
    assert far.seen.failed == []
