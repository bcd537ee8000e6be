"""The checks in a browser, as they are set up for a site that we built."""

import re
from string import Formatter

import pytest

from a11y_journeys.discovery import discover
from a11y_journeys.words import ENGLISH
from hallbar.checks.journeys import SiteOfOurs, states_of, words_in
from support import Served

SWEDISH = words_in("sv")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_pages_come_from_the_manifest_with_their_sources(served: Served) -> None:
    site = discover(served.url, listing=SiteOfOurs().listing)

    assert [one.path for one in site.pages] == [*served.pages(), "/404.html"]
    assert site.default_language == "sv"
    assert {one.source for one in site.pages if one.path == "/en/kontakt/"} == {"docs/en/kontakt.md"}
    assert {"menu", "form-open", "playing"} <= {state.name for state in site.states}


def test_a_single_page_keeps_its_source_and_the_states_of_the_site(served: Served) -> None:
    site = discover(served.url, ["/en/kontakt/"], SiteOfOurs().listing)

    assert [(one.path, one.source) for one in site.pages] == [("/en/kontakt/", "docs/en/kontakt.md")]
    assert not site.whole
    assert site.states


def test_states_come_from_the_capabilities_that_are_on() -> None:
    names = {one.name for one in states_of(["frame", "feedback", "elements"])}

    assert {"menu", "form-open"} <= names
    assert "playing" not in names


def test_the_words_are_the_same_in_swedish() -> None:
    assert list(SWEDISH.texts) == list(ENGLISH.texts)
    assert SWEDISH.language == "sv"


@pytest.mark.parametrize("key", ENGLISH.texts)
def test_swedish_says_as_much_as_english(key: str) -> None:
    swedish, english = SWEDISH[key], ENGLISH[key]

    assert [places(part) for part in swedish.split("|")] == [places(part) for part in english.split("|")]
    assert swedish.count(" → ") == english.count(" → ")
    assert not re.search(r"\s$|  ", swedish)
