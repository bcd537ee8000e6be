"""Selection and order of the tests: markers, long rounds, heavy files first, workers.

A round is the long tests of one file. Each commit runs one: of the rounds that test its changes, else of all.
"""

import os
import random
import subprocess
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from support import ROOT

BROWSER = "plugins/a11y_journeys", "package-lock.json", "requirements-dev.txt"
ROUNDS = {
    "vanilla": (*BROWSER, "tests/a11y_journeys/vanilla"),
    "foreign": (*BROWSER, "tests/a11y_journeys/foreign"),
    "hanging": BROWSER,
    "snapshots": ("tests/a11y_journeys/snapshots", "plugins/hallbar/frame/theme"),
    "begun": ("plugins/hallbar/new",),
    "api": ("plugins/hallbar/api.py", "plugins/hallbar/site.py", "plugins/hallbar/schema.py"),
    "extras": ("pyproject.toml", "plugins/hallbar/cli.py"),
    "own": ("docs", "overrides", "mkdocs.yml"),
    "banner": (*BROWSER, "plugins/hallbar/consent", "tests/browser/other"),
    "before_choice": (
        "plugins/hallbar/capability.py",
        "plugins/hallbar/words.py",
        "plugins/hallbar/frame",
        "pyproject.toml",
    ),
    "again": ("plugins/hallbar/readaloud", "plugins/hallbar/capability.py"),
    "faults": ("plugins/hallbar/readaloud", "requirements.txt"),
    "limits": ("pyproject.toml", "requirements-dev.txt"),
    "neighbours": ("plugins/hallbar/publishing",),
    "interrupted": ("plugins/hallbar/readaloud", "requirements.txt"),
    "site": ("plugins/hallbar/capability.py", "plugins/hallbar/readaloud", "plugins/hallbar/translations"),
    "register": ("plugins/hallbar/consent", "plugins/hallbar/feedback", "plugins/hallbar/frame"),
    "player": ("plugins/hallbar/readaloud",),
    "player_errors": ("plugins/hallbar/readaloud/player",),
    "everywhere": (*BROWSER, "plugins/hallbar/frame", "plugins/hallbar/readaloud/player"),
    "postgres": ("plugins/hallbar/feedback/service/store", "requirements.txt"),
    "store_faults": ("plugins/hallbar/feedback/service/store",),
    "kills": ("plugins/hallbar/feedback/service",),
    "kills_postgres": ("plugins/hallbar/feedback/service",),
    "restored": ("plugins/hallbar/feedback/service/store", "plugins/hallbar/feedback/backups.py"),
    "zoom": ("plugins/hallbar/frame", "plugins/hallbar/consent", "plugins/hallbar/readaloud/player"),
    "pruning": ("plugins/hallbar/frame", "plugins/hallbar/stripping.py", "requirements.txt"),
    "engines": (
        "plugins/hallbar/readaloud",
        "plugins/hallbar/consent",
        "plugins/hallbar/search",
        "tests/engines.py",
    ),
    "build": ("plugins/hallbar/search", "requirements.txt"),
    "form_in_browser": ("plugins/hallbar/feedback/form",),
    "trouble": ("plugins/hallbar/feedback", "tests/troubles.py", "tests/faulty_proxy.py"),
    "trouble_firefox": ("plugins/hallbar/feedback", "tests/troubles.py", "tests/engines.py"),
    "redaction_random": (
        "plugins/hallbar/feedback/service/redaction",
        "plugins/hallbar/feedback/form",
        "tests/feedback/redaction.toml",
        "requirements-service.txt",
    ),
    "recall": ("plugins/hallbar/search", "tests/search", "requirements.txt"),
    "variants": ("plugins/hallbar/site.py", "plugins/hallbar/frame", "requirements-dev.txt"),
    "supervisor": ("tests/supervisor.py", "scripts"),
    "hostile": ("plugins/hallbar/feedback/service",),
    "forged": (*BROWSER, "plugins/hallbar/feedback/service"),
    "proxy": ("plugins/hallbar/feedback/service", "plugins/hallbar/feedback/nginx.conf"),
    "locked": ("plugins/hallbar/feedback/service",),
    "stops": ("plugins/hallbar/feedback/service",),
    "searching": (*BROWSER, "plugins/hallbar/search", "plugins/hallbar/frame"),
    "without_javascript": (*BROWSER, "plugins/hallbar/feedback", "plugins/hallbar/frame", "tests/serving.py"),
}
"""Round (`tests/**/test_NAME.py`) → the paths that it tests."""
NEVER_DRAWN = ("engines", "trouble_firefox")
"""Rounds that need browsers which only `--long` installs."""

HEAVY = (
    "a11y_journeys/test_vanilla.py",
    "browser/test_engines.py",
    "browser/test_banner.py",
    "checks/test_browser.py",
    "browser/test_player.py",
    "checks/test_own.py",
    "checks/test_everywhere.py",
    "builds/test_interrupted.py",
    "checks/test_begun.py",
    "a11y_journeys/test_hanging.py",
    "browser/test_register.py",
    "a11y_journeys/test_foreign.py",
    "a11y_journeys/test_snapshots.py",
    "builds/test_faults.py",
)
"""Ends of the paths of the slowest files. They start first, so that no worker ends with one alone.

Those that mostly wait are between those that keep the processors busy.
"""

MARKERS = {
    "browser": "browser",
    "own_browser": "browser",
    "long_round": "long",
    "processes": "build",
    "releases": "build",
    "site": "build",
}
"""Fixture → marker of the tests that use it. A test that uses none of them is a `unit` test."""


def commit() -> str:
    """Return the hash of the commit that is checked out; `none` outside a repository."""
    return _git("rev-parse", "HEAD") or "none"


def turn(changed: Iterable[str], commit: str) -> str:
    """Return the name of the round to run for a commit that changed these paths."""
    paths = list(changed)
    drawn = {name: roots for name, roots in ROUNDS.items() if name not in NEVER_DRAWN}
    concerned = [name for name, roots in drawn.items() if any(path.startswith(roots) for path in paths)]
    return random.Random(commit).choice(concerned or list(drawn))


def changed() -> list[str]:
    """Return the paths that differ from the main branch, or, on it, from the commit before."""
    base = _git("merge-base", "HEAD", "origin/main")
    if base in ("", commit()):
        base = "HEAD^"
    return _git("diff", "--name-only", base).splitlines()


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def wanted_round(config: pytest.Config) -> str:
    """Return the name of the round that `--round` asks for; empty without one.

    Raises UsageError for an unknown name.
    """
    name = str(config.getoption("round"))
    if name == "commit":
        return turn(changed(), str(config.getoption("seed")))
    if name and name not in ROUNDS:
        raise pytest.UsageError(f"--round {name}: there is no such round; choose commit, {', '.join(ROUNDS)}")
    return name


def only_unit_tests(config: pytest.Config) -> bool:
    """Return True if only unit tests run: `pytest -m unit`."""
    return bool(config.getoption("markexpr") == "unit")


@pytest.hookimpl(tryfirst=True)  # before xdist starts its workers
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run all unit tests on all processors. A worker must not start workers of its own."""
    whole = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    if only_unit_tests(config) and whole and "PYTEST_XDIST_WORKER" not in os.environ:
        config.option.numprocesses = config.option.numprocesses or os.cpu_count()


def pytest_report_header(config: pytest.Config) -> list[str]:
    chosen = wanted_round(config)
    option = "--long " if config.getoption("long") else f"--round {chosen} " if chosen else ""
    return [f"long rounds: {option or 'none '}(repeat with {option}--seed {config.getoption('seed')})"]


@pytest.hookimpl(tryfirst=True)  # before pytest selects by `-m`
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for name in _markers(item):
            item.add_marker(name)
    chosen = wanted_round(config)
    excluded = {item for item in items if _excluded(item, config, chosen)}
    config.hook.pytest_deselected(items=[*excluded])
    items[:] = sorted((item for item in items if item not in excluded), key=_rank)


def _excluded(item: pytest.Item, config: pytest.Config, chosen: str) -> bool:
    if config.getoption("quick") and item.get_closest_marker("browser"):
        return True
    runs = config.getoption("long") or item.path.stem == f"test_{chosen}"
    return item.get_closest_marker("long") is not None and not runs


def _markers(item: pytest.Item) -> Sequence[str]:
    used = getattr(item, "fixturenames", ())
    return sorted({marker for fixture, marker in MARKERS.items() if fixture in used}) or ["unit"]


def _rank(item: pytest.Item) -> int:
    ends = [number for number, end in enumerate(HEAVY) if item.path.as_posix().endswith(end)]
    return min(ends, default=len(HEAVY))


class Files(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """A scheduler that gives each worker whole files in the order of collection.

    A test that crashes its worker is not run again.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        self._crashed: set[str] = set()

    def remove_node(self, node: Any) -> str | None:
        """Note the test that a worker ran when it crashed: it would crash the next worker, too."""
        units = self.assigned_work[node].values()
        pending = (test for unit in units for test, done in unit.items() if not done)
        self._crashed.update(islice(pending, 1))
        crashed: str | None = super().remove_node(node)
        return crashed

    def _reschedule(self, node: Any) -> None:
        for scope, unit in [*self.workqueue.items()]:
            unit.update(dict.fromkeys(self._crashed & unit.keys(), True))
            if all(unit.values()):
                del self.workqueue[scope]
        super()._reschedule(node)

    def _split_scope(self, nodeid: str) -> str:
        """Return the name of the group that a worker gets whole: a file, or one parametrized `share`."""
        return nodeid if "[share" in nodeid else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Files:
    config.option.loadscopereorder = False
    return Files(config, log)
