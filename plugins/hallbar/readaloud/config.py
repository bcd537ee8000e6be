"""The read-aloud capability's settings in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class VoiceConfig(Config):
    """One language's voice."""

    engine = c.Type(str, default="pyttsx3")
    """What speaks: `pyttsx3` (eSpeak NG), or `tone` to try out a site without a voice."""

    name = c.Type(str)
    """The engine's own name: `sv+m8`, `en-us`."""

    rate = c.Type(int, default=150)
    """Words a minute, 80 to 400."""

    gap = c.Type(int, default=2)
    """Pause between words, in units of 10 ms."""

    gain = c.Type((int, float), default=0)
    """How much louder all that it says is made, in dB."""


class ReadaloudConfig(Config):
    """Every option stands in README.md."""

    voices = c.DictOfItems(c.SubConfig(VoiceConfig), default={})
    """Language -> voice; what is left out has a voice of `VOICES`."""

    lexicon = c.Optional(c.Type(str))
    """The site's own words, beside mkdocs.yml, over those of the package; lexicon.toml when left out."""

    about = c.Type(str, default="om-upplasningen/")
    """Where the page about read-aloud stands, below each language."""

    cache = c.Type(str, default=".cache/readaloud")
    """Where recordings are kept between builds, beside mkdocs.yml."""

    workers = c.Type(int, default=2)
    """How many sentences are spoken, and pages encoded, at the same time."""

    limit = c.Type((int, float), default=5)
    """Gigabytes of recordings that are kept; what the present build uses stays also above it."""
