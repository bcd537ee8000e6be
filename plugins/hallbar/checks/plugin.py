"""The checks in the build. An error is a warning of MkDocs, so a strict build fails; advice is logged."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability
from hallbar.checks.article import Article
from hallbar.checks.budget import overweight
from hallbar.checks.config import ChecksConfig
from hallbar.checks.files import shown
from hallbar.checks.frame import frame_findings
from hallbar.checks.options import budget, vocabulary
from hallbar.checks.rendering import SNIPPETS, Renderer
from hallbar.checks.review import Finding, review
from hallbar.checks.source import lines_of
from hallbar.messages import Messages
from hallbar.parsing import parsed
from hallbar.plugin_error import as_plugin_error
from hallbar.schema import SchemaError
from hallbar.site import has_translation, language, languages

T = TypeVar("T")
CAPABILITY = Capability(Path(__file__).parent)
message = Messages(__file__)
log = logging.getLogger("mkdocs.plugins.hallbar.checks")  # no prefix: a line begins with the file name


class ChecksPlugin(BasePlugin[ChecksConfig]):
    """Hooks only; MkDocs calls each once per language, and the first one once in a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._languages = set[str]()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._vocabulary = _read(vocabulary, self.config.vocabulary, config)
        self._budget = _read(budget, self.config.budget, config)
        return config

    @event_priority(-40)  # after other plugins changed the text, before read-aloud adds attributes
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if not has_translation(page, language(config)):  # shown in another language, and checked there
            return html
        path = os.path.relpath(Path(config.docs_dir, page.file.src_uri))
        if page.file.generated_by:  # a page that a capability adds
            path = f"{page.file.generated_by}: {page.file.src_uri}"
        snippets = Renderer({SNIPPETS: config.mdx_configs.get(SNIPPETS, {})}).snippets
        lines = lines_of(page.file.content_string, path, snippets)
        article = Article(parsed(html), language(config), page.meta, self._vocabulary)
        found = review(lines, article, message.texts, schema=page.file.generated_by is None)
        _log_findings(found.findings)
        for ignored in found.ignored:
            where = f"{ignored.line.file}:{ignored.line.number}"
            log.info(f"{where}: {message('ignored', what=ignored.rule)}: {ignored.reason}")
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._frames, self._templates = set[str](), env
        self._languages.add(language(config))
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        template = str(page.meta.get("template", "main.html"))
        if template not in self._frames:
            self._frames.add(template)
            path = Path(self._templates.get_template(template).filename or template)
            file = shown(path, Path(config.config_file_path).parent)
            _log_findings(list(frame_findings(output, file, language(config), message.texts)))
        return output

    @event_priority(-250)  # after the frame, which writes the style sheet
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self._languages == set(languages(config)):  # all pages are written
            self._languages.clear()
            folder = Path(os.path.relpath(Path(config.config_file_path).parent))
            for finding in overweight(Path(config.site_dir), self._budget, folder):
                log.warning(finding)


def _read(reader: Callable[[object, Path, str], T], given: object, config: MkDocsConfig) -> T:
    """Return an option, read from its value in mkdocs.yml."""
    with as_plugin_error(SchemaError):
        return reader(given, Path(config.config_file_path), os.path.relpath(config.config_file_path))


def _log_findings(findings: list[Finding]) -> None:
    for finding in findings:
        log.log(logging.WARNING if finding.grade == "error" else logging.INFO, str(finding))
