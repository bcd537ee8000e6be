"""Recurring work of the service while it runs: old contacts are deleted, and the log is summed up."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from hallbar.feedback.service import logs
from hallbar.feedback.service.receiver import Receiver
from hallbar.messages import Messages

message = Messages(__file__)
_log = logging.getLogger(__name__)
HOUR = 3600.0
"""Seconds."""


@asynccontextmanager
async def running(receiver: Receiver) -> AsyncIterator[None]:
    """Do the work at once, and then again and again until the block ends."""
    jobs = {receiver.delete_old_contacts: HOUR, _sum_up: logs.PERIOD}
    tasks = [asyncio.create_task(_repeated(job, seconds)) for job, seconds in jobs.items()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _repeated(job: Callable[[], Awaitable[None]], seconds: float) -> None:
    while True:
        try:
            await job()
        except Exception:  # what fails now may work the next time, and answers are received meanwhile
            _log.exception(message("unexpected"))
        await asyncio.sleep(seconds)


async def _sum_up() -> None:
    logs.sum_up()
