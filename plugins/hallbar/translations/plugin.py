"""Translations in the build: language switch, notice on untranslated pages, alternates, one 404 page."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from hallbar.capability import Capability
from hallbar.site import has_translation, language, languages
from hallbar.translations.config import TranslationsConfig
from hallbar.translations.versions import Version, versions

CAPABILITY = Capability(Path(__file__).parent)


class Context(TemplateContext):
    """The context of templates: MkDocs' own, and the versions of the page in all languages."""

    versions: list[Version]


class TranslationsPlugin(BasePlugin[TranslationsConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        CAPABILITY.offer(env, config, names=_names(config))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Context:
        translated = {locale: has_translation(page, locale) for locale in languages(config)}
        here = versions(page.url, language(config), _names(config), translated)
        return Context(**context, versions=here)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> Context:
        names = _names(config)
        home = versions("", next(iter(names)), names, dict.fromkeys(names, True))
        return Context(**context, versions=home)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Skip 404.html except in the first language, because each language's build would overwrite it."""
        if template_name == "404.html" and language(config) != languages(config)[0]:
            return ""
        return output


def _names(config: MkDocsConfig) -> dict[str, str]:
    i18n = config.plugins.get("i18n")
    if i18n is None:
        return {language(config): language(config)}
    return {locale: i18n.get_language_config(locale).name for locale in languages(config)}
