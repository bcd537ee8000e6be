"""The service that receives answers over HTTP, and its pages for those without JavaScript.

Nothing that could identify a citizen is read: no cookie, address, user agent or referrer. An answer is on
disk before the citizen is thanked. nginx passes `api/feedback` and `feedback/` on, with `Host` unchanged.
"""

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hallbar import manifest
from hallbar.feedback.service import pages, rendering
from hallbar.feedback.service.addresses import ANSWER, REPORT
from hallbar.feedback.service.answer import Answer, Refused, parse
from hallbar.feedback.service.store import FILE, SQLiteStore, Store, StoreError
from hallbar.messages import Messages

BODY_LIMIT = 128 * 1024
"""Largest body in bytes. A comment of 500 emoji, percent-encoded by a form, takes 6,000."""

FORM = "application/x-www-form-urlencoded"
message = Messages(__file__)
_log = logging.getLogger(__name__)


class Service:
    """The service of one site. `site` is the folder of the built site, which holds the manifest."""

    def __init__(self, site: Path, store: Store) -> None:
        self._site = site
        self._store = store
        self._pages = pages.Pages(site)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/api/feedback", self.receive, methods=["POST"]),
            Route("/feedback", _to("feedback/")),
            Route("/feedback/", self.form),
            Route("/feedback/report", self.report_form),
            Route("/feedback/report/", _to("../report")),
            Route("/feedback/thanks", self.thanks),
            Route("/healthz", _healthz),
        ]

    async def receive(self, request: Request) -> Response:
        """Store one answer. The response is sent after the commit."""
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        fields: dict[str, object] = {}
        try:
            _admit(request, media)
            fields |= _READERS[media](await _body(request))
            answer = await self._stored(fields)
        except Refused as refusal:
            if media == FORM:
                return self._pages.refused(ANSWER, self._manifest(), refusal, fields, request.query_params)
            return _error(refusal, fields)
        return self._pages.accepted(ANSWER, answer) if media == FORM else JSONResponse({"id": answer.id}, 201)

    async def form(self, request: Request) -> Response:
        """Return the form on a page of its own, about `?page=` in `?lang=`."""
        return self._pages.form(ANSWER, self._manifest(), request.query_params)

    async def report_form(self, request: Request) -> Response:
        """Return the form for a report, likewise."""
        return self._pages.form(REPORT, self._manifest(), request.query_params)

    async def thanks(self, request: Request) -> Response:
        """Return the page that a posted form redirects to."""
        return self._pages.thanks(self._manifest(), request.query_params)

    async def _stored(self, fields: Mapping[str, object]) -> Answer:
        site = self._manifest()
        if site is None:
            raise Refused("error", 503)
        answer = parse(fields, site.pages, site.languages)
        try:
            await run_in_threadpool(self._store.add, answer, site.release)
        except StoreError as error:
            _log.error(message("answer_not_stored", error=error))
            raise Refused("error", 503) from error
        return answer

    def _manifest(self) -> manifest.Manifest | None:
        try:
            return manifest.read(self._site)
        except manifest.ManifestError as error:
            _log.error(message("site_not_built", error=error))
            return None


def routes(site: Path, data: Path) -> list[BaseRoute]:
    """Return the service's routes, to be mounted at the site's root. Answers are stored in the folder `data`.

    Raises StoreError if the stored answers cannot be opened.
    """
    return Service(site, SQLiteStore(data / FILE)).routes()


def app(site: Path, data: Path) -> Starlette:
    """Return the service alone, as it runs behind nginx. Raises StoreError like `routes`."""
    store = SQLiteStore(data / FILE)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        store.close()

    return Starlette(routes=Service(site, store).routes(), lifespan=lifespan)


def _to(address: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the redirect of an address with or without a slash too many; the links fit the other."""

    async def redirect(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{address}{query}", 308)

    return redirect


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


def _admit(request: Request, media: str) -> None:
    """Raise Refused for a request that another site's page could send in a citizen's name.

    Browsers that run scripts send Origin with every POST. A form post without it comes from a text browser,
    where no script can post; and there are no cookies that a forged request could use.
    """
    if media not in _READERS:
        raise Refused("malformed", 415)
    fetch_site, origin = (request.headers.get(name) for name in ("sec-fetch-site", "origin"))
    host = request.headers.get("host")
    forged = fetch_site not in (None, "same-origin") or (
        origin is not None and (not host or origin.partition("://")[2].lower() != host.lower())
    )
    if forged or (media != FORM and fetch_site is None and origin is None):
        raise Refused("forged", 403)


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_LIMIT:
                raise Refused("too_large", 413)
    except ClientDisconnect as error:
        raise Refused("malformed", 400) from error
    return body


def _json(body: bytes) -> dict[str, object]:
    try:
        fields = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused("malformed") from error
    if not isinstance(fields, dict):
        raise Refused("malformed")
    return fields


def _form(body: bytes) -> dict[str, object]:
    try:
        return dict(
            parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20, errors="strict")
        )
    except ValueError as error:
        raise Refused("malformed") from error


_READERS: dict[str, Callable[[bytes], dict[str, object]]] = {"application/json": _json, FORM: _form}


def _error(refusal: Refused, fields: Mapping[str, object]) -> Response:
    lang = rendering.known_language(fields.get("lang"))
    headers = {"Retry-After": "30"} if refusal.status == 503 else None
    return JSONResponse({"error": rendering.sentence(refusal.key, lang)}, refusal.status, headers)
