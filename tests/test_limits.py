"""A test that hangs is stopped and named, and the tests after it run."""

import os
from pathlib import Path

import pytest

from processes import python
from support import made_up_site

pytestmark = pytest.mark.usefixtures("own_browser")
INNER = """
import threading, time
import pytest
import limits

limits.GRACE = 5

@pytest.fixture
def stuck():
    time.sleep(600)

def test_that_sleeps(): time.sleep(600)
def test_whose_fixture_sleeps(stuck): assert stuck
def test_at_a_barrier(): threading.Barrier(2).wait()
def test_of_a_promise_never_kept(context): context.new_page().evaluate("() => new Promise(() => {})")
def test_of_a_page_that_never_returns(context): context.new_page().evaluate("() => { for (;;) {} }")
def test_after_them(context): assert context.new_page().evaluate("() => 1 + 1") == 2
def test_zz_that_hears_no_exception():
    while True:
        try:
            time.sleep(600)
        except BaseException:
            pass
"""


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("long_round")
def test_a_test_that_hangs_is_stopped_and_named(tmp_path: Path) -> None:
    copy = made_up_site(tmp_path / "repository")
    (copy / "tests/test_inner.py").write_text(INNER, "utf-8")
    done = python(
        *("-m", "pytest", "-q", "-n", "1", "-o", "timeout=6", "tests/test_inner.py"),
        limit=200,
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy / "plugins"), "PYTEST_DEBUG_TEMPROOT": str(tmp_path)},
    )

    assert done.returncode == 1
    ended = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    for name in ("that_sleeps", "fixture_sleeps", "barrier", "never_kept", "never_returns"):
        assert any(name in line for line in ended), done.stdout
    assert sum("Failed: Timeo" in line for line in ended) >= 4, done.stdout
    crashed = "crashed while running 'tests/test_inner.py::test_zz_that_hears_no_exception'"
    assert done.stdout.count(crashed) == 1, done.stdout
    assert "1 passed" in done.stdout.splitlines()[-1]
