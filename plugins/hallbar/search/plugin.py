"""Search in the build: reads each page's article, and makes the indexes when all pages are written."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability
from hallbar.parsing import parsed
from hallbar.plugin_error import as_plugin_error
from hallbar.search import index
from hallbar.search.config import SearchConfig
from hallbar.search.record import Record, record
from hallbar.site import add_page, language, languages, prefix, text_language

CAPABILITY = Capability(Path(__file__).parent)


class SearchPlugin(BasePlugin[SearchConfig]):
    """Hooks only; MkDocs calls each once for each language, and the first one once in a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.languages, self.records = set[str](), dict[str, Record]()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        return config

    @event_priority(-150)  # after static-i18n, which cannot handle generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        words = CAPABILITY.own_words(config, language(config))
        for name, path in [("results", self.config.page), ("a_to_z", self.config.a_to_z)]:
            template = f"hallbar/{CAPABILITY.name}/{name}.html"
            head = {"title": words[name], "description": words[f"description_{name}"], "template": template}
            markdown = "".join(f"{key}: {value}\n" for key, value in head.items())
            add_page(files, config, path, f"---\n{markdown}---\n")
        return files

    @event_priority(-48)  # after elements, before read-aloud: they share the tree of the finished article
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if text_language(page, config) == language(config) and "template" not in page.meta:
            self.records[page.url] = record(parsed(html), page.url, str(page.title), language(config))
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self.languages.add(language(config))
        below = prefix(config, language(config))
        CAPABILITY.offer(env, config, page=below + self.config.page, a_to_z=below + self.config.a_to_z)
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
