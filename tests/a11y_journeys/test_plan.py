"""Every page is checked, in every state where it can be; nothing is passed over in silence."""

import pytest
from bs4 import BeautifulSoup

from a11y_journeys import conditions
from a11y_journeys.errors import SiteError
from a11y_journeys.plan import Plan, Share, planned, states_of
from a11y_journeys.site import Page, Site
from a11y_journeys.state import WIDTHS, State


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


def test_every_page_is_checked_wide_and_narrow_light_and_dark() -> None:
    views = [view for task in planned(SITE, []) for view in task.views]

    assert len(views) == len(set(views)) == len(SITE.pages) * 4
    assert {view.path for view in views if not view.sample} == {"/b/"}


def test_a_brief_run_sees_pages_dark_when_narrow() -> None:
    views = [(view.width, view.scheme) for task in planned(SITE, [], brief=True) for view in task.views]

    assert views == [(1280, "light"), (320, "light"), (320, "dark")] * len(SITE.pages)


def test_a_state_is_reached_on_the_first_page_that_has_it_in_each_language() -> None:
    tasks = [task for task in planned(SITE, [state("button", (320,))]) if task.state]

    assert [(task.page.path, task.widths) for task in tasks] == [("/d/", (320,)), ("/en/", (320,))]


def test_a_brief_run_sees_states_dark_when_narrow_and_in_other_languages_once() -> None:
    tasks = [task for task in planned(SITE, [state("button", WIDTHS)], brief=True) if task.state]

    views = [(view.path, view.width, view.scheme) for task in tasks for view in task.views]
    assert views == [
        ("/d/", 1280, "light"),
        ("/d/", 320, "light"),
        ("/d/", 320, "dark"),
        ("/en/", 320, "light"),
    ]


def test_conditions_are_tried_on_all_samples() -> None:
    tasks = [task for task in planned(SITE, conditions.STATES) if task.state]

    assert {task.page.path for task in tasks} == SITE.samples


def test_shares_are_the_whole_run_and_each_task_once() -> None:
    whole = Plan(SITE, [state("button")])
    parts = [Plan(SITE, [state("button")], Share(number, 3)) for number in (1, 2, 3)]

    tasks = [(task.page.path, task.state) for part in parts for task in part.tasks]
    assert sorted(tasks, key=str) == sorted(((one.page.path, one.state) for one in whole.tasks), key=str)
    assert sorted(path for part in parts for path in part.files) == sorted(whole.files)
    assert all(part.tasks and part.files for part in parts)


def test_a_state_that_no_page_has_is_an_error() -> None:
    with pytest.raises(SiteError, match="no page has the state named: nothing matches dialog"):
        planned(SITE, [state("dialog")])


def test_a_state_that_none_of_the_chosen_pages_has_is_left_out() -> None:
    some = Site("http://a/", SITE.pages[:2], whole=False)

    assert {task.state for task in planned(some, [state("dialog")])} == {None}


def test_states_are_those_of_every_page_and_those_that_the_site_lists() -> None:
    listed = state("button")

    assert states_of(SITE) == list(conditions.STATES)
    assert states_of(Site("http://a/", SITE.pages, (listed,))) == [*conditions.STATES, listed]
