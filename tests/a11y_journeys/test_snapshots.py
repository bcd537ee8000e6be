"""Accessibility snapshots: what screen readers get of each kind of page and state, against a reviewed copy.

The site is the made-up one, so that editors change no snapshot. After a change that is meant:
`pytest tests/a11y_journeys/test_snapshots.py --write-snapshots`, and read the difference.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import rounds
from a11y_journeys.discovery import discover
from a11y_journeys.plan import Task, planned, states_of
from a11y_journeys.site import Site
from a11y_journeys.visit import Window, window
from hallbar.checks.journeys import SiteOfOurs
from support import Served
from visiting import TODAY

SNAPSHOTS = Path(__file__).parent / "snapshots"
CHANGING = [
    (r"sound/\w+\.mp3", "sound/….mp3"),  # the name says what is in it: another on another kind of machine
    (r"\d+:\d\d (av|of) ", r"0:00 \1 "),  # where the sound is
    (r"draft=[\w-]+", "draft=…"),  # the token of a refused form
    (r'(slider ".*"): "\d+"', r'\1: "0"'),
]


def name(task: Task) -> str:
    page = task.page.path.strip("/").replace("/", "-").removesuffix(".html") or "index"
    return f"{page}.{task.views[0].state}.yml"


def usual(task: Task, site: Site) -> bool:
    """Return True if a task is of the usual run: a plain page, or a Swedish one in an important state."""
    return task.state is None or (
        task.page.lang == site.default_language and task.state.name not in rounds.LESS
    )


def snapshot(own: Window, site: Site, task: Task) -> str:
    visit = own.visit(site.address + task.page.path.lstrip("/"), task.views[0])
    if task.state:
        visit.reach(task.state)
    text = visit.page.locator("body").aria_snapshot() + "\n"
    for changing, always in CHANGING:
        text = re.sub(changing, always, text)
    return text


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_snapshots_are_as_reviewed(
    browser: Browser, served: Served, request: pytest.FixtureRequest, whole: bool
) -> None:
    """In the usual run: every page, and the states of the Swedish ones."""
    site = discover(served.url, listing=SiteOfOurs().listing)
    same = ("forced-colours", "paused", "dimmed", "small")  # they change colours or places only
    states = [state for state in states_of(site) if state.name not in same]
    tasks = {name(task): task for task in reversed(planned(site, states))}  # the widest of each
    whole = whole or request.config.getoption("write_snapshots")
    if not whole:
        tasks = {file: task for file, task in tasks.items() if usual(task, site)}
    with window(browser) as own:
        own.page.clock.set_fixed_time(TODAY)  # the receipt on the cookie page shows the date
        snapshots = {file: snapshot(own, site, task) for file, task in tasks.items()}
    if request.config.getoption("write_snapshots"):
        for path in SNAPSHOTS.glob("*.yml"):
            path.unlink()
        for file, text in snapshots.items():
            (SNAPSHOTS / file).write_text(text, "utf-8")

    reviewed = {path.name: path.read_text("utf-8") for path in SNAPSHOTS.glob("*.yml")}
    assert len(reviewed) > 20
    assert snapshots == (reviewed if whole else {file: reviewed.get(file) for file in snapshots})
