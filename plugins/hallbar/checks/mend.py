"""Which file to mend: from an element and what it stands in, to its template or the page's Markdown.

The browser tells what an element stands in (journeys/mend.js), templates.py which template has what.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

from hallbar.checks.templates import Element, Template, element_of, names_of, templates

if TYPE_CHECKING:
    from a11y_journeys.site import Page
    from a11y_journeys.visit import Visit

__all__ = ["Element", "Mender", "templates", "to_mend"]

FRAME, TEXT = "base.html", "main.html"
"""The template that all pages share, and the one of pages written in Markdown."""
TEXT_MARKS = {"data-speech", "data-text"}
"""On elements of an article, and around it."""
WHOLE = ("html", "head", "title")
"""What stands for the page as such: its title and its language come from its Markdown."""


class Mender:
    """Knows the pages of a site, and the templates that they are made from.

    A site that does not tell the Markdown of any page is somebody else's: our templates say nothing of it.
    """

    def __init__(self, site: Path, pages: "Sequence[Page]" = (), config: str = "mkdocs.yml") -> None:
        """`site` is the folder of its `config`. Raises SettingsError."""
        self._pages = {page.path: page for page in pages}
        told = any(page.source for page in pages)
        self._templates = templates(site, config=config) if told else []

    def at(self, visit: "Visit", place: str) -> str:
        """The file to mend for a place on a page that is open in the browser."""
        return self._file(visit.ask("ancestry", place), visit.look.path)

    def page(self, path: str, place: str = "") -> str:
        """The file to mend for a place in a page as it was served; for the page itself without one."""
        page = self._pages.get(path)
        found = _selected(page.tree, place) if page else None
        return self._file([element_of(tag) for tag in (found, *found.parents)] if found else [], path)

    def _file(self, chain: Sequence[Element], path: str) -> str:
        source = self._pages[path].source if path in self._pages else ""
        return to_mend(chain, self._templates, source, path)


def to_mend(chain: Sequence[Element], known: Sequence[Template], source: str, page: str) -> str:
    """The file to mend for the first of `chain`, which is followed by what it stands in.

    `source` is the page's Markdown, empty where it has none. `page` is its address: all that can be said of a
    site whose templates are not known. A fault of the whole page is its Markdown's, or else the frame's.
    """
    if not known:
        return source or page
    frame = next((template.file for template in known if template.name == FRAME), page)
    if not chain or chain[0]["tag"] in WHOLE:
        return source or frame
    used = [template for template in known if _used(template, source)]
    for depth, element in enumerate(chain):
        written = not TEXT_MARKS.isdisjoint(element["attributes"])
        if written or (depth and element["tag"] == "article"):
            return source or _of_page(chain[depth:], used) or frame
        if found := _best(chain[depth:], used):
            return _within(found, chain[0], used) if depth else found.file
    return frame


def _selected(tree: BeautifulSoup, place: str) -> Tag | None:
    """None also for what is no selector: engines that read files may say `line 12`."""
    try:
        return tree.select_one(place)
    except SelectorSyntaxError:
        return None


def _used(template: Template, source: str) -> bool:
    """Whether such a page can come from it: a page of Markdown never comes from another page's template."""
    return template.extends != FRAME or (template.name == TEXT) == bool(source)


def _best(chain: Sequence[Element], used: Sequence[Template]) -> Template | None:
    """The template that has most of the first element's names, and then of what it stands in."""
    first, around = names_of(chain[0]), set().union(*map(names_of, chain[1:]))
    having = [template for template in used if template.known(first)]
    return max(having, key=lambda one: (one.known(first), one.known(around)), default=None)


def _within(found: Template, element: Element, used: Sequence[Template]) -> str:
    """The template, or what it includes when only that has such an element."""
    telling = len(set(element["attributes"]) - {"class"}) > 1
    if found.has_like(element) or not telling:
        return found.file
    included = [template for template in used if template.name in found.includes]
    return next((template.file for template in included if template.has_like(element)), found.file)


def _of_page(chain: Sequence[Element], used: Sequence[Template]) -> str:
    """The template of a page that has no Markdown, by what its article holds."""
    inside = {name for element in chain for name in element["inside"]}
    pages = [template for template in used if template.extends == FRAME and template.known(inside)]
    return max(pages, key=lambda one: one.known(inside)).file if pages else ""
