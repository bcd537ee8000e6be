"""The consent capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class ConsentConfig(Config):
    """Every option stands in README.md."""

    page = c.Type(str, default="cookies/")
    """Where the settings page stands, below each language."""
    banner = c.Choice(("auto", "off"), default="auto")
    """`auto`: a banner where a category has no gate, and only there."""
    storage = c.Optional(c.File(exists=True))
    """The site's own storage.toml, for what it stores besides the capabilities."""
