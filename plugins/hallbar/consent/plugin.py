"""Consent in the build: the gate, the settings page, the table of everything that may be stored."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from hallbar.capability import Capability, add_page, folders, language, prefix, write_manifest
from hallbar.consent import storage
from hallbar.consent.config import ConsentConfig

CAPABILITY = Capability(Path(__file__).parent)


class ConsentPlugin(BasePlugin[ConsentConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        return config

    @event_priority(-150)  # after static-i18n, which cannot take generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        template = f"hallbar/{CAPABILITY.name}/settings.html"
        words = CAPABILITY.words(language(config))
        head = {"title": words["settings"], "description": words["description"], "template": template}
        markdown = "".join(f"{key}: {value}\n" for key, value in head.items())
        add_page(files, config, self.config.page, f"---\n{markdown}---\n")
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        try:
            keys = storage.merged(folders(config))
        except storage.StorageError as error:
            raise PluginError(str(error)) from error
        CAPABILITY.offer(
            env,
            config,
            page=prefix(config, language(config)) + self.config.page,
            keys=keys,
            categories=storage.categories(keys),
            version=storage.version(keys),
        )
        write_manifest(config, files, {"consent": {"version": storage.version(keys)}})
        return env
