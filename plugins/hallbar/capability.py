"""A capability's folder on its way to the site: its files, templates, words, pages, part of the manifest.

MkDocs runs every hook once per language, on the same plugin objects: nothing here keeps state between calls.
"""

import hashlib
import json
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
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from hallbar import site_dir, words

PLUGINS = Path(__file__).parent.parent
FRAME = "hallbar/frame"
"""The plugin whose templates show what the others offer."""


@dataclass(frozen=True)
class Capability:
    """One folder below `plugins/hallbar`; what it shows keeps its path below `plugins/` everywhere."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def publish(self, files: Files, config: MkDocsConfig) -> None:
        """Add the folder's style and behaviour (css, js) to the site. Hook: on_files."""
        for path in sorted([*self.folder.glob("*.css"), *self.folder.glob("*.js")]):
            uri = path.relative_to(PLUGINS).as_posix()
            if files.get_file_from_path(uri) is None:
                files.append(File(uri, str(PLUGINS), config.site_dir, config.use_directory_urls))

    def load_everywhere(self, config: MkDocsConfig) -> None:
        """Link `<name>.css` and `<name>.js` (as a module) on every page. Hook: on_config."""
        style, script = (f"hallbar/{self.name}/{self.name}.{kind}" for kind in ("css", "js"))
        if style not in config.extra_css:  # on_config runs once per language
            module = ExtraScriptValue(script)
            module.type = "module"
            config.extra_css.append(style)
            config.extra_javascript.append(module)

    def offer(self, env: Environment, config: MkDocsConfig, **values: object) -> None:
        """Give templates `hallbar.<name>`: `values`, and `.words` in the frame's language. Hook: on_env."""
        if FRAME not in config.plugins:
            raise PluginError(f"mkdocs.yml: hallbar/{self.name} needs {FRAME}: add it to plugins, after i18n")
        shared = env.globals.setdefault("hallbar", SimpleNamespace())
        if not vars(shared):
            env.loader = ChoiceLoader([*([env.loader] if env.loader else []), FileSystemLoader(PLUGINS)])
            vars(shared).update(lang=language(config))
        setattr(shared, self.name, SimpleNamespace(words=self.own_words(config, language(config)), **values))

    def words(self, locale: str) -> dict[str, str]:
        """The capability's words in a language."""
        return _words(self.folder, locale)

    def own_words(self, config: MkDocsConfig, locale: str) -> dict[str, str]:
        """In a language, with what the site says in its own way (`extra.words` in mkdocs.yml)."""
        try:
            return words.replaced(self.words(locale), config.extra.get("words"), locale, self.name)
        except words.WordsError as error:
            raise PluginError(str(error)) from error

    def every_word(self, config: MkDocsConfig) -> dict[str, dict[str, str]]:
        """The same, language -> key -> text."""
        return {locale: self.own_words(config, locale) for locale in languages(config)}


def language(config: MkDocsConfig) -> str:
    """The language of the frame in this build; the text may be in another (`page.file.locale`)."""
    return str(config.theme["language"])


def text_language(page: Page, config: MkDocsConfig) -> str:
    """The language that the page's text is written in."""
    return getattr(page.file, "locale", None) or language(config)


def languages(config: MkDocsConfig) -> list[str]:
    """All languages of the site, the default one first."""
    i18n = config.plugins.get("i18n")
    if i18n is None:
        return [language(config)]
    return sorted(i18n.build_languages, key=lambda name: name != i18n.default_language)


def prefix(config: MkDocsConfig, locale: str) -> str:
    """Where a language's pages stand below the site's root: `""` for the default one, else `"en/"`."""
    return "" if locale == languages(config)[0] else f"{locale}/"


def folders(config: MkDocsConfig) -> list[Path]:
    """The folders of the capabilities that are on, in the order of mkdocs.yml."""
    return [PLUGINS / name for name in config.plugins if (PLUGINS / name).is_dir()]


def add_page(files: Files, config: MkDocsConfig, path: str, markdown: str) -> File:
    """Add a page that a capability brings, at `path` ("cookies/") in this language. Hook: on_files, at -150.

    Not earlier: static-i18n (at -100) cannot take generated files. What it would find out is told here.
    A page of the same name in docs/ wins: editors may write their own.
    """
    locale, stem = language(config), path.strip("/")
    existing = files.get_file_from_path(f"{stem}.md")
    if existing is not None:
        return existing
    file = File.generated(
        config, f"{locale}/{stem}.md", content=markdown, inclusion=InclusionLevel.NOT_IN_NAV
    )
    file.dest_uri = f"{prefix(config, locale)}{stem}/index.html"
    others = {
        other: SimpleNamespace(locale=other, url=f"{prefix(config, other)}{stem}/")
        for other in languages(config)
    }
    vars(file).update(locale=locale, locale_alternate_of=locale, norm_src_uri=f"{stem}.md")
    vars(file).update(alternates=others | {locale: file})
    files.append(file)
    i18n = config.plugins.get("i18n")
    if i18n is not None:
        i18n.i18n_files_per_language[locale].append(file)  # what the sitemap is made from
    return file


@lru_cache(maxsize=1)
def parsed(html: str) -> BeautifulSoup:
    """Return an article as a tree with each tag's place in its source. All share it: never change it."""
    return BeautifulSoup(html, "html.parser")


def has_translation(page: Page, locale: str) -> bool:
    """Whether the page's text exists in `locale`, rather than being shown there in another language."""
    found = getattr(page.file, "alternates", {}).get(locale)
    return getattr(found, "locale", None) == locale


def keep_what_is_not_ours(config: MkDocsConfig) -> None:
    """Stop a build that would empty somebody else's folder. Hook: on_pre_build."""
    try:
        site_dir.check(Path(config.site_dir))
    except site_dir.SiteDirError as error:
        raise PluginError(str(error)) from error


def write_manifest(config: MkDocsConfig, files: Files, part: dict[str, Any]) -> None:
    """Merge this language's pages and a capability's `part` into the site's manifest. Hook: on_env."""
    target = Path(config.site_dir, site_dir.MANIFEST)
    manifest = json.loads(target.read_text("utf-8")) if target.exists() else {"pages": {}}
    manifest["path"] = urlsplit(config.site_url or "/").path or "/"
    manifest["languages"] = languages(config)
    manifest["capabilities"] = [folder.name for folder in folders(config)]
    manifest["pages"] |= {f"/{page.url}": _described(page, config) for page in pages(files)}
    manifest |= part
    content = {key: value for key, value in manifest.items() if key != "release"}
    manifest["release"] = _hash(json.dumps(content, sort_keys=True))  # equal sites have equal names
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def pages(files: Files) -> list[Page]:
    """The pages of this build's language."""
    return [file.page for file in files.documentation_pages() if file.page]


def _described(page: Page, config: MkDocsConfig) -> dict[str, str]:
    return {
        "lang": text_language(page, config),
        "title": str(page.title),
        "version": _hash(page.markdown or ""),
        "source": _source(page, config),
    }


def _source(page: Page, config: MkDocsConfig) -> str:
    """The page's Markdown from the repository's root; empty for a page that a capability brings."""
    written = Path(page.file.abs_src_path or "")
    root = Path(config.config_file_path).resolve().parent
    return written.relative_to(root).as_posix() if written.is_relative_to(root) else ""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def _words(folder: Path, locale: str) -> dict[str, str]:
    try:
        return words.of(folder, locale)
    except words.WordsError as error:
        raise PluginError(str(error)) from error
