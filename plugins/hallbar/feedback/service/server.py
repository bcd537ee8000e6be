"""The server that runs the service: uvicorn with our connection, our log, and an orderly end."""

import gc
import logging
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from hallbar.feedback.service import logs
from hallbar.feedback.service.app import app
from hallbar.feedback.service.connection import PATIENCE, Connection
from hallbar.feedback.service.receiver import Receiver
from hallbar.listener import HOST
from hallbar.messages import Messages

message = Messages(__file__)
_log = logging.getLogger(__name__)

CONNECTIONS = 1000
"""Connections at the same time. Further ones get 503: each takes a file and some memory."""

SWITCH = 0.0005
"""Seconds that the writer of the store waits for Python's lock, several times in each commit; else 0.005."""

GARBAGE = 10_000
"""New objects between two searches for cycles. Requests that wait for a commit hold many, and no cycles."""

GRACE = 5
"""Seconds that requests under way have when the service stops; then the store has time to write the rest."""


def run(site: Path, receiver: Receiver, listener: socket.socket) -> None:
    """Serve until SIGTERM or Ctrl-C. Everything that was acknowledged is stored then."""
    _share_the_time()
    _allow_files(CONNECTIONS + 200)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with logs.to_standard_error(), suppress(KeyboardInterrupt):
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        _log.info(message("receiving"), extra={"facts": {"address": address}})
        _warn(receiver)
        uvicorn.Server(config(app(site, receiver))).run(sockets=[listener])


def _warn(receiver: Receiver) -> None:
    """Log at once what would otherwise be noticed at the first answer."""
    site = receiver.manifest()
    if site and not site.address:
        _log.warning(message("no_address"))


def config(app: ASGIApp) -> uvicorn.Config:
    """Return the settings of uvicorn."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,  # logs.py
        access_log=False,  # it would keep the citizens' addresses
        proxy_headers=False,  # proxies.py, which does not believe everybody
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=int(PATIENCE),
        timeout_graceful_shutdown=GRACE,
    )


def _share_the_time() -> None:
    """Let the event loop and the writer work beside each other: this is a tenth of an answer's CPU time."""
    sys.setswitchinterval(SWITCH)
    gc.collect()
    gc.freeze()  # what is loaded now stays: it need not be searched
    gc.set_threshold(GARBAGE)


def _allow_files(number: int) -> None:
    """Let this process open so many files, if the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < number:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(number, hard), hard))
