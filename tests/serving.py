"""A web application served from a thread of the tests, at any free port or a given one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from processes import wait_until


@contextmanager
def serving(application: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serve `application`, and yield its URL. It ends even if a client has read only half of a response."""
    settings = uvicorn.Config(application, port=port, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started or not thread.is_alive(), "the server starts")
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
    assert not thread.is_alive()
