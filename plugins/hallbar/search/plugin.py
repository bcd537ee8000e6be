"""Search in the build: reads each page's article, and makes the indexes when all pages are written."""

import logging
import re
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability
from hallbar.front_matter import KEY, read
from hallbar.plugin_error import as_plugin_error
from hallbar.search import a_to_z, index, mistakes
from hallbar.search.compounds import DictionaryError
from hallbar.search.config import SearchConfig
from hallbar.search.record import Record, record
from hallbar.site import language, languages, pages, prefix, text_language

CAPABILITY = Capability(Path(__file__).parent)
CHECKS = "hallbar/checks"
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
"""Of a finished page, which has one."""
log = logging.getLogger("mkdocs.plugins.hallbar.search")  # no prefix: a line begins with the file name


class SearchPlugin(BasePlugin[SearchConfig]):
    """Hooks only; MkDocs calls each once for each language, and the first one once in a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.languages, self.records = set[str](), dict[str, Record]()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        with as_plugin_error(mistakes.OtherSearchError):
            mistakes.refuse_others(config.plugins, config.config_file_path)
        return config

    @event_priority(-150)  # after static-i18n, which cannot handle generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        for template, path in [("results", self.config.page), ("a_to_z", self.config.a_to_z)]:
            CAPABILITY.add_page(files, config, path, template, search={"exclude": True})
        return files

    @event_priority(-48)  # after elements, before read-aloud adds attributes to the finished article
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if CHECKS not in config.plugins:
            found, path = read(page.meta.get(KEY)).mistakes, Path(config.docs_dir, page.file.src_uri)
            for line in mistakes.of_front_matter(found, page.file.content_string, path):
                log.warning(line)
        if "template" not in page.meta:
            self._add(page, html, config)
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if "template" in page.meta and (article := ARTICLE.search(output)):  # the text is in the template
            self._add(page, article[1], config)
        return output

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self.languages.add(language(config))
        page, list_page = self._own_pages(config)
        see = CAPABILITY.own_words(config, language(config))["see"]
        letters = a_to_z.letters(pages(files), language(config), see, {page, list_page})
        every = CAPABILITY.every_word(config)
        CAPABILITY.offer(env, config, page=page, a_to_z=list_page, letters=letters, every=every)
        return env

    @event_priority(-150)  # after static-i18n, which builds the other languages in this hook
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.languages == set(languages(config)):
            with as_plugin_error(index.IndexingError):
                index.write(
                    self.records.values(), self.languages, Path(config.site_dir) / CAPABILITY.path / "index"
                )
            self.languages.clear()
            self.records.clear()

    def _own_pages(self, config: MkDocsConfig) -> tuple[str, str]:
        """Return the URLs of the results page and of the list from A to Ö, in this build's language."""
        below = prefix(config, language(config))
        return below + self.config.page, below + self.config.a_to_z

    def _add(self, page: Page, article: str, config: MkDocsConfig) -> None:
        """Add a page to the index of its language, unless it is shown there for want of a translation."""
        wanted, lang = read(page.meta.get(KEY)).search, language(config)
        if text_language(page, config) == lang and not wanted.exclude:
            title = a_to_z.plain_title(page)
            description = str(page.meta.get("description") or "")
            words = (title, lang, wanted.keywords, wanted.rank, description)
            with as_plugin_error(DictionaryError):
                self.records[page.url] = record(article, page.url, *words)
