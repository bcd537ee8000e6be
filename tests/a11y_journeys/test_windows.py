"""The windows of a browser: one that does not open is an error, and nobody waits for ever."""

from pathlib import Path

import pytest

from processes import python
from support import ROOT

pytestmark = pytest.mark.usefixtures("own_browser")

PATCHED = """
import sys, threading
from a11y_journeys import windows
from a11y_journeys.command import main

real, lock, calls = windows.sync_playwright, threading.Lock(), []

def second():
    with lock:
        calls.append(1)
        number = len(calls)
    if number == 2:
        {second}
    return real()

windows.OPENING = windows.ENDING = {opening}
windows.sync_playwright = second
main(sys.argv[1:])
"""


def site(folder: Path) -> Path:
    (folder / "index.html").write_text("<!doctype html><html lang=sv><title>a</title>", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("second", "opening", "line"),
    [
        (
            "raise BlockingIOError(11, 'no more processes')",
            100,
            "a window of the browser did not open: [Errno 11] no more processes",
        ),
        ("threading.Event().wait()", 2, "a window of the browser did not open within 2 seconds"),
    ],
    ids=["fails", "never comes"],
)
def test_a_second_window_that_does_not_open_ends_the_command(
    tmp_path: Path, second: str, opening: int, line: str
) -> None:
    script = PATCHED.format(second=second, opening=opening)

    report = tmp_path / "report"
    done = python("-c", script, site(tmp_path), "--report", report, limit=40, cwd=ROOT)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"Error: {line}"
    assert "Traceback" not in done.stderr
