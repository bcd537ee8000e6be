"""Signs of life: at once, for each step, and at least every ten seconds."""

import io
import threading

from a11y_journeys.progress import Reporter, Step, reporting
from a11y_journeys.words import ENGLISH


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def reporter(stream: io.StringIO) -> tuple[Reporter, Clock]:
    clock = Clock()
    return Reporter(stream, ENGLISH, clock), clock


def test_the_first_step_of_each_phase_is_written_at_once() -> None:
    stream = io.StringIO()
    report, _ = reporter(stream)

    report(Step("pages"))
    report(Step("browser"))
    report(Step("sentinels", 2, 32, "ibm"))

    assert stream.getvalue().splitlines() == [
        "Reading the pages (0 s)",
        "Starting Chromium (0 s)",
        "Proving the sentinels 3/32 ibm (0 s)",
    ]


def test_steps_of_a_phase_follow_each_other_at_some_distance_in_a_pipe() -> None:
    stream = io.StringIO()
    report, clock = reporter(stream)

    for number in range(8):
        clock.now = float(number)
        report(Step("views", number, 8, "/a/"))

    assert stream.getvalue().splitlines() == [
        "Checking 1/8 /a/ (0 s)",
        "Checking 4/8 /a/ (3 s)",
        "Checking 7/8 /a/ (6 s)",
    ]


def test_a_long_step_is_written_again() -> None:
    stream = io.StringIO()
    report, clock = reporter(stream)
    report(Step("markup"))

    for clock.now in (2.5, 5.0, 7.5, 10.0, 12.5, 15.0, 17.5, 20.0):
        report.beat()

    assert stream.getvalue().splitlines() == [
        "Waiting for html-validate (0 s)",
        "Waiting for html-validate (10 s)",
        "Waiting for html-validate (20 s)",
    ]


def test_a_terminal_has_one_line_that_is_rewritten() -> None:
    stream = Terminal()
    report, _ = reporter(stream)
    report(Step("views", 0, 2, "/a/"))
    report(Step("views", 1, 2, "/b/"))
    report.clear()

    assert stream.getvalue() == "\r\x1b[KChecking 1/2 /a/ (0 s)\r\x1b[KChecking 2/2 /b/ (0 s)\r\x1b[K"


def test_nothing_is_written_before_the_first_step() -> None:
    stream = io.StringIO()
    report, clock = reporter(stream)
    clock.now = 60
    report.beat()

    assert stream.getvalue() == ""


def test_it_ends_with_the_run() -> None:
    stream = io.StringIO()
    threads = threading.active_count()
    with reporting(stream, ENGLISH) as progress:
        progress(Step("pages"))

    assert threading.active_count() == threads
    assert stream.getvalue() == "Reading the pages (0 s)\n"
