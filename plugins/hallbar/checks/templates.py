"""The templates of a site, its own and the package's, and what in them can be known again on a page.

They are read as HTML, with gaps where Jinja fills something in: what they give a name (an id, a custom
element, data-…, a class) is known by it.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bs4 import BeautifulSoup
from bs4.element import Tag

from hallbar.checks.files import PACKAGE, shown
from hallbar.settings import load

CHECKS, THEME = "checks", "theme"
"""The folder whose templates no site shows, and the one whose are called by their path below it."""
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
    """As messages name it."""
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


def templates(site: Path, package: Path = PACKAGE, config: str = "mkdocs.yml") -> list[Template]:
    """Return the templates in the `custom_dir` of a site, and those of the package that it does not replace.

    `site` is the folder of its `config`. Raises SettingsError.
    """
    theme = load(site / config).get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    folder = site / own if isinstance(own, str) else None
    found = [_template(path, path.relative_to(folder), site) for path in _in(folder)] if folder else []
    replaced = {template.name: template.extends for template in found}
    shipped = [path.relative_to(package.parent) for path in _in(package)]
    for path in sorted(
        shipped, key=lambda path: THEME not in path.parts
    ):  # the frame is the first to be asked
        name = Path(*path.parts[path.parts.index(THEME) + 1 :]) if THEME in path.parts else path
        called = name.as_posix()
        if path.parts[1] != CHECKS and replaced.get(called, path.as_posix()) == path.as_posix():
            found.append(_template(package.parent / path, name, site, package))
    return found


def element_of(tag: Tag) -> Element:
    """What journeys/mend.js tells in the browser."""
    parts = tag.find_all(True) if tag.name == "article" else []
    return Element(
        tag=tag.name,
        id=str(tag.get("id") or ""),
        classes=[str(name) for name in tag.get_attribute_list("class") if name],
        attributes=list(tag.attrs),
        inside=[name for part in parts for name in names_of(element_of(part)) if name[0] not in ".["],
    )


def names_of(element: Element) -> set[str]:
    """What tells the element from others, as selectors."""
    return {
        *([element["tag"]] if "-" in element["tag"] else []),
        *([f"#{element['id']}"] if element["id"] else []),
        *(f".{name}" for name in element["classes"]),
        *(f"[{name}]" for name in element["attributes"] if name.startswith("data-")),
    }


def _in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def _template(path: Path, name: Path, site: Path, package: Path = PACKAGE) -> Template:
    text = path.read_text("utf-8")
    html = UNSEEN.sub("", FILLED.sub(GAP, text))
    elements = [element_of(tag) for tag in BeautifulSoup(html, "html.parser").find_all(True)]
    names = {name for element in elements for name in names_of(element)}
    filled = [name for name in names if GAP in name and name.strip("#.[]" + GAP)]
    extends = EXTENDS.search(text)
    return Template(
        file=shown(path, site, package),
        name=name.as_posix(),
        extends=extends[1] if extends else "",
        includes=frozenset(INCLUDES.findall(text)),
        elements=tuple(elements),
        names=frozenset(name for name in names if GAP not in name),
        patterns=tuple(re.compile(re.escape(name).replace(GAP, ".+")) for name in filled),
    )
