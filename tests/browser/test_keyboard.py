"""By keyboard alone (WCAG 2.2 2.1.1, 2.4.1, 2.4.3)."""

from collections.abc import Callable

from playwright.sync_api import expect

from visiting import Visit

Open = Callable[[str], Visit]
FOCUSED = "() => document.activeElement.innerText"


def test_the_skip_link_comes_first_and_leads_to_the_text(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Hoppa till innehållet"
    page.keyboard.press("Enter")

    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_menu_opens_closes_and_gives_focus_back(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})
    menu = page.locator("#site-menu")
    expect(menu).to_be_hidden()

    page.locator("header .menu-button").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#site-menu') !== null")

    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert page.evaluate(FOCUSED) == "Meny"


def test_a_closed_menu_is_out_of_the_focus_order(visit: Open) -> None:
    page = visit("/kontakt/").page
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("header .menu-button").focus()

    stops = []
    for _ in range(10):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if page.evaluate("() => document.activeElement.closest('main') !== null"):
            break

    assert stops[:2] == ["English", "Start"]
    assert len(stops) == 3


def test_listening_by_keyboard(visit: Open) -> None:
    page = visit("/kontakt/").page
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "Lyssna utan cookies":
            break
    page.keyboard.press("Enter")

    page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    assert page.evaluate(FOCUSED) == "Pausa"
