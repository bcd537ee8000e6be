"""The frame around every page, and the page in print."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

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

    expect(page.locator(".table-region")).to_have_count(1)
    expect(page.locator(".table-region[tabindex='0']")).to_have_count(stops)
    expect(page.get_by_role("region", name="Allt som kan sparas på din enhet")).to_have_count(1)


def test_in_print_links_show_their_urls_and_controls_are_hidden(visit: Open) -> None:
    page = visit("/").page
    page.emulate_media(media="print")

    [address] = page.locator("article a[href^='https:']").evaluate_all(f"links => links.map({AFTER})")
    assert "https://lansbiblioteket.example.org/" in address
    assert page.locator("article a[href^='kontakt']").first.evaluate(AFTER) == "none"
    for control in ("button", ".skip-link", ".site-menu", ".site-path", ".feedback", "a[hreflang=en]"):
        assert page.locator(control).locator("visible=true").count() == 0, control
    expect(page.get_by_role("heading", level=1)).to_be_visible()
