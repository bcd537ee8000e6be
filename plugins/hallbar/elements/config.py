"""The elements capability has no settings."""

from mkdocs.config.base import Config


class ElementsConfig(Config):
    """No options."""
