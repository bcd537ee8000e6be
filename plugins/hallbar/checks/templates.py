"""The templates of a site, its own and the package's, and the elements by which each is recognised on a page.

They are read as HTML, with gaps where Jinja fills something in. An element is recognised by its names: an id,
a custom element, data-…, a class.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from a11y_journeys.element import Element, element_of
from hallbar.checks.files import PACKAGE, shown
from hallbar.settings import load

THEME = "theme"
"""The folder whose templates are named by their path below it."""
FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
UNSEEN = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
EXTENDS = re.compile(r'\{%-?\s*extends\s+"([^"]+)"')
INCLUDES = re.compile(r'\{%-?\s*include\s+"([^"]+)"')
GAP = "…"


@dataclass(frozen=True)
class Template:
    """A template, and its elements by which it is recognised."""

    file: str
    """As messages name it."""
    name: str
    """As other templates include it."""
    extends: str
    includes: frozenset[str]
    elements: tuple[Element, ...]
    names: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    """For names that are partly filled in."""

    def known(self, names: set[str]) -> int:
        """Return the number of the names that the template has."""
        filled = sum(any(one.fullmatch(name) for one in self.patterns) for name in names - self.names)
        return len(names & self.names) + filled

    def has_like(self, element: Element) -> bool:
        """Return True if it has such an element, with exactly these attributes."""
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
        if replaced.get(called, path.as_posix()) == path.as_posix():
            found.append(_template(package.parent / path, name, site, package))
    return found


def names_of(element: Element) -> set[str]:
    """Return the selectors that distinguish the element from others."""
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
    filled = [name for name in names if GAP in name and name.strip("#.[]" + GAP).removeprefix("data-")]
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
