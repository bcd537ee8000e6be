"""Read-aloud in the build: sentences are found page by page, spoken in one batch, published with the site."""

import os
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar.capability import Capability, add_page, language, pages, parsed, prefix, text_language
from hallbar.readaloud.config import ReadaloudConfig
from hallbar.readaloud.publication import publish
from hallbar.readaloud.recording import Mode, Recordings, mode_of
from hallbar.readaloud.sound import Sounds
from hallbar.readaloud.speakable import marked, speakable, titled
from hallbar.readaloud.spoken import LexiconError, check
from hallbar.readaloud.truth import UntrueError, confirm
from hallbar.readaloud.voices import VOICES, Voice, VoiceError

CAPABILITY = Capability(Path(__file__).parent)
log = get_plugin_logger(__name__)


class ReadaloudPlugin(BasePlugin[ReadaloudConfig]):
    """Hooks only; MkDocs calls each once per language."""

    @event_priority(-150)  # after static-i18n, which cannot take generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        about = CAPABILITY.folder / f"about.{language(config)}.md"
        if about.exists():
            add_page(files, config, self.config.about, about.read_text("utf-8"))
        return files

    @event_priority(-50)  # after other plugins have changed the text
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        html = titled(html, page.title)
        speech = speakable(parsed(html), text_language(page, config), CAPABILITY.every_word(config))
        page.meta.update(sentences=speech.sentences, article=marked(html, speech.blocks))
        return str(page.meta["article"])

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        try:
            self._record(config, files, mode_of(os.environ.get("HALLBAR_SOUND", "on")))
        except (VoiceError, LexiconError, OSError) as error:  # no voice, or no room for what it says
            raise PluginError(f"read-aloud: {error}") from error
        CAPABILITY.offer(env, config, about=prefix(config, language(config)) + self.config.about)
        return env

    @event_priority(-200)  # the last to look: whatever changed the page has done so
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        recording = page.meta.get("recording")
        cues = Path(config.site_dir, recording.vtt) if recording else None
        try:
            confirm(output, page.meta.get("article", ""), cues, CAPABILITY.every_word(config))
        except UntrueError as error:
            raise PluginError(f"read-aloud: {page.file.src_uri}: {error}") from error
        return output

    def _record(self, config: MkDocsConfig, files: Files, mode: Mode) -> None:
        if mode == "off":
            return
        check()
        folder = Path(config.config_file_path).parent / self.config.cache
        own = {lang: Voice(v.name, v.rate, v.gap) for lang, v in self.config.voices.items()}
        recordings = Recordings(folder, VOICES | own, mode)
        wanted = {page.url: page.meta.get("sentences", []) for page in pages(files)}
        published = publish(wanted, recordings, Sounds(folder, recordings), Path(config.site_dir), _tell)
        for page in pages(files):
            page.meta["recording"] = published.get(page.url)
        log.info(f"sentences spoken: {recordings.made}, from the cache: {recordings.reused}")


def _tell(done: int, wanted: int) -> None:
    if done % 100 == 0 or done == wanted:
        log.info(f"speaking: {done} of {wanted} sentences")
