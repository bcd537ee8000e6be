"""The frame has no options of its own: what it shows stands under `extra` in mkdocs.yml."""

from mkdocs.config.base import Config


class FrameConfig(Config):
    """No options."""
