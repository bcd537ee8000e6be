"""A site as it is served: its pages, and which of them represent the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup
from bs4.element import Tag

from a11y_journeys.state import State

MISSING = "404.html"
"""The page for addresses that do not exist, as most generators name it."""
PRESSED = "a, button, input, select, textarea, summary, audio, video, [tabindex], [popover]"
STRUCTURED = "iframe, table, pre, dialog, [role], [lang]"


@dataclass(frozen=True)
class Page:
    """A page as it is served."""

    path: str
    html: str
    tree: BeautifulSoup
    source: str = ""
    """The file that it is written in; empty if the site does not say."""

    @property
    def lang(self) -> str:
        root = self.tree.html
        return str(root.get("lang", "")) if root else ""

    @cached_property
    def kinds(self) -> set[str]:
        """Kinds of elements that readers operate, or that are hard to make accessible."""
        found = [*self.tree.select(f"{PRESSED}, {STRUCTURED}"), *self.tree.find_all(_is_custom)]
        return {f"{self.lang} {_kind(tag)}" for tag in found}


def _is_custom(tag: Tag) -> bool:
    return "-" in tag.name


def _kind(tag: Tag) -> str:
    attributes = [tag.get(name) for name in ("type", "role", "lang")]
    described = [tag.name, *sorted(tag.get_attribute_list("class")), *attributes]
    return " ".join(str(part) for part in described if part)


@dataclass(frozen=True)
class Site:
    """The pages to check of a site that answers at `address`, which ends with a slash."""

    address: str
    pages: Sequence[Page]
    states: Sequence[State] = ()
    """Those that the site lists itself."""
    whole: bool = True
    """False if only some pages of the site were asked for."""

    @property
    def default_language(self) -> str:
        """Language of the first page; empty if that need not be the first of the site."""
        return self.pages[0].lang if self.whole else ""

    @cached_property
    def samples(self) -> set[str]:
        """Paths of pages with a kind of element that no page before them has, and of the 404 page."""
        seen: set[str] = set()
        chosen = {page.path for page in self.pages if page.path.endswith(MISSING)}
        for page in self.pages:
            if not page.kinds <= seen:
                chosen.add(page.path)
                seen |= page.kinds
        return chosen or {page.path for page in self.pages[:1]}

    def having(self, selector: str) -> list[Page]:
        """Return the first page in each language that has a match."""
        found: dict[str, Page] = {}
        for page in self.pages:
            if page.lang not in found and page.tree.select_one(selector):
                found[page.lang] = page
        return list(found.values())
