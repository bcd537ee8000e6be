"""The menu and the cards of a navigation: two pages, a section within a section, a link to another site."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from hallbar.frame.menu import Entry, Item, cards, menu

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Nav:
    """A page, section or link, as MkDocs makes it."""

    title: str
    url: str = ""
    children: "Sequence[Item] | None" = None
    file: Any = None
    meta: dict[str, Any] = field(default_factory=dict)


def page(title: str, url: str, lang: str = "sv", **meta: object) -> Nav:
    return Nav(title, url, file=SimpleNamespace(locale=lang), meta=meta)


HOME = page("Kommunen", "./", description="Allt.")
LOAN = page("Lån", "lana/", description="Så lånar du.")
FINE, LATE = page("Avgift", "avgift/", "en", description="What it costs."), page("Försenad", "sen/")
RULES = Nav("Regler", children=[Nav("Pengar", children=[FINE, LATE]), page("Ordning", "ordning/")])
EMPTY = Nav("Tom", children=[])
AWAY = Nav("Länsbiblioteket", "https://lan.example.org/")
ITEMS: list[Item] = [HOME, LOAN, RULES, EMPTY, AWAY]


def shown(current: Nav | None) -> list[Entry]:
    return menu(ITEMS, current, HOME, "Start", "sv")


def test_a_closed_section_leads_to_its_first_page_and_the_start_page_is_called_start() -> None:
    assert shown(LOAN) == [
        Entry("Start", "./"),
        Entry("Lån", "lana/", current=True),
        Entry("Regler", "avgift/"),
        Entry("Länsbiblioteket", "https://lan.example.org/"),
    ]


def test_the_section_of_the_page_is_open_and_so_are_those_around_it() -> None:
    [_, loan, rules, _] = shown(LATE)

    assert not loan.current
    assert rules == Entry(
        "Regler",
        entries=(
            Entry(
                "Pengar",
                entries=(Entry("Avgift", "avgift/", "en"), Entry("Försenad", "sen/", current=True)),
            ),
            Entry("Ordning", "ordning/"),
        ),
    )


@pytest.mark.parametrize("current", [None, page("Cookies", "cookies/")])
def test_on_a_page_outside_the_menu_all_is_closed(current: Nav | None) -> None:
    assert [entry.current or bool(entry.entries) for entry in shown(current)] == [False] * 4


def test_each_entry_at_the_top_but_the_start_page_has_a_card() -> None:
    assert cards(ITEMS, HOME, "sv") == [
        Entry("Lån", "lana/", description="Så lånar du."),
        Entry("Regler", "avgift/", "en", description="What it costs."),
        Entry("Länsbiblioteket", "https://lan.example.org/"),
    ]
