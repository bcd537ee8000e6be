import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest
from anyio.from_thread import BlockingPortal
from starlette.applications import Starlette
from starlette.routing import Mount

from feedback.conftest import change, reported, stored
from feedback.service.memory import reachable
from hallbar import serve
from hallbar.feedback.service import admission
from hallbar.feedback.service import receiver as receiver_module
from hallbar.feedback.service.addresses import ANSWER
from hallbar.feedback.service.admission import BODY_LIMIT, FORM, Room
from hallbar.feedback.service.answer import Answer, Refused, parse
from hallbar.feedback.service.app import Service, app
from hallbar.feedback.service.limits import Limits, Rate
from hallbar.feedback.service.receiver import Receiver, Rules
from hallbar.feedback.service.slow import MOST, Slow
from hallbar.feedback.service.store import StoreError
from hallbar.feedback.service.store.writer import Settled, Writer

Ask = Callable[..., httpx.Response]
Fields = dict[str, object]
ORIGIN = {"Origin": "https://biblioteket.example"}


def post_json(ask: Ask, fields: object, **headers: str) -> httpx.Response:
    return ask("POST", "/api/feedback", json=fields, headers=ORIGIN | headers)


def post_form(ask: Ask, fields: Fields, **headers: str) -> httpx.Response:
    return ask("POST", "/api/feedback", data=fields, headers=ORIGIN | headers)


# Stored before the response


def test_json(ask: Ask, data: Path, fields: Fields) -> None:
    response = post_json(ask, fields)
    assert (response.status_code, response.json()) == (201, {"id": fields["id"], "removed": 0})
    assert [(answer.page, answer.comment) for answer in stored(data)] == [
        ("/regler/", "Jag hittar inte avtalet.")
    ]


def test_form(ask: Ask, data: Path, fields: Fields) -> None:
    response = post_form(ask, fields | {"lang": "en", "comment": "två\r\nrader å + & = %"})
    assert (response.status_code, response.headers["location"]) == (
        303,
        "../feedback/thanks?about=answer&lang=en&page=%2Fregler%2F&removed=0",
    )
    assert [answer.comment for answer in stored(data)] == ["två\nrader å + & = %"]


@pytest.mark.parametrize("post", [post_json, post_form])
def test_the_same_answer_again_is_thanked_and_stored_once(
    ask: Ask, data: Path, fields: Fields, post: Callable[..., httpx.Response]
) -> None:
    first, second = post(ask, fields), post(ask, fields)
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert len(stored(data)) == 1


def test_the_row_is_stored_before_the_response_begins(
    application: Starlette, portal: BlockingPortal, fields: Fields, data: Path
) -> None:
    seen: list[tuple[int, int]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": json.dumps(fields).encode(), "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            seen.append((message["status"], len(stored(data))))

    headers = [(b"origin", ORIGIN["Origin"].encode()), (b"content-type", b"application/json")]
    portal.call(application, scope(headers), receive, send)
    assert seen == [(201, 1)]


def scope(headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/feedback",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
    }


def test_personal_data_never_reaches_the_disk(ask: Ask, data: Path, fields: Fields) -> None:
    response = post_json(ask, fields | {"comment": "Jag heter 850709-9805"})
    assert (response.status_code, response.json()["removed"]) == (201, 1)
    on_disk = b"".join(path.read_bytes() for path in data.iterdir())
    assert "Jag heter […]".encode() in on_disk
    assert b"9805" not in on_disk


def test_an_answer_with_the_honeypot_is_stored_as_suspect(ask: Ask, data: Path, fields: Fields) -> None:
    assert post_json(ask, fields | {"website": "spam"}).status_code == 201
    assert [answer.suspect for answer in stored(data)] == [True]


# Forged and hostile


FORGED: list[dict[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://biblioteket.example:8443"},
    {"Origin": "https://biblioteket.example.evil.example"},
    {"Origin": "https://evil.example/?https://biblioteket.example"},
    {"Origin": "biblioteket.example"},
    {"Origin": "http://["},
    {"Origin": "https://biblioteket.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://biblioteket.example", "Sec-Fetch-Site": "same-site"},
    {"Origin": "https://biblioteket.example", "Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null", "Host": ""},
    {"Origin": "https://evil.example", "Host": "evil.example"},  # DNS rebinding
    {"Origin": "http://127.0.0.1:8000", "Host": "127.0.0.1:8000"},
    {"Origin": "https://biblioteket.example, https://evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("kind", ["json", "data"])
def test_forged(ask: Ask, data: Path, fields: Fields, kind: str) -> None:
    responses = [
        (headers, ask("POST", "/api/feedback", headers=headers, **{kind: fields})) for headers in FORGED
    ]
    assert [headers for headers, response in responses if response.status_code != 403] == []
    assert stored(data) == []


@pytest.mark.parametrize("name", ["Origin", "Sec-Fetch-Site"])
def test_one_header_twice(ask: Ask, data: Path, fields: Fields, name: str) -> None:
    own = {"Origin": ORIGIN["Origin"], "Sec-Fetch-Site": "same-origin"}
    for other in ("https://evil.example", "cross-site", ORIGIN["Origin"]):
        headers = [*own.items(), (name, other)]
        response = ask("POST", "/api/feedback", json=fields, headers=headers)
        assert (response.status_code, stored(data)) == (403, [])


@pytest.mark.parametrize(
    ("headers", "kind", "status"),
    [
        ({}, "json", 403),  # a browser would have sent its origin
        ({}, "data", 303),  # a text browser
        ({"Sec-Fetch-Site": "same-origin"}, "json", 201),
        ({"Origin": "https://BIBLIOTEKET.example"}, "json", 201),
        (ORIGIN | {"Host": "127.0.0.1:8001"}, "json", 201),  # by nginx without other settings
        (ORIGIN | {"Sec-Fetch-Site": "same-origin"}, "data", 303),
    ],
    ids=str,
)
def test_origin(ask: Ask, fields: Fields, headers: dict[str, str], kind: str, status: int) -> None:
    assert ask("POST", "/api/feedback", headers=headers, **{kind: fields}).status_code == status


OTHER_MEDIA = [
    *(None, "", "text/plain", "application/jsonp", "text/json", "multipart/form-data; boundary=x", "*/*"),
    *(
        "application/json; charset=utf-16",
        'application/json; charset="iso-8859-1"',
        "application/json, a/b",
    ),
]


def test_other_media(ask: Ask, data: Path, fields: Fields) -> None:
    for media in OTHER_MEDIA:
        headers = ORIGIN | ({} if media is None else {"Content-Type": media})
        response = ask("POST", "/api/feedback", content=json.dumps(fields), headers=headers)
        assert response.status_code == 415, media
    assert stored(data) == []


@pytest.mark.parametrize("kind", ["json", "data"])
def test_a_compressed_body(ask: Ask, data: Path, fields: Fields, kind: str) -> None:
    for encoding in ("gzip", "br", "deflate", "identity, gzip", "x"):
        headers = ORIGIN | {"Content-Encoding": encoding}
        assert ask("POST", "/api/feedback", headers=headers, **{kind: fields}).status_code == 415, encoding
    assert stored(data) == []


@pytest.mark.parametrize(
    "media",
    [
        *("application/json; charset=utf-8", "Application/JSON", 'application/json; charset="UTF8"'),
        *(f"{FORM};charset=UTF-8", f"{FORM}; a=b"),
    ],
)
def test_media_with_parameters(ask: Ask, fields: Fields, media: str) -> None:
    body = urlencode(fields) if media.startswith(FORM) else json.dumps(fields)
    response = ask("POST", "/api/feedback", content=body, headers=ORIGIN | {"Content-Type": media})
    assert response.status_code in (201, 303)


HOSTILE_JSON = [
    b"",
    b"[1]",
    b"5",
    b"null",
    b"true",
    b'"text"',
    b"{}",
    b"NaN",
    b"{",
    b"{'a': 1}",
    b"[" * 16_000,
    b'{"a":' * 3_000,
    b"1" * 5_000,
    b'{"id": ' + b"9" * 5_000 + b"}",
    b'{"id": "\xff\xfe"}',
    b"\xff\xfe" + "{}".encode("utf-16-le"),
    b"\xef\xbb\xbf{}",
    b"\x00",
    b'{"id": NaN, "page": Infinity}',
    b'{"comment": "\\ud800"}',
]
HOSTILE_FORMS = [b"", b"=", b"&&&", b"id=%ff", b"\xff", b"comment=%ED%A0%80", b"a=1&" * 1000, b"%" * 100]


def test_hostile_json(ask: Ask, data: Path) -> None:
    headers = ORIGIN | {"Content-Type": "application/json"}
    for body in HOSTILE_JSON:
        response = ask("POST", "/api/feedback", content=body, headers=headers)
        assert (response.status_code, response.json()["key"]) == (422, "malformed"), body[:20]
    assert stored(data) == []


def test_hostile_forms(ask: Ask, data: Path) -> None:
    for body in HOSTILE_FORMS:
        response = ask("POST", "/api/feedback", content=body, headers=ORIGIN | {"Content-Type": FORM})
        assert response.status_code in (303, 422), body[:20]
    assert stored(data) == []


def test_a_form_that_is_not_utf_8(ask: Ask, data: Path, fields: Fields) -> None:
    body = urlencode(fields | {"comment": "å"}, encoding="latin-1")
    response = ask("POST", "/api/feedback", content=body, headers=ORIGIN | {"Content-Type": FORM})
    assert (response.status_code, stored(data)) == (422, [])


@pytest.mark.parametrize("name", ["id", "page", "lang", "helpful", "comment", "consent"])
def test_hostile_values(ask: Ask, data: Path, fields: Fields, name: str) -> None:
    headers = ORIGIN | {"Content-Type": "application/json"}
    hostile: list[object] = [None, 1, [], {}, True, "\ud800", "x" * 600]
    for value in hostile:
        body = json.dumps(fields | {name: value})
        response = ask("POST", "/api/feedback", content=body, headers=headers)
        assert (response.status_code, stored(data)) == (422, []), value


@pytest.mark.parametrize("media", ["application/json", FORM])
def test_a_large_body_is_not_read_to_its_end(ask: Ask, data: Path, media: str) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 1000:
            read += 1
            yield b"x" * 4096

    response = ask("POST", "/api/feedback", content=endless(), headers=ORIGIN | {"Content-Type": media})
    assert (response.status_code, stored(data)) == (413, [])
    assert response.headers["connection"] == "close"
    assert read == BODY_LIMIT // 4096 + 1


@pytest.mark.parametrize(
    ("size", "status"),
    [
        (str(BODY_LIMIT + 1), 413),
        ("50000000", 413),
        ("9" * 400, 413),
        ("-1", 400),
        ("1e3", 400),
        ("²", 400),
        ("", 400),
    ],
)
def test_a_large_declared_size_is_refused_unread(
    application: Starlette, portal: BlockingPortal, size: str, status: int
) -> None:
    async def receive() -> MutableMapping[str, Any]:
        raise AssertionError("the body was asked for")

    assert exchanged(application, portal, receive, size)[:2] == (status, b"close")


def exchanged(
    application: Starlette, portal: BlockingPortal, receive: Any, size: str = "9"
) -> tuple[int, bytes | None, bytes]:
    """Return status, `Connection` and body of the response to a post of JSON with a declared size."""
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"origin", ORIGIN["Origin"].encode()), (b"content-type", b"application/json")]
    portal.call(application, scope([*headers, (b"content-length", size.encode("latin-1"))]), receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]).get(b"connection"), sent[1]["body"]


def test_a_body_that_comes_too_slowly(
    application: Starlette, portal: BlockingPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "BODY_TIME", 0.01)

    async def receive() -> MutableMapping[str, Any]:
        await asyncio.sleep(20)
        raise AssertionError("still waiting")

    status, connection, body = exchanged(application, portal, receive)
    assert (status, connection, json.loads(body)["key"]) == (408, b"close", "too_slow")


def test_bodies_have_room_together() -> None:
    room = Room(100)
    with room.taken(60):
        with pytest.raises(Refused) as refusal, room.taken(60):
            pass
        with room.taken(40):
            pass
    with room.taken(100):
        pass
    assert (refusal.value.status, refusal.value.wait) == (503, 30)


def test_the_longest_comment_is_not_too_large(ask: Ask, fields: Fields) -> None:
    assert post_form(ask, fields | {"comment": "😀" * 500}).status_code == 303
    assert post_json(ask, fields | {"comment": "😀" * 500}).status_code == 201


def test_a_client_that_disconnects(application: Starlette, portal: BlockingPortal) -> None:
    statuses: list[int] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        statuses.append(message.get("status", 0))

    headers = [(b"content-type", FORM.encode())]
    portal.call(application, scope(headers), receive, send)
    assert statuses[0] == 400


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post(ask: Ask, method: str) -> None:
    assert ask(method, "/api/feedback").status_code == 405


# Failures on our side


class Failing:
    """A writer that fails in one way after the other."""

    commits = rows = waiting = 0

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)

    async def keep(self, _: object) -> None:
        raise self._errors.pop(0)

    async def check(self) -> None:
        raise self._errors.pop(0)


@pytest.mark.parametrize(
    ("error", "status", "key"),
    [
        (StoreError("answers.sqlite3: full"), 503, "error"),
        (Settled("the earlier answer"), 409, "settled"),
        (ZeroDivisionError("850709-9805"), 503, "error"),
    ],
)
def test_what_the_writer_refuses(
    site: Path,
    portal: BlockingPortal,
    fields: Fields,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
    key: str,
) -> None:
    receiver = Receiver(site, cast("Writer", Failing(error, error)))
    ask = asking(Starlette(routes=Service(site, receiver).routes()), portal)
    response = post_json(ask, fields)
    assert (response.status_code, response.json()["key"]) == (status, key)
    assert response.headers.get("retry-after") == ("30" if status == 503 else None)
    form = post_form(ask, fields)
    assert form.status_code == 303
    page = ask("GET", f"/api/{form.headers['location']}".replace("/api/..", ""))
    assert "Jag hittar inte avtalet." in page.text
    assert "avtalet" not in caplog.text
    assert f'reason="{key}",status="{status}"' in receiver.metrics.text().decode()


def asking(application: Starlette, portal: BlockingPortal) -> Ask:
    async def ask(method: str, path: str, values: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="https://biblioteket.example") as client:
            return await client.request(method, path, **values)

    return lambda method, path, **values: portal.call(ask, method, path, values)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"release": 1, "languages": null, "pages": {}}'])
def test_a_site_that_is_not_built(ask: Ask, site: Path, fields: Fields, content: str | None) -> None:
    manifest = site / "hallbar/manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_text(content)
    response = post_json(ask, fields)
    assert (response.status_code, response.headers["retry-after"]) == (503, "30")
    assert (ask("GET", "/feedback/").status_code, ask("GET", "/readyz").status_code) == (503, 503)
    response = ask("GET", f"/api/{post_form(ask, fields).headers['location']}".replace("/api/..", ""))
    assert "Jag hittar inte avtalet." in response.text
    assert ask("GET", "/feedback/thanks").status_code == 200


def test_a_new_page_is_known_without_restart(ask: Ask, site: Path, fields: Fields) -> None:
    change(site, lambda content: content["pages"].update({"/ny/": {"lang": "sv", "title": "Ny"}}))
    assert post_json(ask, fields | {"page": "/ny/"}).status_code == 201


def test_a_new_address_is_known_without_restart(ask: Ask, site: Path, fields: Fields) -> None:
    change(site, lambda content: content.update(address="https://other.example/below/"))
    assert post_json(ask, fields).status_code == 403
    assert post_json(ask, fields, Origin="https://other.example").status_code == 201


def test_a_manifest_without_our_part(ask: Ask, site: Path) -> None:
    change(site, lambda content: content.pop("feedback"))
    page = ask("GET", "/feedback/")
    assert "Hjälp oss att förbättra Biblioteket i Exempelby!" in page.text


def test_the_loop_is_free_while_a_comment_is_redacted(
    site: Path, writer: Writer, portal: BlockingPortal, fields: Fields, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment of digits only takes longest."""
    free = threading.Event()

    def slow(*arguments: Any) -> Answer:
        assert free.wait(20)
        return parse(*arguments)

    monkeypatch.setitem(receiver_module._KINDS, ANSWER, ("answer", slow))
    ask = asking(Starlette(routes=Service(site, Receiver(site, writer)).routes()), portal)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(post_json, ask, fields | {"comment": "0 0 " * 125})
        assert ask("GET", "/healthz").status_code == 200
        free.set()
        assert waiting.result(20).status_code == 201


def test_slow_work_waits_in_a_queue_with_an_end(portal: BlockingPortal) -> None:
    slow, free = Slow(), threading.Event()

    async def many() -> list[object]:
        works = [asyncio.ensure_future(slow.run(lambda: free.wait(20))) for _ in range(MOST + 5)]
        await asyncio.wait(works, return_when=asyncio.FIRST_EXCEPTION)
        free.set()
        return await asyncio.gather(*works, return_exceptions=True)

    done = portal.call(many)
    slow.close()
    assert done[:MOST] == [True] * MOST
    assert [type(one) for one in done[MOST:]] == [Refused] * 5


# Reports


def test_a_report(ask: Ask, data: Path, fields: Fields) -> None:
    report = {
        "page": "/regler/",
        "lang": "en",
        "comment": "Wrong: 850709-9805",
        "contact": "anna@exempel.example",
    }
    response = ask("POST", "/api/report", json=report, headers=ORIGIN)
    assert (response.status_code, response.json()["removed"]) == (201, 1)
    assert ask("POST", "/api/report", data=report, headers=ORIGIN).status_code == 303
    assert [one.comment for one in reported(data)] == ["Wrong: […]"] * 2
    assert stored(data) == []
    refused = ask("POST", "/api/report", json=report | {"comment": ""}, headers=ORIGIN)
    assert (refused.status_code, refused.json()["key"]) == (422, "describe")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(
    ("days", "setting", "left"),
    [
        (89, {}, 1),
        (91, {}, 0),
        (8, {"contact_days": 7}, 0),
        (-400, {}, 1),  # a clock that was set back
        *((9, {"contact_days": days}, 1) for days in ("x", 10**9, None, -1, 0)),
    ],
)
def test_old_contacts_are_deleted(
    site: Path, data: Path, writer: Writer, portal: BlockingPortal, days: int, setting: Fields, left: int
) -> None:
    change(site, lambda content: content["feedback"].update(setting))
    clock = Clock()
    receiver = Receiver(site, writer, clock=clock)
    ask = asking(Starlette(routes=Service(site, receiver).routes()), portal)
    report = {"page": "/regler/", "lang": "sv", "comment": "Fel", "contact": "anna@exempel.example"}
    assert ask("POST", "/api/report", json=report, headers=ORIGIN).status_code == 201
    clock.now += timedelta(days=days)
    portal.call(receiver.delete_old_contacts)
    assert len([one for one in reported(data) if one.contact]) == left
    assert [one.comment for one in reported(data)] == ["Fel"]


def test_recurring_work_that_fails_stops_nothing(
    site: Path, receiver: Receiver, portal: BlockingPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(receiver, "delete_old_contacts", fail)
    service = app(site, receiver)

    async def start_and_end() -> bool:
        async with service.router.lifespan_context(service):
            await asyncio.sleep(0)
            return await receiver.is_ready()

    assert portal.call(start_and_end)


# Below a path, and alone


@pytest.mark.parametrize("below", ["", "/biblioteket"])
def test_below_a_path(
    site: Path, receiver: Receiver, fields: Fields, portal: BlockingPortal, below: str
) -> None:
    """The web server in front may leave the path of the site in the address."""
    change(site, lambda content: content.update(path="/biblioteket/"))
    ask = asking(app(site, receiver), portal)
    assert ask("GET", f"{below}/feedback/").status_code == 200
    assert ask("GET", f"{below}/feedback").headers["location"] == "feedback/"
    posted = ask("POST", f"{below}/api/feedback", data=fields, headers=ORIGIN)
    assert posted.headers["location"].startswith("../feedback/thanks?")
    assert ask("GET", "/elsewhere/feedback/").status_code == 404


def test_mounted_below_a_path(site: Path, receiver: Receiver, fields: Fields, portal: BlockingPortal) -> None:
    application = Starlette(routes=[Mount("/biblioteket", routes=Service(site, receiver).routes())])

    async def walk() -> list[int]:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(
            transport=transport, base_url="https://biblioteket.example", follow_redirects=True
        ) as client:
            form = await client.get("/biblioteket/feedback")
            thanks = await client.post("/biblioteket/api/feedback", data=fields, headers=ORIGIN)
            assert thanks.url.path == "/biblioteket/feedback/thanks"
            return [form.status_code, thanks.status_code]

    assert portal.call(walk) == [200, 200]


@pytest.mark.parametrize("path", ["/feedback", "/feedback/report/"])
def test_the_same_addresses_under_hallbar_serve(
    site: Path, tmp_path: Path, portal: BlockingPortal, path: str
) -> None:
    served = serve.app(site, tmp_path / "own")

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(served)
        async with (
            served.router.lifespan_context(served),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
        ):
            return await client.get(path, params={"page": "/regler/"}, follow_redirects=True)

    response = portal.call(get)
    assert (response.status_code, response.url.params["page"]) == (200, "/regler/")


def test_the_service_alone_closes_its_store(
    site: Path, data: Path, receiver: Receiver, fields: Fields, portal: BlockingPortal
) -> None:
    service = app(site, receiver)

    async def run() -> int:
        async with service.router.lifespan_context(service):
            transport = httpx.ASGITransport(service)
            async with httpx.AsyncClient(
                transport=transport, base_url="https://biblioteket.example"
            ) as client:
                return (await client.post("/api/feedback", json=fields, headers=ORIGIN)).status_code

    assert portal.call(run) == 201
    assert [path.name for path in data.iterdir()] == ["answers.sqlite3"]  # the write-ahead log is merged


# For operators


def test_health(ask: Ask) -> None:
    for path, text in {"/healthz": "ok", "/readyz": "ready"}.items():
        response = ask("GET", path)
        assert (response.status_code, response.text) == (200, text)


def test_not_ready(site: Path, portal: BlockingPortal, caplog: pytest.LogCaptureFixture) -> None:
    receiver = Receiver(site, cast("Writer", Failing(StoreError("answers.sqlite3: gone"))))
    response = asking(Starlette(routes=Service(site, receiver).routes()), portal)("GET", "/readyz")
    assert (response.status_code, response.headers["retry-after"]) == (503, "30")
    assert "answers.sqlite3: gone" in caplog.text


def test_no_address_is_in_the_memory_of_the_service(
    site: Path, writer: Writer, portal: BlockingPortal, fields: Fields
) -> None:
    rules = Rules(limits=Limits(Rate(1, 1000)))
    receiver = Receiver(site, writer, rules)
    ask = asking(Starlette(routes=Service(site, receiver).routes()), portal)
    headers = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "spy/1.0"}
    assert post_json(ask, fields, **headers).status_code == 201
    assert post_json(ask, fields | {"id": str(uuid4())}, **headers).status_code == 429
    assert post_json(ask, fields, Origin="https://evil.example", **headers).status_code == 403
    held = [value for value in reachable([receiver, writer]) if isinstance(value, str | bytes)]
    assert {"too_many", "forged"} < set(held)
    address = bytes([203, 0, 113, 77])
    assert {"203.0.113.77", address, address.hex(), "spy/1.0", "https://evil.example"}.isdisjoint(held)


def test_every_refusal_is_counted_and_logged(
    site: Path, receiver: Receiver, portal: BlockingPortal, fields: Fields, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    ask = asking(app(site, receiver), portal)
    post_json(ask, fields)
    post_json(ask, fields, Origin="https://evil.example")
    post_json(ask, fields | {"page": "/secret/", "comment": "secret"})
    ask("PUT", "/api/feedback")
    ask("GET", "/secret")
    counted = ask("GET", "/metrics").text
    for line in (
        'hallbar_feedback_stored_total{kind="answer"} 1.0',
        'hallbar_feedback_refused_total{reason="forged",status="403"} 1.0',
        'hallbar_feedback_refused_total{reason="unknown_page",status="422"} 1.0',
        'hallbar_feedback_refused_total{reason="http_405",status="405"} 1.0',
        'hallbar_feedback_refused_total{reason="http_404",status="404"} 1.0',
        "hallbar_feedback_commits_total 1.0",
        "hallbar_feedback_rows_total 1.0",
        "hallbar_feedback_queue 0.0",
    ):
        assert line in counted.splitlines()
    records = [record for record in caplog.records if record.name.startswith("hallbar.")]
    reasons = [vars(record)["facts"]["reason"] for record in records]
    assert reasons == ["forged", "unknown_page", "http_405", "http_404"]
    written = counted + " ".join(str(vars(record)) for record in records)
    assert not [text for text in ("/secret", "secret/", '"secret', "evil") if text in written]
