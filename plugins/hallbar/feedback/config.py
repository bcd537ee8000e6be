"""The feedback capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class FeedbackConfig(Config):
    """The options, documented in README.md."""

    site = c.Optional(c.Type(str))
    """Name in "Hjälp oss att förbättra …!". Default: the site's name."""

    contact = c.Optional(c.Type(str))
    """Page for those who want a reply, as in `nav`. Default: the site's contact page."""

    decision = c.Optional(c.Type(object))
    """The decision that the removal of personal details rests on; checked in options.py."""

    contact_days = c.Optional(c.Type(object))
    """Days that the contact in a report is kept, by default 90; checked in options.py."""
