"""The settings of the elements capability in mkdocs.yml: none."""

from mkdocs.config.base import Config


class ElementsConfig(Config):
    """No options."""
