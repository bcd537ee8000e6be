"""The settings of the translations capability: none. The languages are set under `i18n` in mkdocs.yml."""

from mkdocs.config.base import Config


class TranslationsConfig(Config):
    """No options."""
