"""The settings of search in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class SearchConfig(Config):
    """The options, which README.md explains."""

    page = c.Type(str, default="sok/")
    """Address of the results page, below each language."""

    a_to_z = c.Type(str, default="a-o/")
    """Address of the page that lists all pages from A to Ö, below each language."""
