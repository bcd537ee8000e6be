"""The whole round: every stop, every engine, every journey; what was found and how long it took."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin

from playwright.sync_api import Error as PlaywrightError

from a11y_journeys import conditions, proof
from a11y_journeys.engines import Engine, Violation, axe, ibm, markup
from a11y_journeys.journeys import JOURNEYS
from a11y_journeys.known import Known, gone
from a11y_journeys.look import Finding, Look
from a11y_journeys.outcome import Outcome
from a11y_journeys.plan import Plan, Stop
from a11y_journeys.site import Site
from a11y_journeys.visit import OPENING, Visit, Window
from a11y_journeys.watch import SilentError
from hallbar.checks.mend import Mender
from hallbar.states import State

Launch = Callable[[Callable[[Window, bool], None], Callable[[], object]], None]
"""Calls the first that it is given in each window of a browser, and the second when one of them fails."""
Tell = Callable[[int, int, str], None]
"""Is told how far the round has come: how many stops are done, of how many, and what comes next."""


@dataclass
class Round:
    """One round through a site, in one browser."""

    site: Site
    engines: Sequence[Engine]
    mender: Mender
    findings: list[Finding] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    firsts: dict[tuple[str, str], Look] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """By engine."""
    to_review: int = 0

    def take(self, window: Window, stop: Stop) -> None:
        """Open the page, bring it into its state, and look at it in all its widths and colours."""
        try:
            self._take(window, stop)
        except SilentError as error:
            window.renew()
            rule = "page_not_opened" if error.what == OPENING else "page_not_answering"
            found = Violation(rule, "html", error.what)
            self._add("journey", found, error.look, mend=self.mender.page(error.look.path))

    def _take(self, window: Window, stop: Stop) -> None:
        looks = stop.looks
        visit = window.visit(urljoin(self.site.address, stop.page.path), looks[-1])
        visit.judged, visit.default_language = self.judged, self.site.default_language
        if stop.state and not self._reached(visit, stop.state):
            return
        for look in reversed(looks):  # all engines first: journeys move the focus
            self._show(visit, look)
            self.looks.append(look)
            self._engines(visit, self.engines if look is looks[0] and self._first(look) else self.engines[:1])
        for look in looks:
            self._show(visit, look)
            self._journeys(visit)

    def _show(self, visit: Visit, look: Look) -> None:
        with visit.over(f"{look.width} {look.scheme}"):
            visit.show(look)

    def _reached(self, visit: Visit, state: State) -> bool:
        with visit.over(state.name):
            try:
                visit.reach(state)
            except PlaywrightError as error:
                what = f"{state.name}: {error.message.splitlines()[0]}"
                self.note(visit, "journey", Violation("state_not_reached", state.shows, what, "2.1.1"))
                return False
        return True

    def _engines(self, visit: Visit, engines: Sequence[Engine]) -> None:
        for engine in engines:
            with visit.over(engine.name):
                started = monotonic()
                result = engine.see(visit.page)
                self.seconds[engine.name] += monotonic() - started
                self.to_review += result.to_review
                for found in result.violations:
                    self.note(visit, engine.name, found)

    def _first(self, look: Look) -> bool:
        """Whether such a document is seen for the first time: widths, colours and paper are for axe alone."""
        same = any(look.state == condition.name for condition in conditions.STATES)
        return not same and self.firsts.setdefault((look.path, look.state), look) is look

    def _journeys(self, visit: Visit) -> None:
        if visit.look.state == conditions.PRINT:
            return
        for journey in JOURNEYS.values():
            if not journey.when(visit.look):
                continue
            with visit.over(journey.name):
                for fault in journey.faults(visit):
                    found = Violation(journey.name, fault.place, fault.what, journey.criterion)
                    self.note(visit, "journey", found)

    def note(self, visit: Visit, check: str, found: Violation) -> None:
        """Keep what was found, with a picture of the place the first time, and the file to mend."""
        key = f"picture {check} {found.rule} {found.place}"
        picture = b"" if key in self.judged else visit.picture(found.place)
        self.judged.add(key)
        mend = self.mender.at(visit, found.place)
        self._add(check, found, visit.look, picture, mend)

    def _add(self, check: str, found: Violation, look: Look, picture: bytes = b"", mend: str = "") -> None:
        self.findings.append(
            Finding(check, found.rule, found.criterion, look, found.place, found.help, picture, mend)
        )

    def outcome(self, listed: Sequence[Known], seconds: float, *, whole: bool = True) -> Outcome:
        """What came of it: what is known, and stands on the dated list, apart from what is not.

        What stands on the list and is gone, only the `whole` round can tell.
        """
        pairs = [
            (found, next((one for one in listed if one.is_about(found)), None)) for found in self.findings
        ]
        return Outcome(
            site=self.site.address,
            looks=self.looks,
            engines=[*(engine.name for engine in self.engines), markup.NAME],
            journeys=[*JOURNEYS],
            findings=[found for found, known in pairs if known is None],
            known=[(found, known) for found, known in pairs if known],
            gone=gone(listed, self.findings) if whole else (),
            seconds=seconds,
            axe_seconds=self.seconds[axe.NAME],
            to_review=self.to_review,
        )

    def read(self, reading: markup.Reading) -> None:
        """What the engine that reads the files has found."""
        for path, violations in reading.faults().items():
            for found in violations:
                self._add(markup.NAME, found, Look(path), mend=self.mender.page(path, found.place))


def run(launch: Launch, plan: Plan, packages: Path, mender: Mender, tell: Tell) -> Round:
    """Make the round, in several windows at a time.

    Raises EngineError when a check did not look, SiteError when a state is on no page.
    """
    stops, site = plan.stops, plan.site
    done = Round(site, (axe.engine(packages), ibm.engine(packages)), mender)
    waiting = iter(enumerate(stops))

    def work(own: Window, first: bool) -> None:
        if first and not plan.proved:
            proof.prove(own, done.engines, JOURNEYS.values())
        for number, stop in waiting:
            tell(number, len(stops), f"{stop.page.path} {stop.looks[0].state}")
            done.take(own, stop)

    with markup.reading(packages, plan.files) as reading:
        launch(work, lambda: deque(waiting, maxlen=0))
        done.read(reading)
    order = {page.path: number for number, page in enumerate(site.pages)}
    done.findings.sort(key=lambda found: order[found.look.path])
    return done
