"""The pages of the site as a menu and as cards. Knows the navigation by the attributes that it reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class Item(Protocol):
    """A page, a section (which has `children`) or a link to another site."""

    @property
    def title(self) -> str: ...

    @property
    def children(self) -> "Sequence[Item] | None": ...

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """An entry of the menu, or a card."""

    title: str
    url: str = ""
    """From the site's root; empty for a section that is open."""
    lang: str = ""
    """Language of the page if it is not that of the frame (WCAG 2.2 3.1.2)."""
    current: bool = False
    """True for the page that is shown."""
    description: str = ""
    entries: "tuple[Entry, ...]" = ()
    """Entries of a section that is open."""


def menu(items: Sequence[Item], page: Item | None, home: Item | None, start: str, lang: str) -> list[Entry]:
    """Return the menu on `page`: the section that holds it is open, each other leads to its first page.

    `home` is the start page, which is called `start`; `lang` is the language of the frame.
    """
    return [entry for item in items for entry in _entries(item, page, home, start, lang)]


def _entries(item: Item, page: Item | None, home: Item | None, start: str, lang: str) -> Iterator[Entry]:
    leaves = [*_leaves(item)]
    if item.children is None:
        title = start if item is home else item.title
        yield Entry(title, item.url, _language(item, lang), item is page)
    elif any(leaf is page for leaf in leaves):
        yield Entry(item.title, entries=tuple(menu(item.children, page, home, start, lang)))
    else:
        yield from [Entry(item.title, leaf.url) for leaf in leaves[:1]]


def cards(items: Sequence[Item], home: Item | None, lang: str) -> list[Entry]:
    """Return a card for each page and section at the top of the navigation, but for the start page."""
    return [card for item in items if item is not home for card in _cards(item, lang)]


def _cards(item: Item, lang: str) -> Iterator[Entry]:
    for leaf in [*_leaves(item)][:1]:
        meta = getattr(leaf, "meta", {})  # only a page has it
        text = str(meta.get("description") or "")
        yield Entry(item.title, leaf.url, _language(leaf, lang), description=text)


def _leaves(item: Item) -> Iterator[Item]:
    """Yield the pages and links of a section, or the item itself."""
    if item.children is None:
        yield item
    for child in item.children or ():
        yield from _leaves(child)


def _language(item: Item, lang: str) -> str:
    """Return the language of a page; static-i18n sets it in its file. Empty if it is `lang`."""
    found = str(getattr(getattr(item, "file", None), "locale", None) or lang)
    return "" if found == lang else found
