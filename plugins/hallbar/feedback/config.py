"""The feedback capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class FeedbackConfig(Config):
    """The options, documented in README.md."""

    site = c.Optional(c.Type(str))
    """Name in "Hjälp oss att förbättra …!". Default: the site's name."""

    contact = c.Optional(c.Type(str))
    """Page for those who want a reply, as in `nav`. Default: the site's contact page."""
