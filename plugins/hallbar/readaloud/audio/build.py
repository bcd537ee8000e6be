"""What the build asks for: the sound of a language's pages."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from hallbar.readaloud.audio.progress import seen
from hallbar.readaloud.audio.publishing import Pages, Published, Publisher
from hallbar.readaloud.audio.synthesis import Recordings, VoiceMap
from hallbar.readaloud.voices import VoiceError

if TYPE_CHECKING:
    from logging import LoggerAdapter

Mode = Literal["on", "cache-only", "off"]
"""`cache-only` fails instead of speaking, `off` leaves the sound out."""


@dataclass(frozen=True)
class Production:
    """How sound is made: `folder` is the cache, `voices` by language, `workers` at a time; `log` is told.

    Where a voice fails, a `strict` build fails; another goes on without the sound of these pages.
    """

    folder: Path
    voices: VoiceMap
    mode: Mode
    strict: bool
    workers: int
    log: "LoggerAdapter[Any]"

    def publish(self, pages: Pages, site: Path) -> Mapping[str, Published]:
        """Speak, encode and write below `site`.

        Raises LexiconError, and VoiceError: no voice, no room on the disk, something missing in `cache-only`.
        """
        if self.mode == "off":
            return {}
        speak = self.mode != "cache-only"
        recordings = Recordings(self.folder, self.voices, speak, self.workers, self.strict)
        try:
            publisher = Publisher(self.folder, site, recordings, seen(self.log.info))
            published = publisher.publish(pages)
        except OSError as error:
            raise VoiceError(_no_room(error, self.folder)) from error
        except VoiceError as error:
            if self.strict or not speak:
                raise
            self._warn(str(error))
            return {}
        self.log.info(publisher.summary())
        for fault in sorted(set(recordings.failed.values())):
            self._warn(fault)
        return published

    def _warn(self, fault: str) -> None:
        self.log.warning(f"read-aloud: {fault}; the pages say that they cannot be listened to")


def mode() -> Mode:
    """What HALLBAR_SOUND says. Raises VoiceError."""
    wanted = os.environ.get("HALLBAR_SOUND", "on")
    for one in get_args(Mode):
        if wanted == one:
            return cast("Mode", one)
    raise VoiceError(f"HALLBAR_SOUND is {wanted!r}, expected {', '.join(get_args(Mode)[:-1])} or off")


def _no_room(error: OSError, folder: Path) -> str:
    if error.errno != errno.ENOSPC:
        return str(error)
    return f"the disk is full at {folder}: make room, or run `hallbar sound prune`; what is spoken is kept"
