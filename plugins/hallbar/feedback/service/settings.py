"""The settings of the service that operators choose, checked when it starts."""

from dataclasses import dataclass
from pathlib import Path

from hallbar.feedback.service.limits import ALL, Limits, Rate
from hallbar.feedback.service.origin import Origins, origin_of
from hallbar.feedback.service.proxies import LOOPBACK, Proxies, network_of
from hallbar.feedback.service.receiver import Receiver, Rules
from hallbar.feedback.service.store import opened
from hallbar.feedback.service.store.writer import Writer
from hallbar.messages import Messages

message = Messages(__file__)


class SettingError(ValueError):
    """A setting that cannot be right: one line."""


@dataclass(frozen=True)
class Settings:
    """The settings of one service. `database`: URL of a PostgreSQL database instead of a file in `data`."""

    site: Path
    data: Path
    database: str = ""
    origins: tuple[str, ...] = ()
    """Addresses of the site besides `site_url`."""
    proxies: tuple[str, ...] = LOOPBACK
    burst: int = 10
    """Answers that one client may send at once; 0 for no limit at all."""
    every: float = 10.0
    """Seconds until the client may send another."""

    def receiver(self) -> Receiver:
        """Return the receiver with its store opened. Raises SettingError, and StoreError."""
        rules = Rules(self._origins(), self._proxies(), self._limits(), behind_proxy=True)
        return Receiver(self.site, Writer(opened(self.data, self.database)), rules)

    def _origins(self) -> Origins:
        if wrong := [text for text in self.origins if not origin_of(text)]:
            raise SettingError(message("origin_invalid", value=wrong[0]))
        return Origins(self.origins)

    def _proxies(self) -> Proxies:
        if wrong := [text for text in self.proxies if not network_of(text)]:
            raise SettingError(message("proxies_invalid", value=wrong[0]))
        return Proxies(self.proxies)

    def _limits(self) -> Limits:
        return Limits(Rate(self.burst, self.every), ALL if self.burst else Rate(0, 1))
