"""The audio of a page, as templates see it."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class PageAudio:
    """The MP3 and the cues of a page: addresses from the site's root, length in seconds, size in bytes."""

    mp3: str
    vtt: str
    seconds: float
    bytes: int

    @property
    def length(self) -> str:
        """Minutes and seconds, `3 min 40 s`; the units are the same in every language."""
        return "{} min {} s".format(*divmod(round(self.seconds), 60))

    @property
    def clock(self) -> str:
        """Minutes and seconds as on a clock, `3:40`."""
        return "{}:{:02}".format(*divmod(round(self.seconds), 60))

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up."""
        return ceil(self.seconds / 60)

    @property
    def megabytes(self) -> str:
        """Size in MB with one decimal, `1.3`."""
        return f"{max(self.bytes / 1e6, 0.1):.1f}"
