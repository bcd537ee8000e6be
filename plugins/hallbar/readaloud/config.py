"""The read-aloud capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class VoiceConfig(Config):
    """One language's voice."""

    name = c.Type(str)
    """The engine's own name: `sv+m8`, `en-us`."""

    rate = c.Type(int, default=150)
    """Words a minute, 80 to 400."""

    gap = c.Type(int, default=2)
    """Pause between words, in units of 10 ms."""


class ReadaloudConfig(Config):
    """Every option stands in README.md."""

    voices = c.DictOfItems(c.SubConfig(VoiceConfig), default={})
    """Language -> voice; what is left out has a voice of `VOICES`."""

    about = c.Type(str, default="om-upplasningen/")
    """Where the page about read-aloud stands, below each language."""

    cache = c.Type(str, default=".cache/readaloud")
    """Where recordings are kept between builds, beside mkdocs.yml."""
