"""From a folder or an address to an outcome: serves the site, finds its pages, makes the run."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic

from playwright.sync_api import Error as PlaywrightError

from a11y_journeys.adapter import Adapter
from a11y_journeys.discovery import discover
from a11y_journeys.engines import installed
from a11y_journeys.errors import EngineError, SiteError
from a11y_journeys.jobs import run
from a11y_journeys.options import Options
from a11y_journeys.outcome import Outcome
from a11y_journeys.plan import WHOLE, Plan, states_of
from a11y_journeys.progress import Progress, Step, silent
from a11y_journeys.report_folder import ReportError
from a11y_journeys.windows import at_once

ERRORS = (EngineError, SiteError, ReportError, PlaywrightError)
"""Errors that end a run; each says why in one line."""
WEB = ("http://", "https://")


def check(name: str, options: Options, progress: Progress = silent) -> Outcome:
    """Check the site in a folder or at an address. Raises one of ERRORS."""
    started = monotonic()
    engines = installed.found(
        options.engines, options.engine_places, all_needed=options.all_engines, command=options.command
    )
    progress(Step("pages"))
    with _address(name, options.adapter) as address:
        site = discover(
            address, options.pages, options.adapter.listing, lambda number: progress(Step("pages", number))
        )
        states = [one for one in (*states_of(site), *options.states) if one.name not in options.without]
        plan = Plan(site, states, options.share, options.proved, options.brief)
        progress(Step("browser"))
        launch = partial(at_once, windows=options.windows)
        made = run(launch, plan, engines, options.adapter, progress)
    whole = options.share == WHOLE and site.whole
    return made.outcome(name, options.known, monotonic() - started, whole=whole)


@contextmanager
def _address(name: str, adapter: Adapter) -> Iterator[str]:
    if name.startswith(WEB):
        yield name
    elif not Path(name).is_dir():
        raise SiteError(f"{name} is neither a folder nor an address that begins with http:// or https://")
    else:
        with adapter.served(Path(name)) as address:
            yield address
