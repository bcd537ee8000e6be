"""The frame in the build: its templates stand between the site's own and those of Material."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from hallbar.capability import Capability, languages
from hallbar.frame.config import FrameConfig
from hallbar.frame.layers import between, material_style, unused

CAPABILITY = Capability(Path(__file__).parent)
THEME = CAPABILITY.folder / "theme"


class FramePlugin(BasePlugin[FrameConfig]):
    """Hooks only; MkDocs calls each once per language."""

    @event_priority(-150)  # after static-i18n, which puts its own sitemap before everything
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.theme.dirs[:] = between(config.theme.custom_dir, THEME, config.theme.dirs)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        for file in [*unused(files, config.docs_dir)]:
            files.remove(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        every = {locale: CAPABILITY.own_words(config, locale) for locale in languages(config)}
        CAPABILITY.offer(env, config, every=every, material=material_style(config.theme.dirs))
        return env
