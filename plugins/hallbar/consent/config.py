"""The consent capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class ConsentConfig(Config):
    """Every option stands in README.md."""

    page = c.Type(str, default="cookies/")
    """Where the settings page stands, below each language."""
