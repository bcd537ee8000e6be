"""From a folder or an address to a report: serves the site, starts the browser, makes the round."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import monotonic

from playwright.sync_api import Error as PlaywrightError

from a11y_journeys import known, report
from a11y_journeys import site as sites
from a11y_journeys.engines import packages
from a11y_journeys.look import EngineError
from a11y_journeys.outcome import Outcome
from a11y_journeys.plan import WHOLE, Plan, Share, states_of
from a11y_journeys.run import Tell, run
from a11y_journeys.windows import WINDOWS, at_once
from hallbar import words
from hallbar.checks.mend import Mender
from hallbar.settings import SettingsError
from hallbar.states import State

HERE = Path(__file__).parent
STOPS = (EngineError, SettingsError, sites.SiteError, report.ReportError, PlaywrightError)
"""What ends a session before its end: each says why in one line."""


@dataclass(frozen=True)
class Wanted:
    """What the caller knows of the site."""

    known: Path
    states: Path | None = None
    without: Sequence[str] = ()
    share: Share = WHOLE
    """Which part of the round this is: `Share(1, of=4)` makes a quarter of the stops."""
    windows: int = WINDOWS
    proved: bool = False
    """Whether another share has found all sentinels: then this one need not."""
    config: Path = Path("mkdocs.yml")
    """Tells where the site has templates of its own."""
    engines: Path | None = None
    """The folder with the engines' packages; None: where we are, or beside `config`."""


def checked(name: str, wanted: Wanted, tell: Tell) -> Outcome:
    """Look at the site in a folder or at an address. Raises one of STOPS."""
    started = monotonic()
    engines = packages.folder(wanted.engines, [Path(), wanted.config.parent])
    web = name.startswith(("http://", "https://"))
    with nullcontext(name) if web else sites.served(Path(name)) as address:
        site = sites.at(address)
        states = [*states_of(site), *(_states_in(wanted.states) if wanted.states else ())]
        here = [state for state in states if state.name not in wanted.without]
        launch = partial(at_once, windows=wanted.windows)
        mender = Mender(wanted.config.parent, site.pages, wanted.config.name)
        plan = Plan(site, here, wanted.share, wanted.proved)
        done = run(launch, plan, engines, mender, tell)
    return done.outcome(known.read(wanted.known), monotonic() - started, whole=wanted.share == WHOLE)


def reported(outcome: Outcome, folder: Path, language: str) -> list[str]:
    """Write the report; its lines for a terminal, the summary last. Raises report.ReportError."""
    said = words.in_language(words.load(HERE / "words.toml"), language)
    report.write(folder, outcome, language)
    return [*report.lines(outcome, said), report.summary(outcome, said)]


def _states_in(path: Path) -> Sequence[State]:
    spec = spec_from_file_location("states", path)
    if spec is None or spec.loader is None:
        raise sites.SiteError(f"{path} is not a Python file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    states: Sequence[State] = module.STATES
    return states
