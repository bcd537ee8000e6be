"""Markdown to an article without a build, with the extensions that mkdocs.yml names: for `hallbar check`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import markdown

from hallbar.settings import load

ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs turns on by itself."""

SNIPPETS = "pymdownx.snippets"


@dataclass(frozen=True)
class Settings:
    """What of mkdocs.yml decides how Markdown is read."""

    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def snippets(self) -> list[Path]:
        """The folders where snippets are looked for."""
        folders = self.extensions.get(SNIPPETS, {}).get("base_path", ["."])
        return [Path(folder) for folder in ([folders] if isinstance(folders, str) else folders)]

    def article(self, text: str) -> str:
        """The HTML of a page's Markdown (without front matter)."""
        configs = {name: dict(options) for name, options in self.extensions.items()}
        return str(markdown.markdown(text, extensions=list(configs), extension_configs=configs))


def settings(path: Path) -> Settings:
    """Read mkdocs.yml; without one, what MkDocs does by itself. Raises SettingsError."""
    listed = load(path).get("markdown_extensions") or []
    named: dict[str, Mapping[str, Any]] = {name: {} for name in ALWAYS}
    for entry in [listed] if isinstance(listed, dict) else listed:
        named |= (
            {entry: {}} if isinstance(entry, str) else {name: value or {} for name, value in entry.items()}
        )
    return Settings(named)
