"""The site being built: its languages and their URLs, its pages, and pages added by capabilities.

MkDocs runs every hook once per language, on the same plugin objects, so nothing here keeps state.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from hallbar import schema, settings

CONTACT = ("kontakt.md", "contact.md")
"""File names of the contact page that are tried when no setting names it."""


def language(config: MkDocsConfig) -> str:
    """Return the language of the frame in this build; the text may be in another (`page.file.locale`)."""
    return str(config.theme["language"])


def text_language(page: Page, config: MkDocsConfig) -> str:
    """Return the language that the page's text is written in."""
    return getattr(page.file, "locale", None) or language(config)


def languages(config: MkDocsConfig) -> list[str]:
    """Return all languages of the site, the default one first."""
    i18n = config.plugins.get("i18n")
    if i18n is None:
        return [language(config)]
    return sorted(i18n.build_languages, key=lambda name: name != i18n.default_language)


def prefix(config: MkDocsConfig, locale: str) -> str:
    """Return the path of a language's pages below the site's root: `""` for the default one, else `"en/"`."""
    return "" if locale == languages(config)[0] else f"{locale}/"


def capability_folders(config: MkDocsConfig) -> list[Path]:
    """Return the folders of the enabled capabilities, in the order of mkdocs.yml."""
    modules = (sys.modules[type(plugin).__module__] for plugin in config.plugins.values())
    return [module.CAPABILITY.folder for module in modules if hasattr(module, "CAPABILITY")]


def text_of(files: Files, path: str) -> str:
    """Return the text of a file of this build by its path; empty if there is none."""
    file = files.get_file_from_path(path)
    return file.content_string if file else ""


def pages(files: Files) -> list[Page]:
    """Return the pages of this build's language."""
    return [file.page for file in files.documentation_pages() if file.page]


def has_translation(page: Page, locale: str) -> bool:
    """Return True if the page has a text in `locale`, rather than being shown there in another language."""
    found = getattr(page.file, "alternates", {}).get(locale)
    return getattr(found, "locale", None) == locale


def contact_page(files: Files, config: MkDocsConfig) -> File | None:
    """Return the contact page: that of `extra.contact.page`, or one with a usual file name.

    Raises PluginError if the page that the setting names does not exist.
    """
    contact = config.extra.get("contact")
    if isinstance(contact, dict) and (path := contact.get("page")):
        return file_named(files, config, str(path), ["extra", "contact", "page"])
    return next(filter(None, map(files.get_file_from_path, CONTACT)), None)


def file_named(files: Files, config: MkDocsConfig, path: str, setting: schema.KeyPath) -> File:
    """Return the file that a setting names by its path below docs/ (for a page: below its language's folder).

    Raises PluginError, one line with the setting's line in mkdocs.yml, if there is no such file.
    """
    known = {_below_language(file): file for file in files if file.src_dir == config.docs_dir}
    if path in known:
        return known[path]
    name, text = settings.source(config.config_file_path)
    raise PluginError(str(schema.error_at(name, text, setting, schema.unknown(path, sorted(known)))))


def _below_language(file: File) -> str:
    return str(getattr(file, "norm_src_uri", file.src_uri))


def add_page(files: Files, config: MkDocsConfig, path: str, markdown: str) -> File:
    """Add a page of a capability at `path` ("cookies/") in this build's language. Hook: on_files, at -150.

    Not earlier: static-i18n (at -100) cannot handle generated files, so its attributes are set here instead.
    A page of the same name in docs/ wins, so editors may write their own.
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
        i18n.i18n_files_per_language[locale].append(file)  # the source of the sitemap
    return file
