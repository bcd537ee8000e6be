import io
import json
import logging

import pytest

from hallbar.feedback.service.logs import KINDS, MOST, PERIOD, Sampled


class Log:
    """A logger with our handler, and the lines that it has written."""

    def __init__(self) -> None:
        self.now, self._stream = 0.0, io.StringIO()
        self.handler = Sampled(self._stream, lambda: self.now)
        self.logger = logging.Logger("service")
        self.logger.addHandler(self.handler)

    def refuse(self, number: int, reason: str = "forged") -> None:
        for _ in range(number):
            self.logger.info("Refused", extra={"facts": {"reason": reason, "status": 403}})

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._stream.getvalue().splitlines()]


@pytest.fixture
def log() -> Log:
    return Log()


def test_a_line_is_an_object(log: Log) -> None:
    log.refuse(1)
    [line] = log.lines()
    assert str(line.pop("time")).endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "service",
        "message": "Refused",
        "reason": "forged",
        "status": 403,
    }


def test_a_flood_is_counted(log: Log) -> None:
    log.refuse(10_000)
    log.refuse(1, "too_large")
    assert len(log.lines()) == MOST + 1
    log.now += PERIOD
    log.refuse(1)
    lines = log.lines()
    assert [line["reason"] for line in lines if "more" in line] == ["forged"]
    assert sum(1 + int(str(line.get("more", 1))) - 1 for line in lines) == 10_002


def test_the_count_is_written_without_another_line(log: Log) -> None:
    log.refuse(MOST + 5)
    log.handler.sum_up()
    log.handler.sum_up()
    assert [line["more"] for line in log.lines() if "more" in line] == [5]


def test_what_differs_each_time_is_counted_too(log: Log) -> None:
    for number in range(10_000):
        log.logger.warning(f"number {number}")
    log.handler.sum_up()
    assert len(log.lines()) <= KINDS + MOST + 2


def test_an_exception_is_written_without_its_text(log: Log) -> None:
    try:
        int("850709-9805")
    except ValueError:
        log.logger.exception("Unexpected error")
    [line] = log.lines()
    assert "9805" not in json.dumps(line)
    assert line["exception"] == "ValueError"
    assert str(line["place"]).startswith(f"{__file__}:")


def test_line_breaks_do_not_begin_a_line(log: Log) -> None:
    log.logger.warning('one\n{"level": "forged"}')
    assert len(log.lines()) == 1
