"""The frame in the build: its templates go between the site's own and Material's."""

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from hallbar import messages, site_dir, words
from hallbar.build_manifest import write_manifest
from hallbar.capability import Capability
from hallbar.frame import article, colours, extra, menu, shell, wording
from hallbar.frame.config import FrameConfig
from hallbar.frame.layers import THEME, material_style, unused, visible, with_frame
from hallbar.frame.stylesheet import StyleSheet
from hallbar.modules import imported
from hallbar.plugin_error import as_plugin_error
from hallbar.schema import SchemaError
from hallbar.settings import SettingsError, load, message_language, source
from hallbar.site import capability_folders, file_named, language, languages, text_of

CAPABILITY = Capability(Path(__file__).parent)
FUNCTIONS = {
    "article": article.divided,
    "headings": article.headings,
    "menu": menu.menu,
    "cards": menu.cards,
    "locale": wording.locale,
    "day": wording.day,
    "genitive": wording.genitive,
    "places": shell.places,
}
"""Functions for templates, `hallbar.frame.<name>`."""


class FramePlugin(BasePlugin[FrameConfig]):
    """Hooks only; MkDocs calls each once per language, and the first one once in a build."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.languages = set[str]()

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        messages.use(message_language(Path(config_file_path or "mkdocs.yml")))  # before any hook
        return super().load_config(options, config_file_path)

    @event_priority(-150)  # after static-i18n, which puts its own sitemap first
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        theme = config.theme
        theme.dirs[:] = with_frame(theme.custom_dir, THEME, theme.dirs)
        theme.static_templates.add(shell.TEMPLATE)
        # MkDocs lists all templates twice in a build, which takes a sixth of the time of a small one.
        vars(theme)["get_env"] = visible(partial(type(theme).get_env, theme), theme.dirs)
        with as_plugin_error(SettingsError, SchemaError):
            known = {f.name: table for f in capability_folders(config) if (table := words.table(f))}
            load(Path(config.config_file_path))
            self.extra = extra.read(config.extra, *source(config.config_file_path), languages(config), known)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        with as_plugin_error(site_dir.SiteDirError):
            site_dir.check(Path(config.site_dir))

    @event_priority(-150)  # after static-i18n, which cannot handle generated files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        if style := colours.stylesheet(self.extra.colours):
            files.append(File.generated(config, colours.FILE, content=style))
        for file in [*unused(files, config.docs_dir)]:
            files.remove(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        settings = [(name, ["extra", *path]) for path, name in extra.files(self.extra)]
        found = {name: file_named(files, config, name, setting) for name, setting in settings}
        values = extra.template_values(self.extra, found, language(config))
        material, folders = material_style(config.theme.dirs), capability_folders(config)
        self.style = StyleSheet(files.src_uris, material, config.extra_css, folders)
        values |= self.style.template_values()
        values["modules"] = imported(map(str, config.extra_javascript), partial(text_of, files))
        CAPABILITY.offer(env, config, every=CAPABILITY.every_word(config), **FUNCTIONS, **values)
        self.languages.add(language(config))
        write_manifest(config, files)
        return env

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        if template_name != shell.TEMPLATE:
            return output
        shell.publish(output, Path(config.site_dir), language(config))
        return ""

    @event_priority(-200)  # after static-i18n, which builds the other languages in this hook
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.languages == set(languages(config)):  # all pages are written
            self.languages.clear()
            self.style.write(Path(config.site_dir))
