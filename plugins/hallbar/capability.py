"""A capability: a folder whose assets, templates and words become part of the site.

MkDocs runs every hook once per language, on the same plugin objects, so nothing here keeps state.
"""

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from hallbar import javascript, stripping, template_globals, words
from hallbar.messages import Messages
from hallbar.modules import joined
from hallbar.plugin_error import as_plugin_error
from hallbar.schema import SchemaError
from hallbar.site import add_page, language, languages

message = Messages(__file__)
FRAME = "hallbar/frame"
"""The plugin whose templates include those of the other capabilities."""

ASSETS = ("*.css", "*.js", "*/*.css", "*/*.js")
"""Patterns of the files of a capability that a browser fetches."""


@dataclass(frozen=True)
class Capability:
    """The folder of a capability: `hallbar/consent`, or `acme/opening_hours` in another package.

    This path is the same everywhere: as the name of a template or a plugin, and as a URL on the site.
    """

    folder: Path

    @property
    def name(self) -> str:
        """Name of the folder: `consent`."""
        return self.folder.name

    @property
    def path(self) -> str:
        """Path with the package: `hallbar/consent`."""
        return f"{self.folder.parent.name}/{self.name}"

    @property
    def root(self) -> Path:
        """The folder that holds the package."""
        return self.folder.parent.parent

    def publish(self, files: Files, config: MkDocsConfig) -> None:
        """Add the css and js of the folder and of those directly in it to the site. Hook: on_files.

        They are published without comments. The modules of a folder in it are joined, see `modules.py`.
        """
        for path, text in sorted(_assets(self.folder, self._files()).items()):
            uri = path.relative_to(self.root).as_posix()
            if files.get_file_from_path(uri) is None:
                file = File(uri, str(self.root), config.site_dir, config.use_directory_urls)
                file.content_string = text  # which also unsets the path
                file.abs_src_path = str(path)  # static-i18n needs it
                files.append(file)

    def _files(self) -> frozenset[tuple[Path, int]]:
        """Return the files that a browser fetches, with the times of their last change."""
        found = (path for name in ASSETS for path in self.folder.glob(name))
        return frozenset((path, path.stat().st_mtime_ns) for path in found)

    def add_page(
        self, files: Files, config: MkDocsConfig, path: str, template: str, **front_matter: object
    ) -> None:
        """Add the page of a template, as `site.add_page` does. Hook: on_files, at -150.

        Its title and description are the words of the template's name and `description_<name>`.
        """
        words = self.own_words(config, language(config))
        about = {"title": words[template], "description": words[f"description_{template}"]}
        head = {**about, "template": f"{self.path}/{template}.html", **front_matter}
        add_page(files, config, path, f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n")

    def load_everywhere(self, config: MkDocsConfig) -> None:
        """Link `<name>.css` and `<name>.js` (as a module), if they exist, on every page. Hook: on_config."""
        style, script = (f"{self.path}/{self.name}.{kind}" for kind in ("css", "js"))
        if (self.root / style).is_file() and style not in config.extra_css:  # once, not once per language
            config.extra_css.append(style)
        if (self.root / script).is_file() and script not in map(str, config.extra_javascript):
            module = ExtraScriptValue(script)
            module.type = "module"
            config.extra_javascript.append(module)

    def offer(self, env: Environment, config: MkDocsConfig, **values: object) -> None:
        """Give templates `hallbar.<name>`: `values`, and `.words` in the frame's language. Hook: on_env."""
        if FRAME not in config.plugins:
            raise PluginError(message("frame_missing", plugin=self.path, frame=FRAME))
        lang = language(config)
        template_globals.add(env, lang, self.root, self.name, words=self.own_words(config, lang), **values)

    def words(self, locale: str) -> dict[str, str]:
        """Return the capability's words in a language, as they are shipped."""
        return _words(self.folder, locale)

    def own_words(self, config: MkDocsConfig, locale: str) -> dict[str, str]:
        """Return the words in a language, with those that the site replaces in `extra.words`.

        The frame checks `extra.words` first.
        """
        return words.replaced(self.words(locale), config.extra.get("words") or {}, locale, self.name)

    def every_word(self, config: MkDocsConfig) -> dict[str, dict[str, str]]:
        """Return the words of `own_words` in all languages of the site: language -> key -> text."""
        return {locale: self.own_words(config, locale) for locale in languages(config)}


@cache  # for all languages of a build
def _assets(folder: Path, files: Set[tuple[Path, int]]) -> dict[Path, str]:
    """Return the files of a capability's folder with their text as it is published."""
    found = {path: path.read_text("utf-8") for path, _ in files}
    for below in {path.parent for path in found} - {folder}:
        scripts = {path.name: found.pop(path) for path in below.glob("*.js")}
        found |= {below / name: text for name, text in joined(scripts).items()}
    strip = {".css": stripping.style, ".js": javascript.script}
    return {path: strip[path.suffix](text) for path, text in found.items()}


@cache
def _words(folder: Path, locale: str) -> dict[str, str]:
    with as_plugin_error(SchemaError):
        return words.of(folder, locale)
