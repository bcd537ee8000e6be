"""The settings of read-aloud in mkdocs.yml."""

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class VoiceConfig(Config):
    """The voice of one language."""

    engine = c.Type(str, default="pyttsx3")
    """The engine: `pyttsx3` (eSpeak NG), or `tone` to try out a site without a voice."""

    name = c.Type(str)
    """The engine's own name: `sv+m8`, `en-us`."""

    rate = c.Type(int, default=150)
    """Words a minute, 80 to 400."""

    gap = c.Type(int, default=2)
    """Pause between words, in units of 10 ms."""

    gain = c.Type((int, float), default=0)
    """Decibels added to the loudness of the voice."""


class ReadaloudConfig(Config):
    """The options, which README.md explains."""

    voices = c.DictOfItems(c.SubConfig(VoiceConfig), default={})
    """Language -> voice; other languages have the voices of `VOICES`."""

    lexicon = c.Optional(c.Type(str))
    """The site's own lexicon, beside mkdocs.yml, before that of the package; by default lexicon.toml."""

    about = c.Type(str, default="om-upplasningen/")
    """Address of the page about read-aloud, below each language."""

    cache = c.Type(str, default=".cache/readaloud")
    """Folder of the cache between builds, beside mkdocs.yml."""

    workers = c.Type(int, default=2)
    """Number of sentences that are synthesized, and pages that are encoded, at the same time."""

    limit = c.Type((int, float), default=5)
    """Size limit of the cache in gigabytes; the files that the present build uses stay above it, too."""
