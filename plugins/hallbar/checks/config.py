"""The settings of the checks capability in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class ChecksConfig(Config):
    """The options, documented in README.md."""

    language = c.Choice(("sv", "en"), default="sv")
    """Language of messages to editors; read by hallbar.settings, for all capabilities and commands."""

    vocabulary = c.Optional(c.Type(object))
    """The site's own words. options.py reads them, so that build and command report the same."""

    budget = c.Optional(c.Type(object))
    """Kilobytes that a visitor may have to fetch; read by options.py too."""
