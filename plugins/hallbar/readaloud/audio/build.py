"""The audio of a language's pages, as the settings of the build want it."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from hallbar.readaloud.audio.clip_cache import VoiceMap
from hallbar.readaloud.audio.page_audio import PageAudio
from hallbar.readaloud.audio.progress import shown
from hallbar.readaloud.audio.publishing import Pages, Publisher
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.voices import VoiceError

if TYPE_CHECKING:
    from logging import LoggerAdapter

Mode = Literal["on", "cache-only", "off"]
"""`cache-only` fails instead of synthesizing, `off` leaves the audio out."""


@dataclass(frozen=True)
class AudioBuild:
    """The settings: `folder` of the cache, `voices` by language, number of `workers`, `log` for messages.

    Where a voice fails, a `strict` build fails; another goes on without the audio of these pages.
    """

    folder: Path
    voices: VoiceMap
    mode: Mode
    strict: bool
    workers: int
    log: "LoggerAdapter[Any]"

    def publish(self, pages: Pages, site: Path) -> Mapping[str, PageAudio]:
        """Synthesize, encode and write the audio of pages below `site`.

        Raises LexiconError; VoiceError without a voice, on a full disk, or if `cache-only` misses a clip.
        """
        if self.mode == "off":
            return {}
        speak = self.mode != "cache-only"
        clips = Clips(self.folder, self.voices, speak, self.workers, self.strict)
        try:
            publisher = Publisher(self.folder, site, clips, shown(self.log.info))
            published = publisher.publish(pages)
        except OSError as error:
            raise VoiceError(_disk_error(error, self.folder)) from error
        except VoiceError as error:
            if self.strict or not speak:
                raise
            self._warn(str(error))
            return {}
        self.log.info(publisher.summary())
        for message in sorted(set(clips.failed.values())):
            self._warn(message)
        return published

    def _warn(self, message: str) -> None:
        self.log.warning(f"read-aloud: {message}; the pages say that they cannot be listened to")


def mode() -> Mode:
    """Return the mode that HALLBAR_SOUND asks for. Raises VoiceError for another value."""
    wanted = os.environ.get("HALLBAR_SOUND", "on")
    for one in get_args(Mode):
        if wanted == one:
            return cast("Mode", one)
    raise VoiceError(f"HALLBAR_SOUND is {wanted!r}, expected {', '.join(get_args(Mode)[:-1])} or off")


def _disk_error(error: OSError, folder: Path) -> str:
    if error.errno != errno.ENOSPC:
        return str(error)
    return f"the disk is full at {folder}: make room, or run `hallbar sound prune`; what is spoken is kept"
