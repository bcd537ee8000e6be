"""The checks capability has no settings yet."""

from mkdocs.config.base import Config


class ChecksConfig(Config):
    """No options."""
