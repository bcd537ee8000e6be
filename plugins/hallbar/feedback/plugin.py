"""Feedback in the build: the form, and its entry in the manifest. The answers go to service.py."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from hallbar.build_manifest import write_manifest
from hallbar.capability import Capability
from hallbar.feedback.config import FeedbackConfig
from hallbar.site import contact_page, file_named, language, prefix

CAPABILITY = Capability(Path(__file__).parent)


class FeedbackPlugin(BasePlugin[FeedbackConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        name, setting = self.config.contact, ["plugins", CAPABILITY.path, "contact"]
        contact = file_named(files, config, name, setting) if name else contact_page(files, config)
        site = self.config.site or config.site_name
        CAPABILITY.offer(env, config, site=site, contact=contact.url if contact else None)
        below = contact.url.removeprefix(prefix(config, language(config))) if contact else ""
        own = (config.extra.get("words") or {}).get(CAPABILITY.name, {})
        write_manifest(config, files, feedback={"site": site, "contact": below, "words": own})
        return env
