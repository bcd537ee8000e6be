"""The settings of the frame's plugin: none. What the frame shows is set under `extra` in mkdocs.yml."""

from mkdocs.config.base import Config


class FrameConfig(Config):
    """No options."""
