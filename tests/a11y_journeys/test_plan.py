"""What is looked at: every page, and every state where it can be; nothing is passed over in silence."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from a11y_journeys import conditions
from a11y_journeys.plan import Plan, Share, planned, states_of
from a11y_journeys.site import Page, Site, SiteError, at
from a11y_journeys.site import served as in_a_process
from hallbar.states import State
from support import Served


def page(path: str, body: str, lang: str = "sv") -> Page:
    html = f'<html lang="{lang}"><title>a</title><body>{body}</body></html>'
    return Page(path, html, BeautifulSoup(html, "html.parser"))


def stay(page: object) -> None:
    """The state is there already."""


def state(on: str, widths: tuple[int, ...] = (1280,)) -> State:
    return State("named", on, stay, on, widths)


SITE = Site(
    "http://a/",
    [
        page("/", "<a href=x>x</a>"),
        page("/b/", "<a href=y>y</a>"),
        page("/c/", "<a href=y>y</a><table></table>"),
        page("/d/", "<a href=y>y</a><table></table><button class=z>z</button>"),
        page("/en/", "<a href=x>x</a><button>b</button>", "en"),
        page("/404.html", "<a href=x>x</a>"),
    ],
)


def test_a_page_with_something_new_is_a_sample() -> None:
    assert SITE.samples == {"/", "/c/", "/d/", "/en/", "/404.html"}


def test_every_page_is_looked_at_wide_and_narrow_light_and_dark() -> None:
    looks = [look for stop in planned(SITE, []) for look in stop.looks]

    assert len(looks) == len(set(looks)) == len(SITE.pages) * 4
    assert {look.path for look in looks if not look.sample} == {"/b/"}


def test_a_state_is_reached_on_the_first_page_that_has_it_in_each_language() -> None:
    stops = [stop for stop in planned(SITE, [state("button", (320,))]) if stop.state]

    assert [(stop.page.path, stop.widths) for stop in stops] == [("/d/", (320,)), ("/en/", (320,))]


def test_conditions_are_tried_on_all_samples() -> None:
    stops = [stop for stop in planned(SITE, conditions.STATES) if stop.state]

    assert {stop.page.path for stop in stops} == SITE.samples


def test_shares_are_the_whole_round_and_each_stop_once() -> None:
    whole = Plan(SITE, [state("button")])
    parts = [Plan(SITE, [state("button")], Share(number, 3)) for number in (1, 2, 3)]

    stops = [(stop.page.path, stop.state) for part in parts for stop in part.stops]
    assert sorted(stops, key=str) == sorted(((one.page.path, one.state) for one in whole.stops), key=str)
    assert sorted(path for part in parts for path in part.files) == sorted(whole.files)
    assert all(part.stops and part.files for part in parts)


def test_a_state_that_no_page_has_is_told() -> None:
    with pytest.raises(SiteError, match="no page has the state named: nothing matches dialog"):
        planned(SITE, [state("dialog")])


def test_states_come_from_the_capabilities_that_are_on() -> None:
    ours = Site("http://a/", SITE.pages, ("frame", "feedback"))

    assert {"menu", "form-open"} <= {one.name for one in states_of(ours)}
    assert "playing" not in {one.name for one in states_of(ours)}
    assert states_of(SITE) == list(conditions.STATES)  # its frame is not ours


def test_the_pages_of_a_site_of_ours_come_from_its_manifest(served: Served) -> None:
    site = at(served.url)

    assert [one.path for one in site.pages] == [*served.pages(), "/404.html"]
    assert site.default_language == "sv"
    assert {one.source for one in site.pages if one.path == "/en/kontakt/"} == {"docs/en/kontakt.md"}


@pytest.mark.usefixtures("processes")
def test_the_pages_of_another_site_come_from_its_sitemap(tmp_path: Path) -> None:
    place = "<url><loc>https://example.org/below/{}</loc></url>"
    (tmp_path / "sitemap.xml").write_text(f"<urlset>{place.format('')}{place.format('a/')}</urlset>", "utf-8")
    (tmp_path / "a").mkdir()
    for folder in (tmp_path, tmp_path / "a"):
        (folder / "index.html").write_text("<html lang=en><title>a</title>", "utf-8")

    with in_a_process(tmp_path) as address:
        assert [one.path for one in at(address).pages] == ["/", "/a/"]


def test_an_address_without_pages_is_told_in_one_line() -> None:
    with pytest.raises(SiteError, match="which pages has it"):
        at("http://127.0.0.1:9/")
