"""The service that receives answers and reports over HTTP, and its pages for those without JavaScript.

Nothing that could identify a citizen is stored: no cookie, user agent or referrer is read, and an address is
only hashed, in memory (limits.py). What was sent is on disk before the citizen is thanked. A web server in
front passes `api/` and `feedback/` on (nginx.conf); `healthz`, `readyz` and `metrics` are for operators.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hallbar.feedback.service import admission, housekeeping, rendering
from hallbar.feedback.service.addresses import ANSWER, REPORT, Kind
from hallbar.feedback.service.answer import Refused
from hallbar.feedback.service.metrics import TYPE
from hallbar.feedback.service.pages import Pages
from hallbar.feedback.service.receiver import Receiver
from hallbar.feedback.service.store import opened
from hallbar.feedback.service.store.writer import Writer

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Headers of each response to a script."""

UNREAD = (400, 403, 408, 413, 415, 503)
"""Statuses of refusals before the end of the body: the connection is closed, and the rest is not read."""


class Service:
    """The service of one site over HTTP. `site` is the folder of the built site, or a link to it."""

    def __init__(self, site: Path, receiver: Receiver) -> None:
        self._receiver = receiver
        self._pages = Pages(site)

    def routes(self) -> list[BaseRoute]:
        """Return the routes, one level deep, because the links of the pages are relative."""
        return [
            Route("/api/feedback", self._endpoint(ANSWER), methods=["POST"]),
            Route("/api/report", self._endpoint(REPORT), methods=["POST"]),
            Route("/feedback", _to("feedback/")),
            Route("/feedback/", self._form(ANSWER)),
            Route("/feedback/report", self._form(REPORT)),
            Route("/feedback/report/", _to("../report")),
            Route("/feedback/thanks", self.thanks),
            Route("/healthz", _healthz),
            Route("/readyz", self.readyz),
            Route("/metrics", self.metrics),
        ]

    async def thanks(self, request: Request) -> Response:
        """Return the page that a posted form redirects to."""
        return self._pages.thanks(self._receiver.manifest(), request.query_params)

    async def readyz(self, _: Request) -> Response:
        """Return 200 if an answer could be stored now, else 503."""
        if await self._receiver.is_ready():
            return PlainTextResponse("ready")
        return PlainTextResponse("not ready", 503, {"Retry-After": str(admission.WAIT)})

    async def metrics(self, _: Request) -> Response:
        """Return the counters for Prometheus."""
        return Response(self._receiver.metrics.text(), media_type=TYPE)

    def _form(self, kind: Kind) -> Callable[[Request], Awaitable[Response]]:
        async def form(request: Request) -> Response:
            return self._pages.form(kind, self._receiver.manifest(), request.query_params)

        return form

    def _endpoint(self, kind: Kind) -> Callable[[Request], Awaitable[Response]]:
        async def receive(request: Request) -> Response:
            return await self._receive(kind, request)

        return receive

    async def _receive(self, kind: Kind, request: Request) -> Response:
        """Store an answer or a report. The response is sent after the commit."""
        by_form = admission.is_form(request)
        fields: dict[str, object] = {}
        try:
            what = await self._receiver.receive(kind, request, fields)
        except Refused as refusal:
            return self._refused(kind, request, refusal, fields, by_form)
        if by_form:
            return self._pages.accepted(kind, what)
        return JSONResponse({"id": what.id, "removed": what.redactions}, 201, HEADERS)

    def _refused(
        self, kind: Kind, request: Request, refusal: Refused, fields: Mapping[str, object], by_form: bool
    ) -> Response:
        site, query = self._receiver.manifest(), request.query_params
        if by_form:
            response = self._pages.refused(kind, site, refusal, fields, query)
        else:
            lang = rendering.known_language(fields.get("lang", query.get("lang")), site)
            content = {"error": rendering.sentence(refusal.key, lang, kind), "key": refusal.key}
            again = {"Retry-After": str(refusal.wait)} if refusal.wait else {}
            response = JSONResponse(content, refusal.status, HEADERS | again)
        if refusal.status in UNREAD:
            response.headers["Connection"] = "close"
        return response


def local(site: Path, data: Path) -> Starlette:
    """Return the service for `hallbar serve`, which mounts its routes. Answers are stored in `data`.

    Raises StoreError if the stored answers cannot be opened.
    """
    return app(site, Receiver(site, Writer(opened(data))))


def app(site: Path, receiver: Receiver) -> Starlette:
    """Return the service alone, as it runs behind a web server. It closes the store when it stops."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, object]]:
        try:
            async with housekeeping.running(receiver):
                yield {"refused": receiver.refused}
        finally:
            receiver.close()

    async def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        receiver.refused(f"http_{error.status_code}", error.status_code)
        return PlainTextResponse(error.detail, error.status_code, error.headers)

    service = Starlette(
        routes=Service(site, receiver).routes(),
        lifespan=lifespan,
        exception_handlers={HTTPException: refused},
    )
    service.add_middleware(_Below, receiver=receiver)
    return service


class _Below:
    """Accept the path of the site in front of ours, whether the web server takes it away or not."""

    def __init__(self, app: ASGIApp, receiver: Receiver) -> None:
        self._app, self._receiver = app, receiver

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        below = scope["type"] == "http" and not scope["path"].startswith(("/api/", "/feedback"))
        site = self._receiver.manifest() if below else None
        path = site.path.rstrip("/") if site else ""
        if path and scope["path"].startswith(f"{path}/"):
            scope = {**scope, "path": scope["path"].removeprefix(path)}
        await self._app(scope, receive, send)


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


def _to(address: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the redirect of an address with or without a slash too many: relative links need the other."""

    async def redirect(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{address}{query}", 308)

    return redirect
