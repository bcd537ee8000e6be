"""The first screen: sizes of header, gate and player, and the text that a reader came for."""

from collections.abc import Callable, Iterator

import pytest

from looking import LIMITS, NOTICE, WINDOWS, measured, pin_font
from support import Served
from visiting import Visit

Open = Callable[[str], Visit]
PAGES = ["/lana/", "/en/lana/", "/regler/", "/en/regler/", "/", "/en/"]
windows = pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window[0]}x{window[1]}")


def _too_large(visit: Open, path: str) -> Iterator[str]:
    page = visit(path).page
    pin_font(page)
    for width, height in WINDOWS:
        found, limits = measured(page, width, height), LIMITS[width]
        for part, most in [
            ("header", limits.header),
            ("notice", NOTICE),
            ("gate", limits.gate),
            ("form", limits.gate),
        ]:
            if found[part]["height"] > most:
                yield f"{path} {width}: {part} is {found[part]['height']:.0f} px high, at most {most}"
        for part in ("accept", "once"):
            if found[part]["bottom"] > height:
                yield f"{path} {width}: {part} ends at {found[part]['bottom']:.0f} of {height}"
        if found["sentence"] > height:
            yield f"{path} {width}: the first sentence ends at {found['sentence']:.0f} of {height}"
        if found["wide"] > 0:
            yield f"{path} {width}: {found['wide']} px wider than the window"
        if abs(found["accept"]["height"] - found["once"]["height"]) > 0.5:
            yield f"{path} {width}: the buttons of the gate have different heights"


@pytest.mark.parametrize("path", PAGES)
def test_the_first_screen_shows_the_text_and_both_choices(visit: Open, path: str) -> None:
    assert [*_too_large(visit, path)] == []


@pytest.mark.parametrize("path", ["/lana/", "/en/lana/"])
def test_the_player_is_one_row_and_two_on_a_phone(visit: Open, path: str) -> None:
    one = visit(path)
    pin_font(one.page)
    one.press("readaloud", "once")
    one.page.wait_for_selector("read-aloud:defined [data-act=play]")
    one.settle()

    heights = {width: measured(one.page, width, height)["player"]["height"] for width, height in WINDOWS}

    assert {width: height for width, height in heights.items() if height > LIMITS[width].player} == {}


def test_the_measured_pages_are_there(served: Served) -> None:
    assert set(PAGES) <= set(served.pages())
