"""Feedback in the build: the form, and what it needs to know. The answers go to service.py."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from hallbar.capability import Capability, keep_what_is_not_ours, language, prefix, write_manifest
from hallbar.feedback.config import FeedbackConfig

CAPABILITY = Capability(Path(__file__).parent)


class FeedbackPlugin(BasePlugin[FeedbackConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        keep_what_is_not_ours(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        contact = files.get_file_from_path(self.config.contact)
        site = self.config.site or config.site_name
        CAPABILITY.offer(env, config, site=site, contact=contact.url if contact else None)
        path = contact.url.removeprefix(prefix(config, language(config))) if contact else ""
        write_manifest(config, files, {"feedback": {"site": site, "contact": path}})
        return env
