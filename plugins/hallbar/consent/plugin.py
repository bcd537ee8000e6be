"""Consent in the build: the gate, the banner, the settings page, and the register of all keys."""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from hallbar.build_manifest import write_manifest
from hallbar.capability import Capability
from hallbar.consent import details, storage
from hallbar.consent.config import ConsentConfig
from hallbar.plugin_error import as_plugin_error
from hallbar.schema import SchemaError
from hallbar.site import capability_folders, language, languages, prefix

CAPABILITY = Capability(Path(__file__).parent)
REGISTER = "register/"


class ConsentPlugin(BasePlugin[ConsentConfig]):
    """Hooks only; MkDocs calls each once per language."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        CAPABILITY.load_everywhere(config)
        return config

    @event_priority(-150)  # after static-i18n, which cannot handle generated pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        CAPABILITY.add_page(files, config, self.config.page, "settings")
        for_officers = {"exclude": True}
        CAPABILITY.add_page(files, config, self.config.page + REGISTER, "register", search=for_officers)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        listed = [folder / "storage.toml" for folder in capability_folders(config)]
        of_site = [Path(self.config.storage)] if self.config.storage else []
        with as_plugin_error(SchemaError):
            register = storage.merged([*listed, *of_site], languages(config))
        page = prefix(config, language(config)) + self.config.page
        banner = register.ungated if self.config.banner == "auto" else []
        about = details.texts(register, CAPABILITY.own_words(config, language(config)), language(config))
        pages = {"page": page, "register_page": page + REGISTER}
        CAPABILITY.offer(env, config, **pages, register=register, banner=banner, details=about)
        write_manifest(config, files, consent={"version": register.version})
        return env
