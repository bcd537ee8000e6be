"""Feedback in the build: the form, and its entry in the manifest. The answers go to the service."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from hallbar.build_manifest import write_manifest
from hallbar.capability import Capability
from hallbar.feedback import options
from hallbar.feedback.config import FeedbackConfig
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
