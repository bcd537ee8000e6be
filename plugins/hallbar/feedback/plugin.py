"""Feedback in the build: the form, and its entry in the manifest. The answers go to the service."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from hallbar.build_manifest import write_manifest
from hallbar.capability import Capability
from hallbar.feedback import options
from hallbar.feedback.config import FeedbackConfig
from hallbar.feedback.links import LinkError, linked
from hallbar.plugin_error import as_plugin_error
from hallbar.schema import SchemaError
from hallbar.site import contact_page, file_named, language, languages, prefix

CAPABILITY = Capability(Path(__file__).parent)


class FeedbackPlugin(BasePlugin[FeedbackConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        return files

    @event_priority(-45)  # after the checks, which read what the editor wrote
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        about = urlencode({"page": f"/{page.url}", "lang": language(config)})
        source = page.file.abs_src_path or page.file.src_uri

        def address(form: str) -> str:
            return escape(f"{get_relative_url(form, page.url)}?{about}")

        with as_plugin_error(LinkError):
            return linked(html, address, source, page.file.content_string)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        name, setting = self.config.contact, ["plugins", CAPABILITY.path, "contact"]
        contact = file_named(files, config, name, setting) if name else contact_page(files, config)
        with as_plugin_error(SchemaError):
            chosen = options.read(self.config, config.config_file_path)
        about = {"site": self.config.site or config.site_name, "contact_days": chosen.contact_days}
        decision = chosen.decided(language(config))
        CAPABILITY.offer(env, config, contact=contact.url if contact else None, decision=decision, **about)
        below = contact.url.removeprefix(prefix(config, language(config))) if contact else ""
        own = (config.extra.get("words") or {}).get(CAPABILITY.name, {})
        decisions = {lang: chosen.decided(lang) for lang in languages(config)}
        write_manifest(
            config, files, feedback=about | {"contact": below, "words": own, "decision": decisions}
        )
        return env
