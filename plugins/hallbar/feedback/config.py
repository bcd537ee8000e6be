"""The feedback capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class FeedbackConfig(Config):
    """Every option stands in README.md."""

    site = c.Optional(c.Type(str))
    """The name in "Hjälp oss att förbättra …!"; the site's name when left out."""

    contact = c.Optional(c.Type(str))
    """The page for those who want an answer, as in `nav`; that of the site when left out."""
