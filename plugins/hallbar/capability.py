"""A capability's folder on its way to the site: its files, templates, words, its part of the manifest.

MkDocs runs every hook once per language, on the same plugin objects: nothing here keeps state between calls.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hallbar import manifest, site_dir, words
from hallbar.messages import Messages
from hallbar.schema import SchemaError
from hallbar.site import folders, language, languages, pages, text_language

message = Messages(__file__)
FRAME = "hallbar/frame"
"""The plugin whose templates show what the others offer."""


@dataclass(frozen=True)
class Capability:
    """The folder of a capability, in a package: `hallbar/consent`, or another's `acme/opening_hours`.

    What it shows keeps this path everywhere: as template, as address on the site, as name of the plugin.
    """

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def path(self) -> str:
        return f"{self.folder.parent.name}/{self.name}"

    @property
    def root(self) -> Path:
        """The folder that holds the package."""
        return self.folder.parent.parent

    def publish(self, files: Files, config: MkDocsConfig) -> None:
        """Add the folder's style and behaviour (css, js) to the site. Hook: on_files."""
        for path in sorted([*self.folder.glob("*.css"), *self.folder.glob("*.js")]):
            uri = path.relative_to(self.root).as_posix()
            if files.get_file_from_path(uri) is None:
                files.append(File(uri, str(self.root), config.site_dir, config.use_directory_urls))

    def load_everywhere(self, config: MkDocsConfig) -> None:
        """Link `<name>.css` and `<name>.js` (as a module) on every page. Hook: on_config."""
        style, script = (f"{self.path}/{self.name}.{kind}" for kind in ("css", "js"))
        if style not in config.extra_css:  # on_config runs once per language
            module = ExtraScriptValue(script)
            module.type = "module"
            config.extra_css.append(style)
            config.extra_javascript.append(module)

    def offer(self, env: Environment, config: MkDocsConfig, **values: object) -> None:
        """Give templates `hallbar.<name>`: `values`, and `.words` in the frame's language. Hook: on_env."""
        if FRAME not in config.plugins:
            raise PluginError(message("frame_missing", plugin=self.path, frame=FRAME))
        shared: Any = env.globals.setdefault("hallbar", SimpleNamespace())
        if not vars(shared):
            vars(shared).update(lang=language(config), templates=FileSystemLoader([]))
            env.loader = ChoiceLoader([*([env.loader] if env.loader else []), shared.templates])
        if str(self.root) not in shared.templates.searchpath:
            shared.templates.searchpath.append(str(self.root))
        setattr(shared, self.name, SimpleNamespace(words=self.own_words(config, language(config)), **values))

    def words(self, locale: str) -> dict[str, str]:
        """The capability's words in a language."""
        return _words(self.folder, locale)

    def own_words(self, config: MkDocsConfig, locale: str) -> dict[str, str]:
        """In a language, with what the site says in its own way (`extra.words`, which the frame checks)."""
        return words.replaced(self.words(locale), config.extra.get("words") or {}, locale, self.name)

    def every_word(self, config: MkDocsConfig) -> dict[str, dict[str, str]]:
        """The same, language -> key -> text."""
        return {locale: self.own_words(config, locale) for locale in languages(config)}


@contextmanager
def one_line(*errors: type[Exception], about: str = "") -> Iterator[None]:
    """Stop the build with one line for errors that an editor can mend: MkDocs prints no traceback then."""
    try:
        yield
    except errors as error:
        raise PluginError(f"{about}{error}") from error


@lru_cache(maxsize=1)
def parsed(html: str) -> BeautifulSoup:
    """Return an article as a tree with each tag's place in its source. All share it: never change it."""
    return BeautifulSoup(html, "html.parser")


def keep_what_is_not_ours(config: MkDocsConfig) -> None:
    """Stop a build that would empty somebody else's folder. Hook: on_pre_build."""
    with one_line(site_dir.SiteDirError):
        site_dir.check(Path(config.site_dir))


def write_manifest(config: MkDocsConfig, files: Files, **parts: object) -> None:
    """Merge this language's pages and the capability's own `parts` into the manifest. Hook: on_env."""
    manifest.merge(
        Path(config.site_dir),
        {f"/{page.url}": _described(page, config) for page in pages(files)},
        path=urlsplit(config.site_url or "/").path or "/",
        languages=languages(config),
        capabilities=[folder.name for folder in folders(config)],
        **parts,
    )


def _described(page: Page, config: MkDocsConfig) -> dict[str, str]:
    return {
        "lang": text_language(page, config),
        "title": str(page.title),
        "version": manifest.short_hash(page.markdown or ""),
        "source": _source(page, config),
    }


def _source(page: Page, config: MkDocsConfig) -> str:
    """The page's Markdown from the repository's root; empty for a page that a capability brings."""
    written = Path(page.file.abs_src_path or "")
    root = Path(config.config_file_path).resolve().parent
    return written.relative_to(root).as_posix() if written.is_relative_to(root) else ""


@cache
def _words(folder: Path, locale: str) -> dict[str, str]:
    with one_line(SchemaError):
        return words.of(folder, locale)
