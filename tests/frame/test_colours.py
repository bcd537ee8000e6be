"""The colours of a site have enough contrast, in both schemes."""

import pytest

from hallbar.frame.colours import Colours, Palette, contrast, mistakes, stylesheet


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#fff", "#000", 21),
        ("#777777", "#777777", 1),
        ("#767676", "#ffffff", 4.54),  # the lightest grey with 4.5:1 on white
        ("#595959", "#FFFFFF", 7.0),  # with 7:1
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_as_wcag_defines_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_the_default_colours_have_enough_contrast() -> None:
    assert list(mistakes(Colours())) == []
    assert stylesheet(Colours()) == ""


@pytest.mark.parametrize(
    ("colours", "place", "said"),
    [
        (Colours(light=Palette(accent="#9fd0f5")), ["light", "accent"], "accent on background has 1.6:1"),
        (Colours(dark=Palette(accent="#004b75")), ["dark", "accent"], "accent on background has 1.9:1"),
        (Colours(light=Palette(background="#000")), ["light", "background"], "text on background has 1.3:1"),
        (Colours(light=Palette(on_accent="#000")), ["light", "on_accent"], "on_accent on accent has 2.3:1"),
        (Colours(light=Palette(border="#ddd")), ["light", "border"], "and needs 3:1"),
        (Colours(dark=Palette(danger="#800")), ["dark", "danger"], "danger on background"),
        (Colours(dark=Palette(highlight="#ff0")), ["dark", "highlight"], "text on highlight"),
        (Colours(light=Palette(soft="ffffff")), ["light", "soft"], "“ffffff” is no colour"),
    ],
)
def test_low_contrast_is_reported_with_its_ratio(colours: Colours, place: list[str], said: str) -> None:
    found = list(mistakes(colours))

    assert found[0][0] == place
    assert said in found[0][1]


def test_a_colour_of_one_scheme_leaves_the_other_alone() -> None:
    own = Colours(light=Palette(accent="#7a1f3d", on_accent="#fff"), dark=Palette(accent="#f2b8c6"))

    assert list(mistakes(own)) == []
    assert stylesheet(own) == (
        "@media (prefers-color-scheme: light){:root{--hallbar-accent:#7a1f3d;--hallbar-on-accent:#fff;}}\n"
        "@media (prefers-color-scheme: dark){:root{--hallbar-accent:#f2b8c6;}}\n"
    )
