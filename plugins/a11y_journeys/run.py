"""A run: the checks of each task, the findings, and the time they took."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urljoin

from playwright.sync_api import Error as PlaywrightError

from a11y_journeys import conditions, element
from a11y_journeys.adapter import Adapter, Locate
from a11y_journeys.engines import Engine, axe, markup
from a11y_journeys.engines.installed import Engines
from a11y_journeys.journeys import JOURNEYS, Journey
from a11y_journeys.known import Known, gone
from a11y_journeys.memory import Memory
from a11y_journeys.outcome import Outcome
from a11y_journeys.plan import Task
from a11y_journeys.site import Page, Site
from a11y_journeys.state import State
from a11y_journeys.view import Finding, Problem, View
from a11y_journeys.visit import OPENING, Visit, Window
from a11y_journeys.watch import UnresponsiveError

JOURNEY = "journey"
"""The name of the check, for the findings of all journeys."""


@dataclass
class Run:
    """One run through a site, in one browser."""

    site: Site
    engines: Engines
    adapter: Adapter
    findings: list[Finding] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    firsts: dict[tuple[str, str], View] = field(default_factory=dict)
    """Path and state → the view in which the document was first seen."""
    memory: Memory = field(default_factory=Memory)
    fixes: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Path, state and place → the file in which to fix it: most places have several problems."""
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """By engine."""
    to_review: int = 0

    def __post_init__(self) -> None:
        self._pages: dict[str, Page] = {page.path: page for page in self.site.pages}
        self._locate: Locate = self.adapter.locator(self.site)

    @property
    def journeys(self) -> list[Journey]:
        """Those that can be made with the engines that are there."""
        return [one for one in JOURNEYS.values() if self.engines.measures or not one.measures]

    def take(self, task: Task, window: Window) -> None:
        """Open the page, bring it into its state, and check it in all its widths and colours."""
        try:
            self._take(task, window)
        except UnresponsiveError as error:
            window.renew()
            rule = "page_not_opened" if error.step == OPENING else "page_not_answering"
            fix = self._locate(self._pages[error.view.path], [])
            self._add(JOURNEY, Problem("html", error.step, rule), error.view, fix=fix)

    def _take(self, task: Task, window: Window) -> None:
        views = task.views
        visit = window.visit(urljoin(self.site.address, task.page.path), views[-1])
        visit.memory, visit.default_language = self.memory, self.site.default_language
        visit.in_another_language = self.adapter.in_another_language
        if task.state and not self._reached(visit, task.state):
            return
        for view in reversed(views):  # all engines first: journeys move the focus
            self._show(visit, view)
            self.views.append(view)
            first = view is views[0] and self._first(view)
            self._engines(visit, [one for one in self.engines.in_pages if first or one.every_view])
        for view in views:
            self._show(visit, view)
            self._journeys(visit)

    def _show(self, visit: Visit, view: View) -> None:
        with visit.limited(f"{view.width} {view.scheme}"):
            visit.show(view)

    def _reached(self, visit: Visit, state: State) -> bool:
        with visit.limited(state.name):
            try:
                visit.reach(state)
            except PlaywrightError as error:
                what = f"{state.name}: {error.message.splitlines()[0]}"
                self.note(visit, JOURNEY, Problem(state.shows, what, "state_not_reached", "2.1.1"))
                return False
        return True

    def _engines(self, visit: Visit, engines: Sequence[Engine]) -> None:
        for engine in engines:
            with visit.limited(engine.name):
                started = monotonic()
                result = engine.check(visit.page)
                self.seconds[engine.name] += monotonic() - started
                self.to_review += result.to_review
                for problem in result.problems:
                    if visit.view.state != conditions.FORCED or problem.rule not in axe.COLOURS:
                        self.note(visit, engine.name, problem)

    def _first(self, view: View) -> bool:
        """Return True if no such document was seen before: the conditions of any page change none."""
        same = any(view.state == condition.name for condition in conditions.STATES)
        return not same and self.firsts.setdefault((view.path, view.state), view) is view

    def _journeys(self, visit: Visit) -> None:
        if visit.view.state == conditions.PRINT:
            return
        for journey in self.journeys:
            if not journey.when(visit.view):
                continue
            with visit.limited(journey.name):
                for one in journey.problems(visit):
                    found = Problem(one.place, one.what, journey.name, journey.criterion)
                    self.note(visit, JOURNEY, found)

    def note(self, visit: Visit, check: str, problem: Problem) -> None:
        """Add a finding, with a picture of the place the first time, and the file in which to fix it."""
        key = (check, problem.rule, problem.place)
        picture = b"" if key in self.memory.pictures else visit.picture(problem.place)
        self.memory.pictures.add(key)
        self._add(check, problem, visit.view, picture, self._fix(visit, problem.place))

    def _fix(self, visit: Visit, place: str) -> str:
        key = (visit.view.path, visit.view.state, place)
        if key not in self.fixes:
            self.fixes[key] = self._locate(self._pages[visit.view.path], visit.ask("ancestry", place))
        return self.fixes[key]

    def _add(self, check: str, problem: Problem, view: View, picture: bytes = b"", fix: str = "") -> None:
        self.findings.append(
            Finding(check, problem.rule, problem.criterion, view, problem.place, problem.what, picture, fix)
        )

    def read(self, reading: markup.Reading) -> None:
        """Add the findings of the engine that reads the files."""
        for path, problems in reading.problems().items():
            page = self._pages[path]
            for problem in problems:
                fix = self._locate(page, element.ancestry(page.tree, problem.place))
                self._add(markup.NAME, problem, View(path), fix=fix)

    def outcome(self, name: str, listed: Sequence[Known], seconds: float, *, whole: bool = True) -> Outcome:
        """Return the outcome, with the findings on the dated list apart from the others.

        Only a `whole` run shows which entries of the list are gone.
        """
        pairs = [
            (found, next((one for one in listed if one.matches(found)), None)) for found in self.findings
        ]
        return Outcome(
            site=name,
            views=self.views,
            engines=self.engines.names,
            journeys=[one.name for one in self.journeys],
            findings=[found for found, known in pairs if known is None],
            known=[(found, known) for found, known in pairs if known],
            gone=gone(listed, self.findings) if whole else (),
            absent=self._absent(),
            seconds=seconds,
            axe_seconds=self.seconds[axe.NAME],
            to_review=self.to_review,
        )

    def _absent(self) -> dict[str, str]:
        made = {one.name for one in self.journeys}
        unmade = {name: f"{axe.PACKAGE} measures contrast for it" for name in JOURNEYS if name not in made}
        return {**self.engines.absent, **unmade}
