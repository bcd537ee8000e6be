"""The frame around every page, and the page in print."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support import Served
from visiting import Visit

Open = Callable[[str], Visit]
AFTER = "link => getComputedStyle(link, '::after').content"


def properties(page: Page, button: str) -> dict[str, Any]:
    """Return the properties of a button in the browser's accessibility tree."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    [node] = [
        node
        for node in nodes
        if not node["ignored"] and node["role"]["value"] == "button" and node["name"]["value"] == button
    ]
    return {one["name"]: one["value"]["value"] for one in node["properties"]}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/kontakt/", ["Start", "Kontakt"]),
        ("/cookies/", ["Start", "Cookie-inställningar"]),
        ("/en/kontakt/", ["Home", "Contact"]),
    ],
)
def test_breadcrumbs_end_with_the_page(visit: Open, path: str, said: list[str]) -> None:
    page = visit(path).page
    steps = page.get_by_role("navigation", name="Du är här" if said[0] == "Start" else "You are here")

    assert steps.get_by_role("listitem").all_inner_texts() == said
    expect(steps.locator("[aria-current=page]")).to_have_text(said[-1])
    steps.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"//[^/]+/en/$" if path.startswith("/en/") else r"//[^/]+/$"))


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_a_start_page_has_no_breadcrumbs(visit: Open, path: str) -> None:
    expect(visit(path).page.locator(".site-path")).to_have_count(0)


def test_the_menu_button_exposes_the_state_of_the_menu(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})

    expect(page.get_by_role("button", name="Meny", exact=True)).to_be_visible()
    assert properties(page, "Meny")["expanded"] is False
    page.get_by_role("button", name="Meny", exact=True).press("Enter")
    assert properties(page, "Meny")["expanded"] is True


@pytest.mark.parametrize(("width", "stops"), [(1280, 0), (320, 1)])
def test_a_table_is_focusable_only_if_it_scrolls(visit: Open, width: int, stops: int) -> None:
    page = visit("/cookies/").page
    page.set_viewport_size({"width": width, "height": 640})
    page.add_style_tag(content="table { min-width: 30em !important; }")

    expect(page.locator(".table-region")).to_have_count(1)
    expect(page.locator(".table-region[tabindex='0']")).to_have_count(stops)
    expect(page.get_by_role("region", name="Allt som kan sparas på din enhet")).to_have_count(1)


BOXES = """(selectors) => Object.fromEntries(
  Object.entries(selectors).map(([name, selector]) => [
    name, document.querySelector(selector)?.getBoundingClientRect().toJSON()
  ])
)"""
PARTS = {
    "header": ".site-header",
    "notice": ".demonstration",
    "name": ".site-name",
    "languages": ".site-languages",
    "menu": ".site-menu",
    "path": ".site-path ol",
    "heading": "h1",
    "lead": ".lead p",
    "contents": ".contents-beside",
    "footer": ".site-footer-columns",
}


def boxes(page: Page, width: int, height: int) -> dict[str, dict[str, float]]:
    """Return the boxes of the parts of a page in a window of a size."""
    page.set_viewport_size({"width": width, "height": height})
    found: dict[str, dict[str, float]] = page.evaluate(BOXES, PARTS)
    return found


def test_a_wide_page_has_one_left_and_one_right_edge(visit: Open) -> None:
    at = boxes(visit("/lana/").page, 1280, 900)

    assert [at[part]["left"] for part in ("name", "menu", "footer")] == [64, 64, 64]
    assert [at[part]["left"] for part in ("path", "heading", "lead")] == [344, 344, 344]
    assert [at[part]["right"] for part in ("languages", "contents", "footer")] == [1216, 1216, 1216]
    assert at["lead"]["width"] <= 640
    assert at["notice"]["height"] <= 20
    assert at["header"]["height"] - at["notice"]["height"] <= 72
    assert at["menu"]["top"] <= at["heading"]["top"] <= at["menu"]["top"] + 24


def test_a_narrow_page_has_the_same_edges_and_a_low_header(visit: Open) -> None:
    page = visit("/lana/").page
    at = boxes(page, 320, 640)

    assert [at[part]["left"] for part in ("name", "path", "heading", "lead", "footer")] == [16] * 5
    assert [at[part]["right"] for part in ("languages", "footer")] == [304, 304]
    assert at["notice"]["height"] <= 20
    assert at["header"]["height"] - at["notice"]["height"] <= 112
    expect(page.locator("header .menu-button svg")).to_be_visible()


def test_entries_of_the_menu_are_aligned_and_the_start_page_is_called_start(visit: Open) -> None:
    page = visit("/lana/").page
    texts = page.locator(".site-menu a").evaluate_all(
        """links => links.map((link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          return [link.textContent, range.getBoundingClientRect().left];
        })"""
    )

    assert texts[0][0] == "Start"
    assert len({left for _, left in texts}) == 1
    expect(page.locator(".site-menu [aria-current=page]")).to_have_text(str(texts[1][0]))


def test_a_whole_card_is_a_link_with_one_name(visit: Open) -> None:
    page = visit("/").page
    cards = page.locator(".site-cards > li")
    columns = {}
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 800})
        columns[width] = len(set(cards.evaluate_all("cards => cards.map((card) => card.offsetLeft)")))

    assert columns == {320: 1, 640: 2}
    expect(cards.get_by_role("link")).to_have_text(
        ["Så lånar du på biblioteket", "Regler", "Lånekort", "Kontakt", "Tillgänglighetsredogörelse"]
    )
    expect(cards.get_by_role("heading", level=2)).to_have_count(5)
    box = cards.nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + box["height"] - 8)
    expect(page).to_have_url(re.compile("/regler/$"))


def test_contents_beside_the_text_mark_the_heading_that_is_read(visit: Open) -> None:
    page = visit("/lana/").page
    page.set_viewport_size({"width": 1280, "height": 900})
    links = page.locator(".contents-beside").get_by_role("link")

    expect(page.locator(".contents-beside [aria-current]")).to_have_count(0)
    assert links.all_inner_texts() == page.locator("[data-text] h2").all_inner_texts()
    page.evaluate("() => document.getElementById('omlan').scrollIntoView()")
    expect(page.locator(".contents-beside [aria-current=true]")).to_have_text("Låna om")
    expect(page.locator(".contents-beside")).to_be_in_viewport(ratio=1)
    expect(page.locator(".contents-folded")).to_be_hidden()


def test_contents_are_folded_where_there_is_no_room_and_open_without_scripts(
    plain: Page, served: Served
) -> None:
    plain.set_viewport_size({"width": 1024, "height": 768})
    plain.goto(f"{served.url}/lana/")

    expect(plain.locator(".contents-beside")).to_be_hidden()
    plain.locator(".contents-folded summary").click()
    plain.locator(".contents-folded").get_by_role("link", name="Låna om").click()
    expect(plain).to_have_url(re.compile("#omlan$"))
    plain.goto(f"{served.url}/kontakt/")  # two headings
    expect(plain.locator(".contents-folded")).to_have_count(0)


ENLARGED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 250% !important } consent-gate { display: none }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("path", ["/regler/", "/tillganglighet/", "/en/lanekort/", "/404.html"])
def test_with_text_of_twice_the_size_no_page_is_wider_than_its_window(visit: Open, path: str) -> None:
    page = visit(path).page
    page.evaluate(ENLARGED)
    wide = {}
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        wide[width] = page.evaluate("() => document.documentElement.scrollWidth")

    assert wide == {width: width for width in wide}


def test_in_print_links_show_their_urls_and_controls_are_hidden(visit: Open) -> None:
    page = visit("/").page
    page.emulate_media(media="print", color_scheme="dark")

    [address] = page.locator("article a[href^='https:']").evaluate_all(f"links => links.map({AFTER})")
    assert "https://lansbiblioteket.example.org/" in address
    assert page.locator("[data-text] a[href^='kontakt']").first.evaluate(AFTER) == "none"
    hidden = (
        "button",
        ".skip-link",
        ".site-menu",
        ".site-path",
        ".feedback",
        "a[hreflang=en]",
        ".site-cards",
    )
    for control in (*hidden, ".site-footer"):
        assert page.locator(control).locator("visible=true").count() == 0, control
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".site-name")).to_be_visible()
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
