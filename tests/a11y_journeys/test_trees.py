"""What a screen reader is given: the tree of each kind of page and each state, compared with a reviewed copy.

The site is the made-up one, so that editors change no tree. After a change that is meant:
`pytest tests/a11y_journeys/test_trees.py --write-trees`, and read the difference.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from a11y_journeys.plan import Stop, planned, states_of
from a11y_journeys.site import Site, at
from a11y_journeys.visit import Window, window
from support import Served
from visiting import TODAY

TREES = Path(__file__).parent / "trees"
CHANGING = [
    (r"sound/\w+\.mp3", "sound/….mp3"),  # the name says what is in it: another on another kind of machine
    (r"\d+:\d\d (av|of) ", r"0:00 \1 "),  # where the sound is
    (r'(slider ".*"): "\d+"', r'\1: "0"'),
]


def name(stop: Stop) -> str:
    page = stop.page.path.strip("/").replace("/", "-").removesuffix(".html") or "index"
    return f"{page}.{stop.looks[0].state}.yml"


def tree(own: Window, site: Site, stop: Stop) -> str:
    visit = own.visit(site.address + stop.page.path.lstrip("/"), stop.looks[0])
    if stop.state:
        visit.reach(stop.state)
    text = visit.page.locator("body").aria_snapshot() + "\n"
    for changing, always in CHANGING:
        text = re.sub(changing, always, text)
    return text


def test_the_trees_are_as_reviewed(browser: Browser, served: Served, request: pytest.FixtureRequest) -> None:
    site = at(served.url)
    states = [state for state in states_of(site) if state.name != "forced-colours"]  # colours change no tree
    stops = {name(stop): stop for stop in reversed(planned(site, states))}  # the widest of each
    with window(browser) as own:
        own.page.clock.set_fixed_time(TODAY)  # the receipt on the cookie page shows the date
        trees = {file: tree(own, site, stop) for file, stop in stops.items()}
    if request.config.getoption("write_trees"):
        for path in TREES.glob("*.yml"):
            path.unlink()
        for file, text in trees.items():
            (TREES / file).write_text(text, "utf-8")

    reviewed = {path.name: path.read_text("utf-8") for path in TREES.glob("*.yml")}
    assert len(reviewed) > 20
    assert trees == reviewed
