"""The translations capability has no settings: the languages stand under `i18n` in mkdocs.yml."""

from mkdocs.config.base import Config


class TranslationsConfig(Config):
    """No options."""
