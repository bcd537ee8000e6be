"""The entries that a build writes into the manifest: the site, its pages, and a part for each capability."""

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from hallbar import manifest
from hallbar.site import capability_folders, languages, pages, text_language


def write_manifest(config: MkDocsConfig, files: Files, **parts: object) -> None:
    """Merge this language's pages and a capability's own `parts` into the manifest. Hook: on_env."""
    manifest.merge(
        Path(config.site_dir),
        {f"/{page.url}": _entry(page, config) for page in pages(files)},
        address=config.site_url or "",
        path=urlsplit(config.site_url or "/").path or "/",
        languages=languages(config),
        capabilities=[folder.name for folder in capability_folders(config)],
        **parts,
    )


def _entry(page: Page, config: MkDocsConfig) -> dict[str, str]:
    return {
        "lang": text_language(page, config),
        "title": str(page.title),
        "version": manifest.short_hash(page.markdown or ""),
        "source": _source(page, config),
    }


def _source(page: Page, config: MkDocsConfig) -> str:
    """Return the path of the page's Markdown from the repository's root; empty for a page of a capability."""
    written = Path(page.file.abs_src_path or "")
    root = Path(config.config_file_path).resolve().parent
    return written.relative_to(root).as_posix() if written.is_relative_to(root) else ""
