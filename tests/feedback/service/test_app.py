import asyncio
import json
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from anyio.from_thread import BlockingPortal
from starlette.applications import Starlette
from starlette.routing import Mount

from hallbar.feedback.service.app import BODY_LIMIT, FORM, Service, app
from hallbar.feedback.service.store import FILE, SQLiteStore, StoreError

Ask = Callable[..., httpx.Response]
Fields = dict[str, object]
ORIGIN = {"Origin": "https://biblioteket.example"}


def post_json(ask: Ask, fields: object, **headers: str) -> httpx.Response:
    return ask("POST", "/api/feedback", json=fields, headers=ORIGIN | headers)


def post_form(ask: Ask, fields: Fields, **headers: str) -> httpx.Response:
    return ask("POST", "/api/feedback", data=fields, headers=ORIGIN | headers)


# Stored before the response


def test_json(ask: Ask, store: SQLiteStore, fields: Fields) -> None:
    response = post_json(ask, fields)
    assert (response.status_code, response.json()) == (201, {"id": fields["id"]})
    [stored] = store.answers()
    assert (stored.answer.page, stored.answer.comment, stored.release) == (
        "/regler/",
        "Jag hittar inte avtalet.",
        "abc123",
    )


def test_form(ask: Ask, store: SQLiteStore, fields: Fields) -> None:
    response = post_form(ask, fields | {"lang": "en", "comment": "två\r\nrader å + & = %"})
    assert (response.status_code, response.headers["location"]) == (
        303,
        "../feedback/thanks?lang=en&page=%2Fregler%2F",
    )
    assert [stored.answer.comment for stored in store.answers()] == ["två\nrader å + & = %"]


@pytest.mark.parametrize("post", [post_json, post_form])
def test_the_same_answer_again_is_thanked_and_stored_once(
    ask: Ask, store: SQLiteStore, fields: Fields, post: Callable[..., httpx.Response]
) -> None:
    first, second = post(ask, fields), post(ask, fields)
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert len(store.answers()) == 1


def test_the_row_is_committed_before_the_response_begins(
    application: Starlette, portal: BlockingPortal, fields: Fields, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": json.dumps(fields).encode(), "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            other = sqlite3.connect(tmp_path / "data" / FILE)
            rows = other.execute("select count(*) from answers").fetchone()[0]
            other.close()
            seen.append((message["status"], rows))

    headers = [(b"host", b"x"), (b"origin", b"https://x"), (b"content-type", b"application/json")]
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


def test_personal_data_never_reaches_the_disk(ask: Ask, tmp_path: Path, fields: Fields) -> None:
    assert post_json(ask, fields | {"comment": "Jag heter 850709-9805"}).status_code == 201
    on_disk = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert "Jag heter […]".encode() in on_disk
    assert b"9805" not in on_disk


def test_an_answer_with_the_honeypot_is_stored_as_suspect(
    ask: Ask, store: SQLiteStore, fields: Fields
) -> None:
    assert post_json(ask, fields | {"website": "spam"}).status_code == 201
    assert [stored.answer.suspect for stored in store.answers()] == [True]


# Forged and hostile


@pytest.mark.parametrize(
    "headers",
    [
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
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", ["json", "data"])
def test_forged(ask: Ask, store: SQLiteStore, fields: Fields, headers: dict[str, str], kind: str) -> None:
    response = ask("POST", "/api/feedback", headers=headers, **{kind: fields})
    assert (response.status_code, store.answers()) == (403, [])


@pytest.mark.parametrize(
    ("headers", "kind", "status"),
    [
        ({}, "json", 403),  # a browser would have sent its origin
        ({}, "data", 303),  # a text browser
        ({"Sec-Fetch-Site": "same-origin"}, "json", 201),
        ({"Origin": "https://BIBLIOTEKET.example"}, "json", 201),
        ({"Origin": "http://127.0.0.1:8000", "Host": "127.0.0.1:8000"}, "json", 201),
        (ORIGIN | {"Sec-Fetch-Site": "same-origin"}, "data", 303),
    ],
    ids=str,
)
def test_origin(ask: Ask, fields: Fields, headers: dict[str, str], kind: str, status: int) -> None:
    assert ask("POST", "/api/feedback", headers=headers, **{kind: fields}).status_code == status


@pytest.mark.parametrize(
    "media",
    [None, "", "text/plain", "application/jsonp", "text/json", "multipart/form-data; boundary=x", "*/*"],
)
def test_other_media(ask: Ask, store: SQLiteStore, fields: Fields, media: str | None) -> None:
    headers = ORIGIN | ({} if media is None else {"Content-Type": media})
    response = ask("POST", "/api/feedback", content=json.dumps(fields), headers=headers)
    assert (response.status_code, store.answers()) == (415, [])


@pytest.mark.parametrize(
    "media", ["application/json; charset=utf-8", "Application/JSON", f"{FORM};charset=UTF-8"]
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


@pytest.mark.parametrize("body", HOSTILE_JSON, ids=lambda body: repr(body[:20]))
def test_hostile_json(ask: Ask, store: SQLiteStore, body: bytes) -> None:
    headers = ORIGIN | {"Content-Type": "application/json"}
    response = ask("POST", "/api/feedback", content=body, headers=headers)
    assert (response.status_code, list(response.json()), store.answers()) == (422, ["error"], [])


@pytest.mark.parametrize("body", HOSTILE_FORMS, ids=lambda body: repr(body[:20]))
def test_hostile_forms(ask: Ask, store: SQLiteStore, body: bytes) -> None:
    response = ask("POST", "/api/feedback", content=body, headers=ORIGIN | {"Content-Type": FORM})
    assert (response.status_code, store.answers()) == (422, [])
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_a_form_that_is_not_utf_8(ask: Ask, store: SQLiteStore, fields: Fields) -> None:
    body = urlencode(fields | {"comment": "å"}, encoding="latin-1")
    response = ask("POST", "/api/feedback", content=body, headers=ORIGIN | {"Content-Type": FORM})
    assert (response.status_code, store.answers()) == (422, [])


@pytest.mark.parametrize("name", ["id", "page", "lang", "helpful", "comment", "consent"])
def test_hostile_values(ask: Ask, store: SQLiteStore, fields: Fields, name: str) -> None:
    headers = ORIGIN | {"Content-Type": "application/json"}
    hostile: list[object] = [None, 1, float("nan"), [], {}, True, "\ud800", "x" * 600]
    for value in hostile:
        body = json.dumps(fields | {name: value})
        response = ask("POST", "/api/feedback", content=body, headers=headers)
        assert (response.status_code, store.answers()) == (422, []), value


@pytest.mark.parametrize("media", ["application/json", FORM])
def test_a_large_body_is_not_read_to_its_end(ask: Ask, store: SQLiteStore, media: str) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while read < 100:
            read += 1
            yield b"x" * 4096

    response = ask("POST", "/api/feedback", content=endless(), headers=ORIGIN | {"Content-Type": media})
    assert (response.status_code, store.answers()) == (413, [])
    assert read == BODY_LIMIT // 4096 + 1


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


@pytest.mark.parametrize("post", [post_json, post_form])
def test_a_locked_database(
    ask: Ask, store: SQLiteStore, fields: Fields, tmp_path: Path, post: Callable[..., httpx.Response]
) -> None:
    other = sqlite3.connect(tmp_path / "data" / FILE, isolation_level=None)
    other.execute("begin immediate")
    response = post(ask, fields)
    other.execute("rollback")
    other.close()
    assert (response.status_code, response.headers["retry-after"]) == (503, "30")
    assert "Svaret är inte skickat. Din text finns kvar." in response.text
    assert "Traceback" not in response.text
    assert store.answers() == []
    assert post(ask, fields).status_code in (201, 303)
    assert len(store.answers()) == 1


def test_the_loop_is_free_while_an_answer_waits(
    application: Starlette,
    store: SQLiteStore,
    portal: BlockingPortal,
    fields: Fields,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    healthy, done = threading.Event(), list[int]()

    def slow(begun: Callable[[], object]) -> None:
        begun()
        if not healthy.wait(20):
            raise StoreError("nobody could ask meanwhile")

    async def both() -> None:
        begun, loop = asyncio.Event(), asyncio.get_running_loop()
        monkeypatch.setattr(store, "add", lambda *_: slow(lambda: loop.call_soon_threadsafe(begun.set)))
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="https://biblioteket.example") as client:

            async def one(method: str, path: str, **values: Any) -> None:
                done.append((await client.request(method, path, **values)).status_code)

            waiting = asyncio.create_task(one("POST", "/api/feedback", json=fields, headers=ORIGIN))
            await asyncio.wait_for(begun.wait(), 60)
            await one("GET", "/healthz")
            healthy.set()
            await waiting

    portal.call(both)
    assert done == [200, 201]


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"release": 1, "languages": null, "pages": {}}'])
def test_a_site_that_is_not_built(ask: Ask, site: Path, fields: Fields, content: str | None) -> None:
    manifest = site / "hallbar/manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_text(content)
    for response in (post_json(ask, fields), ask("GET", "/feedback/")):
        assert (response.status_code, response.headers["retry-after"]) == (503, "30")
    response = post_form(ask, fields)
    assert response.status_code == 503
    assert "Jag hittar inte avtalet." in response.text
    assert ask("GET", "/feedback/thanks").status_code == 200


def test_a_new_page_is_known_without_restart(
    ask: Ask, site: Path, store: SQLiteStore, fields: Fields
) -> None:
    path = site / "hallbar/manifest.json"
    assert post_json(ask, fields | {"page": "/ny/"}).status_code == 422
    manifest = json.loads(path.read_text("utf-8"))
    manifest["pages"]["/ny/"] = {"lang": "sv", "title": "Ny", "version": "1"}
    manifest["release"] = "def456"
    path.write_text(json.dumps(manifest), "utf-8")
    assert post_json(ask, fields | {"page": "/ny/"}).status_code == 201
    assert [stored.release for stored in store.answers()] == ["def456"]


def test_a_manifest_without_our_part(ask: Ask, site: Path) -> None:
    path = site / "hallbar/manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    del manifest["feedback"]
    path.write_text(json.dumps(manifest), "utf-8")
    page = ask("GET", "/feedback/")
    assert "Hjälp oss att förbättra Biblioteket i Exempelby!" in page.text
    assert "Vill du ha svar, kontakta oss." in page.text


# Below a path, and alone


def test_below_a_path(site: Path, store: SQLiteStore, fields: Fields, portal: BlockingPortal) -> None:
    application = Starlette(routes=[Mount("/biblioteket", routes=Service(site, store).routes())])

    async def walk() -> list[int]:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(
            transport=transport, base_url="https://biblioteket.example", follow_redirects=True
        ) as client:
            form = await client.get("/biblioteket/feedback/")
            thanks = await client.post("/biblioteket/api/feedback", data=fields, headers=ORIGIN)
            assert thanks.url.path == "/biblioteket/feedback/thanks"
            return [form.status_code, thanks.status_code]

    assert portal.call(walk) == [200, 200]


def test_the_service_alone_opens_and_closes_its_store(
    site: Path, tmp_path: Path, fields: Fields, portal: BlockingPortal
) -> None:
    service = app(site, tmp_path / "own")

    async def run() -> int:
        async with service.router.lifespan_context(service):
            transport = httpx.ASGITransport(service)
            async with httpx.AsyncClient(
                transport=transport, base_url="https://biblioteket.example"
            ) as client:
                return (await client.post("/api/feedback", json=fields, headers=ORIGIN)).status_code

    assert portal.call(run) == 201
    assert not (tmp_path / "own" / f"{FILE}-wal").exists()  # closed properly: the log is merged
    store = SQLiteStore(tmp_path / "own" / FILE)
    assert len(store.answers()) == 1
    store.close()


def test_healthz(ask: Ask) -> None:
    response = ask("GET", "/healthz")
    assert (response.status_code, response.text) == (200, "ok")
