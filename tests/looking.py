"""Measurements of a page as it looks: sizes in CSS pixels, with one font, so that every machine agrees."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

FONT = "Liberation Sans"
"""The font that every measurement uses; scripts/test installs it with the browser."""
WINDOWS = ((1280, 900), (390, 844), (320, 640))
"""A desk, a usual phone, a small phone: width and height."""
PINNED = f"* {{ font-family: '{FONT}' !important; }}"


@dataclass(frozen=True)
class Limits:
    """Largest heights in a window of this width (design of the gate and the player)."""

    header: int
    gate: int
    player: int


LIMITS = {1280: Limits(72, 152, 72), 390: Limits(112, 204, 130), 320: Limits(112, 226, 130)}
NOTICE = 20
"""Largest height of the line that calls the site an example."""

MEASURE = """() => {
  const box = (selector) => {
    const found = document.querySelector(selector);
    if (!found?.checkVisibility()) return null;
    const { top, bottom, left, right, height } = found.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY, left, right, height };
  };
  const lead = document.querySelector("h1")?.closest("[data-text]")?.parentElement
    ?.querySelector("[data-text] p");
  const sentence = () => {
    const text = lead?.firstChild;
    if (!(text instanceof Text)) return null;
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, (/[.!?](?=\\s|$)/.exec(text.data)?.index ?? text.data.length - 1) + 1);
    return range.getBoundingClientRect().bottom + scrollY;
  };
  return {
    header: box(".site-header-row"),
    notice: box(".demonstration"),
    gate: box("consent-gate[feature=readaloud]"),
    form: box("consent-gate[feature=feedback]"),
    player: box("read-aloud"),
    accept: box("consent-gate[feature=readaloud] [data-consent=accept]"),
    once: box("consent-gate[feature=readaloud] [data-consent=once]"),
    sentence: sentence(),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


def pin_font(page: Page) -> None:
    """Show the page in one font. Raises AssertionError if the machine lacks it."""
    page.add_style_tag(content=PINNED)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
    assert [font["familyName"] for font in fonts] == [FONT], f"install the font {FONT}: fonts-liberation"


def measured(page: Page, width: int, height: int) -> dict[str, Any]:
    """Return the boxes of the parts of a page in a window; None for a part that is not shown."""
    page.set_viewport_size({"width": width, "height": height})
    found: dict[str, Any] = page.evaluate(MEASURE)
    return found
