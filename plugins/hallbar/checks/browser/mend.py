"""Which file to mend: from an element and what it stands in, to its template or the page's Markdown.

The browser tells what an element stands in (journeys/mend.js). Templates are read as HTML, with gaps where
Jinja fills something in: what they give a name (an id, a custom element, data-…, a class) is known by it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from bs4 import BeautifulSoup
from bs4.element import Tag
from soupsieve import SelectorSyntaxError

if TYPE_CHECKING:
    from hallbar.checks.browser.site import Page
    from hallbar.checks.browser.visit import Visit

FRAME, TEXT = "base.html", "main.html"
"""The template that all pages share, and the one of pages written in Markdown."""
TEXT_MARKS = {"data-speech", "data-text"}
"""On elements of an article, and around it."""
WHOLE = ("html", "head", "title")
"""What stands for the page as such: its title and its language come from its Markdown."""

FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
UNSEEN = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
EXTENDS = re.compile(r'\{%-?\s*extends\s+"([^"]+)"')
INCLUDES = re.compile(r'\{%-?\s*include\s+"([^"]+)"')
GAP = "…"


class Element(TypedDict):
    """An element as the browser tells of it, or as a template writes it."""

    tag: str
    id: str
    classes: list[str]
    attributes: list[str]
    """Their names."""
    inside: list[str]
    """Of an article only: the ids (`#x`) and the custom elements in it."""


@dataclass(frozen=True)
class Template:
    """A template, and what in it can be known again."""

    file: str
    """From the repository's root."""
    name: str
    """As other templates call it."""
    extends: str
    includes: frozenset[str]
    elements: tuple[Element, ...]
    names: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    """Of names that are partly filled in."""

    def known(self, names: set[str]) -> int:
        """How many of the names stand in the template."""
        filled = sum(any(one.fullmatch(name) for one in self.patterns) for name in names - self.names)
        return len(names & self.names) + filled

    def has_like(self, element: Element) -> bool:
        """Whether it has such an element, with just these attributes."""
        tag, attributes = element["tag"], set(element["attributes"])
        return any(one["tag"] == tag and set(one["attributes"]) == attributes for one in self.elements)


class Mender:
    """Knows the templates of a repository and the pages of its site.

    A site that does not tell the Markdown of any page is somebody else's: our templates say nothing of it.
    """

    def __init__(self, repository: Path, pages: "Sequence[Page]" = ()) -> None:
        self._pages = {page.path: page for page in pages}
        self._templates = templates(repository) if any(page.source for page in pages) else []

    def at(self, visit: "Visit", place: str) -> str:
        """The file to mend for a place on a page that is open in the browser."""
        return self._file(visit.ask("ancestry", place), visit.look.path)

    def page(self, path: str, place: str = "") -> str:
        """The file to mend for a place in a page as it was served; for the page itself without one."""
        page = self._pages.get(path)
        found = _selected(page.tree, place) if page else None
        return self._file([_element(tag) for tag in (found, *found.parents)] if found else [], path)

    def _file(self, chain: Sequence[Element], path: str) -> str:
        source = self._pages[path].source if path in self._pages else ""
        return to_mend(chain, self._templates, source, path)


def templates(repository: Path) -> list[Template]:
    """All templates of a repository; none when it is not one of ours."""
    files = [*repository.glob("overrides/**/*.html"), *repository.glob("plugins/hallbar/*/*.html")]
    return [_template(path.relative_to(repository), path.read_text("utf-8")) for path in sorted(files)]


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


def _template(path: Path, text: str) -> Template:
    html = UNSEEN.sub("", FILLED.sub(GAP, text))
    elements = [_element(tag) for tag in BeautifulSoup(html, "html.parser").find_all(True)]
    names = {name for element in elements for name in _names(element)}
    filled = [name for name in names if GAP in name and name.strip("#.[]" + GAP)]
    extends = EXTENDS.search(text)
    return Template(
        file=path.as_posix(),
        name=path.relative_to(path.parts[0]).as_posix(),
        extends=extends[1] if extends else "",
        includes=frozenset(INCLUDES.findall(text)),
        elements=tuple(elements),
        names=frozenset(name for name in names if GAP not in name),
        patterns=tuple(re.compile(re.escape(name).replace(GAP, ".+")) for name in filled),
    )


def _selected(tree: BeautifulSoup, place: str) -> Tag | None:
    """None also for what is no selector: engines that read files may say `line 12`."""
    try:
        return tree.select_one(place)
    except SelectorSyntaxError:
        return None


def _element(tag: Tag) -> Element:
    """What journeys/mend.js tells in the browser."""
    parts = tag.find_all(True) if tag.name == "article" else []
    return Element(
        tag=tag.name,
        id=str(tag.get("id") or ""),
        classes=[str(name) for name in tag.get_attribute_list("class") if name],
        attributes=list(tag.attrs),
        inside=[name for part in parts for name in _names(_element(part)) if name[0] not in ".["],
    )


def _names(element: Element) -> set[str]:
    """What tells the element from others, as selectors."""
    return {
        *([element["tag"]] if "-" in element["tag"] else []),
        *([f"#{element['id']}"] if element["id"] else []),
        *(f".{name}" for name in element["classes"]),
        *(f"[{name}]" for name in element["attributes"] if name.startswith("data-")),
    }


def _used(template: Template, source: str) -> bool:
    """Whether such a page can come from it: a page of Markdown never comes from another page's template."""
    return template.extends != FRAME or (template.name == TEXT) == bool(source)


def _best(chain: Sequence[Element], used: Sequence[Template]) -> Template | None:
    """The template that has most of the first element's names, and then of what it stands in."""
    first, around = _names(chain[0]), set().union(*map(_names, chain[1:]))
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
