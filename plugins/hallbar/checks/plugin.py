"""The checks in the build: an error is a warning of MkDocs, so a strict build fails; advice is told."""

import logging
import os
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability, one_line, parsed
from hallbar.checks.article import Article
from hallbar.checks.config import ChecksConfig
from hallbar.checks.files import shown
from hallbar.checks.frame import frame_findings
from hallbar.checks.options import Vocabulary, vocabulary
from hallbar.checks.rendering import SNIPPETS, Settings
from hallbar.checks.review import Finding, review
from hallbar.checks.source import lines_of
from hallbar.messages import Messages
from hallbar.schema import SchemaError
from hallbar.site import has_translation, language

CAPABILITY = Capability(Path(__file__).parent)
message = Messages(__file__)
log = logging.getLogger("mkdocs.plugins.hallbar.checks")  # without a prefix: the line begins with the file


class ChecksPlugin(BasePlugin[ChecksConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._vocabulary = _vocabulary(self.config.vocabulary, config)
        return config

    @event_priority(-40)  # the text as the reader gets it, before read-aloud puts its marks in
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if not has_translation(page, language(config)):  # shown in another language: checked in its own
            return html
        path = os.path.relpath(Path(config.docs_dir, page.file.src_uri))
        if page.file.generated_by:  # a page that a capability brings
            path = f"{page.file.generated_by}: {page.file.src_uri}"
        snippets = Settings({SNIPPETS: config.mdx_configs.get(SNIPPETS, {})}).snippets
        lines = lines_of(page.file.content_string, path, snippets)
        article = Article(parsed(html), language(config), page.meta, self._vocabulary)
        found = review(lines, article, message.texts, schema=page.file.generated_by is None)
        _tell(found.findings)
        for place in found.ignored:
            where = f"{place.line.file}:{place.line.number}"
            log.info(f"{where}: {message('ignored', what=place.rule)}: {place.reason}")
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._frames, self._templates = set[str](), env
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        template = str(page.meta.get("template", "main.html"))
        if template not in self._frames:
            self._frames.add(template)
            path = Path(self._templates.get_template(template).filename or template)
            file = shown(path, Path(config.config_file_path).parent)
            _tell(list(frame_findings(output, file, language(config), message.texts)))
        return output


def _vocabulary(given: object, config: MkDocsConfig) -> Vocabulary:
    file = os.path.relpath(config.config_file_path)
    with one_line(SchemaError):
        return vocabulary(given, Path(config.config_file_path), file)


def _tell(findings: list[Finding]) -> None:
    for finding in findings:
        log.log(logging.WARNING if finding.grade == "error" else logging.INFO, str(finding))
