"""The consent capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class ConsentConfig(Config):
    """The options, documented in README.md."""

    page = c.Type(str, default="cookies/")
    """URL of the settings page, below each language."""
    banner = c.Choice(("auto", "off"), default="auto")
    """`auto`: show a banner only if a category has no gate."""
    storage = c.Optional(c.File(exists=True))
    """The site's storage.toml, for keys that belong to no capability."""
