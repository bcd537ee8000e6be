"""Read-aloud in the build: sentences are found page by page, spoken in one batch, published with the site."""

import os
import time
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability, one_line, parsed
from hallbar.readaloud import about
from hallbar.readaloud.audio import upkeep
from hallbar.readaloud.audio.build import Production, mode
from hallbar.readaloud.config import ReadaloudConfig
from hallbar.readaloud.text.speakable import marked, speakable, titled
from hallbar.readaloud.text.spoken import use
from hallbar.readaloud.text.truth import UntrueError, confirm
from hallbar.readaloud.voices import VoiceError, chosen
from hallbar.schema import SchemaError
from hallbar.site import add_page, language, languages, pages, prefix, text_language

CAPABILITY = Capability(Path(__file__).parent)
log = get_plugin_logger(__name__)
told = partial(one_line, VoiceError, SchemaError, about="read-aloud: ")


class ReadaloudPlugin(BasePlugin[ReadaloudConfig]):
    """Hooks only; MkDocs calls each once per language, the first once a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.begun, self.heard = time.time(), set[str]()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        folder, own = Path(config.config_file_path).parent, self.config
        cache, workers = folder / own.cache, own.workers
        with told():
            use(Path(os.path.relpath(folder)), own.lexicon)  # as messages name it
            self.production = Production(cache, chosen(own.voices), mode(), config.strict, workers, log)
        return config

    @event_priority(-150)  # after static-i18n, which cannot take generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        lang, words = language(config), CAPABILITY.own_words(config, language(config))
        add_page(files, config, self.config.about, about.page(lang, self.production.voices, words))
        return files

    @event_priority(-50)  # after other plugins have changed the text
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        html = titled(html, page.title)
        speech = speakable(parsed(html), text_language(page, config), CAPABILITY.every_word(config))
        page.meta.update(sentences=speech.sentences, article=marked(html, speech.blocks))
        return str(page.meta["article"])

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        sentences = {page.url: page.meta.get("sentences", []) for page in pages(files)}
        with told():
            made = self.production.publish(sentences, Path(config.site_dir))
        for page in pages(files):
            page.meta["recording"] = made.get(page.url)
        self.heard.add(language(config))
        root = prefix(config, language(config))
        CAPABILITY.offer(env, config, about=root + self.config.about, on=self.production.mode != "off")
        return env

    @event_priority(-200)  # the last to look: whatever changed the page has done so
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        recording = page.meta.get("recording")
        cues = Path(config.site_dir, recording.vtt) if recording else None
        with one_line(UntrueError, about=f"read-aloud: {page.file.src_uri}: "):
            confirm(output, page.meta.get("article", ""), cues, CAPABILITY.every_word(config))
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.heard == set(languages(config)):  # the last one: what a language uses must not be dropped
            upkeep.prune(self.production.folder, 1e9 * self.config.limit, self.begun)
