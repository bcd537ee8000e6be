"""The log of the service: one JSON object a line, without addresses and without what citizens wrote."""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO

PERIOD = 60.0
"""Seconds in which equal lines are counted together."""

MOST = 20
"""Equal lines that are written in a period; of the rest only the number is, at its end."""

KINDS = 200
"""Different lines that are counted in a period; further ones are counted as one kind."""

Kind = tuple[str, int, str]


class Lines(logging.Formatter):
    """Format records as JSON lines: time (UTC), level, logger, message, and the record's `facts`.

    Of an exception only the type and the place are written: its text may hold what a citizen sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage().strip(),
        }
        return json.dumps(line | getattr(record, "facts", {}) | _exception(record), ensure_ascii=False)


def _exception(record: logging.LogRecord) -> dict[str, str]:
    kind, _, trace = record.exc_info or (None, None, None)
    if kind is None:
        return {}
    frames = traceback.extract_tb(trace)
    return {
        "exception": kind.__name__,
        "place": f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "",
    }


@dataclass
class _Count:
    record: logging.LogRecord
    number: int = 0


class Sampled(logging.StreamHandler[TextIO]):
    """A handler that writes the first `MOST` equal lines of each period, and then how many more there were.

    A flood of refusals fills neither a disk nor the attention of those who read. `clock` returns seconds that
    only grow.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stream)
        self.setFormatter(Lines())
        self._clock, self._begun = clock, clock()
        self._counts: dict[Kind, _Count] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if self._clock() >= self._begun + PERIOD:
            self.sum_up()
        kind = _kind(record)
        if kind not in self._counts and len(self._counts) >= KINDS:
            kind = ("", 0, "")
        count = self._counts.setdefault(kind, _Count(record))
        count.number += 1
        if count.number <= MOST:
            super().emit(record)

    def sum_up(self) -> None:
        """Write how many lines were left out, and begin a new period."""
        with self.lock or nullcontext():
            self._begun = self._clock()
            counts, self._counts = self._counts, {}
            for count in counts.values():
                if count.number > MOST:
                    super().emit(_more(count))


def _more(count: _Count) -> logging.LogRecord:
    """Return a record like those of a count, with the number of those that were left out."""
    facts = {**getattr(count.record, "facts", {}), "more": count.number - MOST}
    return logging.makeLogRecord(
        vars(count.record) | {"created": time.time(), "exc_info": None, "facts": facts}
    )


def _kind(record: logging.LogRecord) -> Kind:
    facts = getattr(record, "facts", {})
    return record.name, record.levelno, str(facts.get("reason", record.msg))


@contextmanager
def to_standard_error() -> Iterator[None]:
    """Send all that this process logs to standard error, where systemd or a container collects it."""
    logging.basicConfig(level=logging.INFO, handlers=[Sampled(sys.stderr)], force=True)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    try:
        yield
    finally:
        sum_up()


def sum_up() -> None:
    """Write how many equal lines were left out so far."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, Sampled):
            handler.sum_up()
