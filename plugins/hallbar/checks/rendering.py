"""Markdown rendered to HTML without a build, with the extensions of mkdocs.yml, for `hallbar check`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import markdown

from hallbar.settings import load

ALWAYS = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs always uses."""

SNIPPETS = "pymdownx.snippets"


@dataclass(frozen=True)
class Renderer:
    """Renders Markdown as a build of the site does."""

    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name of an extension -> its options."""

    @property
    def snippets(self) -> list[Path]:
        """Folders that are searched for snippets."""
        folders = self.extensions.get(SNIPPETS, {}).get("base_path", ["."])
        return [Path(folder) for folder in ([folders] if isinstance(folders, str) else folders)]

    def article(self, text: str) -> str:
        """Return the HTML of a page's Markdown (without front matter)."""
        configs = {name: dict(options) for name, options in self.extensions.items()}
        return str(markdown.markdown(text, extensions=list(configs), extension_configs=configs))


def renderer(path: Path) -> Renderer:
    """Return the renderer set up in mkdocs.yml, or by default if it is missing. Raises SettingsError."""
    listed = load(path).get("markdown_extensions") or []
    named: dict[str, Mapping[str, Any]] = {name: {} for name in ALWAYS}
    for entry in [listed] if isinstance(listed, dict) else listed:
        named |= (
            {entry: {}} if isinstance(entry, str) else {name: value or {} for name, value in entry.items()}
        )
    return Renderer(named)
