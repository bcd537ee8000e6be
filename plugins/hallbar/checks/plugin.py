"""The rules in the build: each finding is a warning, so a strict build fails."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability, has_translation, language, parsed
from hallbar.checks.config import ChecksConfig
from hallbar.checks.rules import findings

CAPABILITY = Capability(Path(__file__).parent)
log = get_plugin_logger(__name__)


class ChecksPlugin(BasePlugin[ChecksConfig]):
    """Hooks only; MkDocs calls each once per language."""

    @event_priority(-40)  # the text as the reader gets it
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if has_translation(page, language(config)):  # a page shown in another language was checked in its own
            words = CAPABILITY.words(config)
            for finding in findings(parsed(html)):
                message = words[finding.key].format(what=finding.what)
                log.warning(f"docs/{page.file.src_uri}: {message} (WCAG {finding.criterion})")
        return html
