"""The receiver of answers and reports: stores what a request sends, or refuses it, and counts both."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from starlette.requests import Request

from hallbar.feedback.service import admission
from hallbar.feedback.service.addresses import ANSWER, REPORT, Kind
from hallbar.feedback.service.admission import WAIT, Room
from hallbar.feedback.service.answer import Answer, Refused, Report, parse, parse_report
from hallbar.feedback.service.limits import Limits
from hallbar.feedback.service.metrics import Metrics
from hallbar.feedback.service.origin import Origins
from hallbar.feedback.service.proxies import Proxies
from hallbar.feedback.service.releases import Known, known
from hallbar.feedback.service.rendering import CONTACT_DAYS
from hallbar.feedback.service.slow import Slow
from hallbar.feedback.service.store import Entry, StoreError
from hallbar.feedback.service.store.writer import Settled, Writer
from hallbar.manifest import Manifest, ManifestError
from hallbar.messages import Messages

message = Messages(__file__)
_log = logging.getLogger(__name__)
QUICK = 40
"""Digits in a comment up to which its redaction takes a few milliseconds at most."""

MOST_DAYS = 3650
"""Days that contacts may be kept at most."""

_KINDS: Mapping[Kind, tuple[str, Callable[..., Answer | Report]]] = {
    ANSWER: ("answer", parse),
    REPORT: ("report", parse_report),
}


@dataclass(frozen=True)
class Rules:
    """The settings by which requests are admitted."""

    origins: Origins = field(default_factory=Origins)
    proxies: Proxies = field(default_factory=Proxies)
    limits: Limits = field(default_factory=Limits)
    behind_proxy: bool = False
    """True if a web server in front should say who sends."""


class Receiver:
    """Receives what citizens send about one site. `site` is the folder of the built site, or a link to it."""

    def __init__(
        self,
        site: Path,
        writer: Writer,
        rules: Rules | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._site, self._writer, self._clock = site, writer, clock
        self._rules, self._room = rules or Rules(), Room()
        self._slow = Slow()
        self._warns = self._rules.behind_proxy
        self.metrics = Metrics()
        self.metrics.read(
            (CounterMetricFamily, "commits", lambda: writer.commits),
            (CounterMetricFamily, "rows", lambda: writer.rows),
            (GaugeMetricFamily, "queue", lambda: writer.waiting),
        )

    async def receive(self, kind: Kind, request: Request, fields: dict[str, object]) -> Answer | Report:
        """Return what was sent when it is on disk, and put its fields into `fields`. Raises Refused."""
        try:
            what = await self._stored(kind, request, fields)
        except Refused as refusal:
            self.refused(refusal.key, refusal.status)
            raise
        except Exception as error:  # a mistake of ours must not cost the citizen a text
            _log.exception(message("unexpected"))
            self.refused("error", 503)
            raise Refused("error", 503, WAIT) from error
        self.metrics.stored(_KINDS[kind][0], what.redactions)
        return what

    def refused(self, reason: str, status: int) -> None:
        """Count and log a refusal: its reason and status, and nothing of what was sent."""
        self.metrics.refused(reason, status)
        level = logging.INFO if status < 500 else logging.WARNING
        _log.log(level, message("refused"), extra={"facts": {"reason": reason, "status": status}})

    def manifest(self) -> Manifest | None:
        """Return the site with the pages of all retained releases; None if it is not built."""
        site = self._known()
        return site.manifest if site else None

    async def is_ready(self) -> bool:
        """Return True if an answer could be stored now; log the reason if not."""
        try:
            known(self._site)
            await self._writer.check()
        except (ManifestError, StoreError) as error:
            _log.warning(message("not_ready", error=error))
            return False
        return True

    async def delete_old_contacts(self) -> None:
        """Delete the contacts of reports that have been stored for longer than the site's `contact_days`."""
        site = self.manifest()
        if site is None:
            return
        try:
            await self._writer.delete_contacts(_date(self._clock() - timedelta(days=_days(site))))
        except StoreError as error:
            _log.warning(message("contacts_not_deleted", error=error))

    def close(self) -> None:
        """Store what waits, and close the store."""
        self._slow.close()
        self._writer.close()

    async def _stored(self, kind: Kind, request: Request, fields: dict[str, object]) -> Answer | Report:
        site = self._known()
        media = admission.media(request)
        if site:  # without one nothing is stored
            admission.check_origin(request, media, self._own(site.manifest, request))
        fields |= admission.fields(media, await admission.body(request, self._room))
        if not site:
            raise Refused("error", 503, WAIT)
        what = await self._parsed(kind, fields, site.manifest)
        self._limit(request, what.id)
        await self._keep(Entry(what, _date(self._clock()), site.release_of(what.page)))
        return what

    async def _parsed(self, kind: Kind, fields: Mapping[str, object], site: Manifest) -> Answer | Report:
        """Return what the fields say. A comment with many digits is redacted in a thread: it takes long."""
        parse = partial(_KINDS[kind][1], fields, site.pages, site.languages)
        if sum(map(str.isdecimal, str(fields.get("comment", "")))) <= QUICK:
            return parse()
        return await self._slow.run(parse)

    def _own(self, site: Manifest, request: Request) -> Callable[[str], bool]:
        return lambda origin: self._rules.origins.allow(origin, site.address, request.scope.get("server"))

    def _limit(self, request: Request, id_: str) -> None:
        """Raise Refused if the client sends too much. Asked last: a mistake in a form costs nothing."""
        peer = request.client.host if request.client else ""
        network = self._rules.proxies.network(peer, request.headers.getlist("x-forwarded-for"))
        if not network and self._warns:
            self._warns = False
            _log.warning(message("no_forwarded"))
        if wait := self._rules.limits.wait(network, id_):
            raise Refused("too_many", 429, wait)

    async def _keep(self, entry: Entry) -> None:
        try:
            await self._writer.keep(entry)
        except Settled as error:
            raise Refused("settled", 409) from error
        except StoreError as error:
            _log.error(message("answer_not_stored", error=error))
            raise Refused("error", 503, WAIT) from error

    def _known(self) -> Known | None:
        try:
            return known(self._site)
        except ManifestError as error:
            _log.error(message("site_not_built", error=error))
            return None


def _days(site: Manifest) -> int:
    """Return the days that contacts are kept; the default if the manifest has no such number."""
    days = site.parts.get("feedback", {}).get("contact_days")
    return days if type(days) is int and 1 <= days <= MOST_DAYS else CONTACT_DAYS


def _date(time: datetime) -> str:
    """Return a time in UTC, to the minute: an exact one could identify a visit."""
    return time.strftime("%Y-%m-%dT%H:%MZ")
