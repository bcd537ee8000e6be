"""The audio of a language's pages, as the settings of the build want it."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from hallbar.messages import Messages, reason
from hallbar.readaloud.audio.clip_cache import VoiceMap
from hallbar.readaloud.audio.page_audio import PageAudio
from hallbar.readaloud.audio.progress import shown
from hallbar.readaloud.audio.publishing import Pages, Publisher
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.voices import VoiceError

if TYPE_CHECKING:
    from logging import LoggerAdapter

message = Messages(__file__)
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
        for failure in sorted(set(clips.failed.values())):
            self._warn(failure)
        return published

    def _warn(self, error: str) -> None:
        self.log.warning(message("read_aloud") + message("left_out", error=error))


def mode() -> Mode:
    """Return the mode that HALLBAR_SOUND asks for. Raises VoiceError for another value."""
    wanted = os.environ.get("HALLBAR_SOUND", "on")
    for one in get_args(Mode):
        if wanted == one:
            return cast("Mode", one)
    first, *others = reversed(get_args(Mode))
    modes = message("or").join([", ".join(reversed(others)), first])
    raise VoiceError(message("sound_mode", value=wanted, modes=modes))


def _disk_error(error: OSError, folder: Path) -> str:
    if error.errno != errno.ENOSPC:
        return f"{error.filename or folder}: {reason(error)}"
    return message("disk_full", folder=folder)
