"""The file in which to fix an element: a template, or the page's Markdown, by the element and its ancestors.

The package a11y_journeys describes the element, templates.py the elements of each template.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hallbar.checks.templates import Template, names_of, templates

if TYPE_CHECKING:
    from a11y_journeys.element import Element
    from a11y_journeys.site import Page, Site

FRAME, TEXT = "base.html", "main.html"
"""The template that all pages share, and the one of pages written in Markdown."""
TEXT_MARKS = {"data-speech", "data-text"}
"""Attributes of elements in an article, and around it."""
WHOLE = ("html", "head", "title")
"""Elements that represent the page: its title and its language come from its Markdown."""


class Locator:
    """Knows the templates that the pages of a site are made from.

    A site that names the Markdown of no page is of another generator: our templates do not apply to it.
    """

    def __init__(self, folder: Path, site: "Site", config: str = "mkdocs.yml") -> None:
        """`folder` holds the site's `config`. Raises SettingsError."""
        ours = any(page.source for page in site.pages)
        self._templates = templates(folder, config=config) if ours else []

    def __call__(self, page: "Page", ancestry: "Sequence[Element]") -> str:
        """Return the file for the first element of `ancestry`; for the page itself if it is empty."""
        return file_of(ancestry, self._templates, page.source, page.path)


def file_of(ancestry: "Sequence[Element]", known: Sequence[Template], source: str, page: str) -> str:
    """Return the file for the first element of `ancestry`, which its ancestors follow.

    `source` is the page's Markdown, empty where it has none. `page` is its address: all that can be said of a
    site whose templates are not known. An issue of the whole page is in its Markdown, or else in the frame.
    """
    if not known:
        return source or page
    frame = next((template.file for template in known if template.name == FRAME), page)
    if not ancestry or ancestry[0]["tag"] in WHOLE:
        return source or frame
    used = [template for template in known if _used(template, source)]
    for depth, element in enumerate(ancestry):
        written = not TEXT_MARKS.isdisjoint(element["attributes"])
        if written or (depth and element["tag"] == "article"):
            return source or _of_page(ancestry[depth:], used) or frame
        if found := _best(ancestry[depth:], used):
            return _within(found, ancestry[0], used) if depth else found.file
    return frame


def _used(template: Template, source: str) -> bool:
    """Return True if such a page can come from it: a page of Markdown never has another page's template."""
    return template.extends != FRAME or (template.name == TEXT) == bool(source)


def _best(ancestry: "Sequence[Element]", used: Sequence[Template]) -> Template | None:
    """Return the template with most names of the first element, and then of its ancestors."""
    first, around = names_of(ancestry[0]), set().union(*map(names_of, ancestry[1:]))
    having = [template for template in used if template.known(first)]
    return max(having, key=lambda one: (one.known(first), one.known(around)), default=None)


def _within(found: Template, element: "Element", used: Sequence[Template]) -> str:
    """Return the template, or one that it includes if only that has such an element."""
    distinct = len(set(element["attributes"]) - {"class"}) > 1
    if found.has_like(element) or not distinct:
        return found.file
    included = [template for template in used if template.name in found.includes]
    return next((template.file for template in included if template.has_like(element)), found.file)


def _of_page(ancestry: "Sequence[Element]", used: Sequence[Template]) -> str:
    """Return the template of a page that has no Markdown, by the content of its article."""
    inside = {name for element in ancestry for name in element["inside"]}
    pages = [template for template in used if template.extends == FRAME and template.known(inside)]
    return max(pages, key=lambda one: one.known(inside)).file if pages else ""
