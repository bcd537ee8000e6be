"""The frame in the build: its templates stand between the site's own and those of Material."""

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from hallbar import messages, words
from hallbar.capability import Capability, keep_what_is_not_ours, one_line, write_manifest
from hallbar.frame import colours, extra
from hallbar.frame.config import FrameConfig
from hallbar.frame.layers import between, material_style, unused, visible
from hallbar.schema import SchemaError
from hallbar.settings import SettingsError, load, message_language, source
from hallbar.site import file_named, folders, language, languages

CAPABILITY = Capability(Path(__file__).parent)
THEME = CAPABILITY.folder / "theme"


class FramePlugin(BasePlugin[FrameConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        messages.use(message_language(Path(config_file_path or "mkdocs.yml")))  # before any hook
        return super().load_config(options, config_file_path)

    @event_priority(-150)  # after static-i18n, which puts its own sitemap before everything
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        theme = config.theme
        theme.dirs[:] = between(theme.custom_dir, THEME, theme.dirs)
        # MkDocs lists all templates twice a build, which takes a sixth of the time of a small one.
        vars(theme)["get_env"] = visible(partial(type(theme).get_env, theme), theme.dirs)
        with one_line(SettingsError, SchemaError):
            known = {folder.name: table for folder in folders(config) if (table := words.table(folder))}
            load(Path(config.config_file_path))
            self.extra = extra.read(config.extra, *source(config.config_file_path), languages(config), known)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        keep_what_is_not_ours(config)

    @event_priority(-150)  # after static-i18n, which cannot take generated files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        if style := colours.style(self.extra.colours):
            files.append(File.generated(config, colours.FILE, content=style))
        for file in [*unused(files, config.docs_dir)]:
            files.remove(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        places = [(name, ["extra", *place]) for place, name in extra.files(self.extra)]
        found = {name: file_named(files, config, name, place) for name, place in places}
        every = {locale: CAPABILITY.own_words(config, locale) for locale in languages(config)}
        said = extra.shown(self.extra, found, language(config))
        CAPABILITY.offer(env, config, every=every, material=material_style(config.theme.dirs), **said)
        write_manifest(config, files, frame={"colours": said["colours"]})
        return env
