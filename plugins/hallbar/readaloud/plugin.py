"""Read-aloud in the build: finds the sentences of each page, then makes all audio in one batch."""

import os
import time
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability
from hallbar.parsing import parsed
from hallbar.plugin_error import as_plugin_error
from hallbar.readaloud import about
from hallbar.readaloud.audio import upkeep
from hallbar.readaloud.audio.build import AudioBuild, message, mode
from hallbar.readaloud.config import ReadaloudConfig
from hallbar.readaloud.page_speech import PageSpeech, Speeches
from hallbar.readaloud.text.speakable import numbered, speakable, titled
from hallbar.readaloud.text.spoken import use_lexicon
from hallbar.readaloud.text.verification import MismatchError, confirm
from hallbar.readaloud.voices import VoiceError, site_voices
from hallbar.schema import SchemaError
from hallbar.site import add_page, language, languages, pages, prefix, text_language

CAPABILITY = Capability(Path(__file__).parent)
log = get_plugin_logger(__name__)


class ReadaloudPlugin(BasePlugin[ReadaloudConfig]):
    """Hooks only; MkDocs calls each once for each language, and the first one once in a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.started, self.languages, self.speech = time.time(), set[str](), Speeches()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        folder, own = Path(config.config_file_path).parent, self.config
        with as_plugin_error(VoiceError, SchemaError, about=message("read_aloud")):
            use_lexicon(Path(os.path.relpath(folder)), own.lexicon)  # a short path, for messages
            cache, voices, strict = folder / own.cache, site_voices(own.voices), config.strict
            self.audio = AudioBuild(cache, voices, mode(), strict, own.workers, log)
        CAPABILITY.load_everywhere(config)
        return config

    @event_priority(-150)  # after static-i18n, which cannot take generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        words = CAPABILITY.own_words(config, language(config))
        add_page(files, config, self.config.about, about.page(language(config), self.audio.voices, words))
        return files

    @event_priority(-50)  # after other plugins have changed the text
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        html = titled(html, page.title)
        found = speakable(parsed(html), text_language(page, config), CAPABILITY.every_word(config))
        article = numbered(html, found.blocks)
        self.speech[page.url] = PageSpeech(tuple(found.sentences), article)
        return article

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        sentences = self.speech.sentences(page.url for page in pages(files))
        with as_plugin_error(VoiceError, SchemaError, about=message("read_aloud")):
            self.speech.add(self.audio.publish(sentences, Path(config.site_dir)))
        self.languages.add(language(config))
        address = prefix(config, language(config)) + self.config.about
        CAPABILITY.offer(env, config, about=address, on=self.audio.mode != "off", speech=self.speech)
        return env

    @event_priority(-200)  # last, after all plugins that change the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        speech = self.speech[page.url]
        cues = Path(config.site_dir, speech.audio.vtt) if speech.audio else None
        with as_plugin_error(MismatchError, about=f"{message('read_aloud')}{page.file.src_uri}: "):
            confirm(output, speech.article, cues, CAPABILITY.every_word(config))
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.languages == set(languages(config)):  # after the last: no language loses its clips
            upkeep.prune(self.audio.folder, 1e9 * self.config.limit, self.started)
