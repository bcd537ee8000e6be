"""One style sheet for all pages: Material's, pruned, then the frame's, then those of capabilities.

A browser shows nothing before all style sheets have come, and each more costs a visit on a slow line.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tinycss2.serializer import serialize_string_value

from hallbar.frame.pruning import pruned
from hallbar.frame.used import used
from hallbar.stripping import rules, serialized

FILE = "hallbar/frame/style.css"
"""URL of the style sheet that the build writes."""
JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
NAMES = ("tokens", "colours", "controls", "page", "header", "menu", "article", "footer", "print")
"""The frame's style sheets in the order of the cascade."""
OURS = tuple(f"hallbar/frame/{name}.css" for name in NAMES)


@dataclass(frozen=True)
class StyleSheet:
    """The style sheet of a site: what it is made of, in one language. All languages have the same."""

    published: Collection[str]
    """URLs of the files of the site."""
    material: str
    """URL of Material's own style sheet; empty if there is none."""
    linked: Sequence[str]
    """Style sheets for every page (`extra_css`). Those of capabilities are joined, those of the site not."""
    capabilities: Sequence[Path]
    """Folders of the capabilities."""

    @property
    def parts(self) -> list[str]:
        """URLs of the style sheets that are joined, in the order of the cascade."""
        theirs = tuple(f"{folder.parent.name}/{folder.name}/" for folder in self.capabilities)
        of_capabilities = [path for path in self.linked if path.startswith(theirs)]
        wanted = [self.material, *OURS, *of_capabilities]
        return [path for path in wanted if path in self.published]

    def template_values(self) -> dict[str, object]:
        """Return what templates need: `style`, its `styles`, and the `own_styles` of the site."""
        own = [path for path in self.linked if path not in self.parts]
        return {"style": FILE, "styles": self.parts, "own_styles": own}

    def write(self, site: Path) -> None:
        """Write the style sheet of a built site, when all its pages are written.

        Templates of capabilities count as pages, because the service renders some of them later.
        """
        texts = {path: (site / path).read_text("utf-8-sig") for path in self.parts}
        if self.material in texts:
            templates = [page for folder in self.capabilities for page in folder.rglob("*.html")]
            rendered = (JINJA.sub(" ", text) for text in _read(templates))
            names = used(chain(_read(site.rglob("*.html")), rendered), _read(site.rglob("*.js")))
            beside = [path for path in site.rglob("*.css") if path not in (site / self.material, site / FILE)]
            texts[self.material] = pruned(texts[self.material], names, _read(beside))
        moved = [rebased(text, path, FILE) for path, text in texts.items()]
        (site / FILE).parent.mkdir(parents=True, exist_ok=True)
        (site / FILE).write_text(joint(moved), "utf-8")


def _read(paths: Iterable[Path]) -> Iterator[str]:
    return (path.read_text("utf-8", "replace") for path in paths)


def joint(texts: Iterable[str]) -> str:
    """Return style sheets as one. Imports come first, where alone they are valid (CSS Cascade 5, 2.1)."""
    nodes = [node for text in texts for node in rules(text)]
    kinds = [getattr(node, "lower_at_keyword", "") for node in nodes]
    imports = [node for node, kind in zip(nodes, kinds, strict=True) if kind == "import"]
    rest = [node for node, kind in zip(nodes, kinds, strict=True) if kind not in ("import", "charset")]
    return "".join(map(serialized, [*imports, *rest]))


def rebased(text: str, source: str, target: str) -> str:
    """Return the style sheet at URL `source` for another URL: addresses in it lead where they led."""
    nodes = rules(text)
    for node in nodes:
        importing = getattr(node, "lower_at_keyword", "") == "import"
        _rebase([node], source, target, importing)
    return "".join(map(serialized, nodes))


def _rebase(nodes: Iterable[Any], source: str, target: str, strings: bool = False) -> None:
    """Change addresses in place: `url(…)`, and also texts if `strings`."""
    for node in nodes:
        if node.type == "url" or (strings and node.type == "string"):
            node.value = _moved(node.value, source, target)
            text = f'"{serialize_string_value(node.value)}"'
            node.representation = f"url({text})" if node.type == "url" else text
        for name in ("prelude", "content", "arguments"):
            if isinstance(inside := getattr(node, name, None), list):
                _rebase(inside, source, target, strings or getattr(node, "lower_name", "") == "url")


def _moved(address: str, source: str, target: str) -> str:
    parts = urlsplit(address)
    if not address or parts.scheme or parts.netloc or address.startswith(("/", "#")):
        return address
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path))
    return parts._replace(path=posixpath.relpath(path, posixpath.dirname(target))).geturl()
