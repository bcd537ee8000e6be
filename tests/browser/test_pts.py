"""The six measures that PTS required of four organisations in 2023 (LEK 9:28), on every view that asks.

Each measure is a function that returns the errors of a view. Each is also proved on a broken view.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

Measure = Callable[[Page, "View"], list[str]]
IN_VIEW = """element => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && height > 0;
}"""
LOOK = """element => {
  const own = element.labels?.length ? [element, element.labels[0]] : [element];
  return own.flatMap(one => {
    const s = getComputedStyle(one);
    return [s.color, s.backgroundColor, s.backgroundImage, s.border, s.borderRadius, s.boxShadow, s.opacity,
      s.font, s.padding, s.textDecoration, one.tagName, Math.round(one.getBoundingClientRect().height),
      one === element ? Math.round(one.getBoundingClientRect().width) : 0, one.checked, one.autofocus];
  });
}"""


@dataclass(frozen=True)
class View:
    """A part of a page that asks for consent."""

    name: str
    path: str
    element: str
    yes: str
    no: str
    purpose: dict[str, str]
    on: str = "served"


PREFERENCES = {"sv": "inställnings-cookies", "en": "preference cookies"}
STATISTICS = {"sv": "statistik-cookies", "en": "statistics cookies"}
ACCEPT, ONCE, REFUSE = "[data-consent=accept]", "[data-consent=once]", "[data-consent=refuse]"
VIEWS = [
    View("readaloud", "lana/", "consent-gate[feature=readaloud]", ACCEPT, ONCE, PREFERENCES),
    View("feedback", "lana/", "consent-gate[feature=feedback]", ACCEPT, ONCE, PREFERENCES),
    View("settings", "cookies/", "consent-settings", "input[value=yes]", "input[value=no]", PREFERENCES),
    View("banner", "kontakt/", ".consent-banner", ACCEPT, REFUSE, STATISTICS, on="other"),
]
WITHDRAWAL = {
    "sv": ("ändra dig när som helst", "Cookie-inställningar"),
    "en": ("change it at any time", "Cookie settings"),
}


def lang(page: Page) -> str:
    return page.get_attribute("html", "lang") or ""


def refused_in_the_first_view_as_easily(page: Page, view: View) -> list[str]:
    """Measure 1: refusing is in the same view, and as fast as accepting."""
    element = page.locator(view.element)
    if element.locator(view.no).locator("visible=true").count() != 1:
        return ["there is no refusing here"]
    yes, no = element.locator(view.yes), element.locator(view.no)
    yes.scroll_into_view_if_needed()
    seen = [bool(one.evaluate(IN_VIEW)) for one in (yes, no)]
    yes.focus()
    page.keyboard.press("ArrowDown" if view.name == "settings" else "Tab")
    next_one = no.evaluate("element => element === document.activeElement")
    return [] if seen == [True, True] and next_one else [f"in view: {seen}, next by keyboard: {next_one}"]


def nobody_is_nudged(page: Page, view: View) -> list[str]:
    """Measure 2: neither colour nor size favours yes, and nothing is chosen beforehand."""
    yes, no = (page.locator(view.element).locator(one).evaluate(LOOK) for one in (view.yes, view.no))
    chosen = page.locator(view.element).locator(":checked").count()
    return [f"{yes} != {no}"] * (yes != no) + ["chosen beforehand"] * (chosen > 0)


def nothing_is_stored_before(page: Page, view: View) -> list[str]:
    """Measure 3: nothing is stored on the device before the choice."""
    stored: list[Any] = page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [*stored, *(cookie["name"] for cookie in page.context.cookies())]


def purposes_are_named(page: Page, view: View) -> list[str]:
    """Measure 4: the first view names the purposes of the cookies, by category."""
    text = page.locator(view.element).inner_text().lower()
    return [] if view.purpose[lang(page)] in text else [f"not named: {view.purpose[lang(page)]}"]


def withdrawal_is_told(page: Page, view: View) -> list[str]:
    """Measure 5: the same view says that the choice can be changed, and where.

    At a gate this opens above the buttons ("About cookies").
    """
    summary = page.locator(view.element).locator("summary")
    for opens in summary.all():
        opens.press("Enter")
    shown = page.locator(view.element).inner_text()
    for opens in summary.all():
        opens.press("Enter")
    return [text for text in WITHDRAWAL[lang(page)] if text not in shown]


def withdrawn_in_two_presses(page: Page, view: View) -> list[str]:
    """Measure 6: two presses withdraw everything, from every page."""
    link = page.locator("footer a", has_text=WITHDRAWAL[lang(page)][1])
    if link.count() != 1:
        return ["no link to the settings"]
    link.click()
    page.locator("consent-settings [data-consent=refuse]").click()
    said = page.locator("consent-settings [data-outcome]").inner_text()
    refused = [cookie for cookie in page.context.cookies() if "true" in cookie.get("value", "")]
    return [] if said.strip() and not refused else [f"still stored: {refused}"]


MEASURES = [
    nobody_is_nudged,
    nothing_is_stored_before,
    purposes_are_named,
    withdrawal_is_told,
    refused_in_the_first_view_as_easily,  # a key that it presses may choose
    withdrawn_in_two_presses,  # leaves the page
]
BROKEN: dict[Measure, str] = {
    refused_in_the_first_view_as_easily: "([view, yes, no]) => "
    "{ view.querySelector(no).style = 'position: relative; top: 2000px'; }",
    nobody_is_nudged: "([view, yes, no]) => { const e = view.querySelector(no); e.style.width = '30px'; "
    "e.style.background = 'none'; e.style.fontWeight = '300'; }",
    nothing_is_stored_before: "() => { document.cookie = 'early=1'; }",
    purposes_are_named: "([view]) => { for (const e of view.querySelectorAll('h2, p, legend, li')) "
    "e.textContent = e.textContent.replace(/\\S+-cookies|\\S+ cookies/gi, 'cookies'); }",
    withdrawal_is_told: "([view]) => { for (const e of view.querySelectorAll('p')) "
    "if (/12 (månader|months)/.test(e.textContent)) e.remove(); }",
    withdrawn_in_two_presses: "() => document.querySelector('footer.site-footer').remove()",
}


@pytest.fixture(
    params=[(view, prefix) for view in VIEWS for prefix in ("", "en/")],
    ids=lambda given: f"{given[0].name} {given[1] or 'sv/'}",
)
def asking(request: pytest.FixtureRequest, context: BrowserContext) -> tuple[Page, View]:
    """A view, opened by a first-time visitor."""
    view, prefix = request.param
    page = context.new_page()
    page.goto(f"{request.getfixturevalue(view.on).url}/{prefix}{view.path}")
    page.wait_for_selector(view.element)
    return page, view


def test_the_measures_are_taken(asking: tuple[Page, View]) -> None:
    assert {measure.__name__: wrong for measure in MEASURES if (wrong := measure(*asking))} == {}


def test_each_measure_finds_what_is_broken(asking: tuple[Page, View]) -> None:
    """Break the view step by step: each measure finds its own error, and none of the others."""
    page, view = asking
    for measure in MEASURES:
        if measure is not withdrawn_in_two_presses:
            assert measure(page, view) == [], measure.__name__
        page.locator(view.element).evaluate(
            f"(view, given) => ({BROKEN[measure]})([view, ...given])", [view.yes, view.no]
        )
        assert measure(page, view) != [], measure.__name__
