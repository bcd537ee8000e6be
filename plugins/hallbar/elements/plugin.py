"""Elements in the build: tables, footnotes and boxes are finished before read-aloud reads the article."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability
from hallbar.elements.config import ElementsConfig
from hallbar.elements.finish import finished
from hallbar.site import text_language

CAPABILITY = Capability(Path(__file__).parent)


class ElementsPlugin(BasePlugin[ElementsConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        return files

    @event_priority(-45)  # after the checks, which read what the editor wrote, and before read-aloud
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return finished(html, CAPABILITY.own_words(config, text_language(page, config)))
