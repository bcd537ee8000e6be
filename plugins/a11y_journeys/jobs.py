"""The jobs of a run, done in several windows at a time: first the proofs, then the tasks."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

from a11y_journeys import proof
from a11y_journeys.adapter import Adapter
from a11y_journeys.engines.installed import Engines
from a11y_journeys.plan import Plan
from a11y_journeys.progress import Progress, Step
from a11y_journeys.run import Run
from a11y_journeys.visit import Window

Job = Callable[[Window], None]
Launch = Callable[[Job, Callable[[], object]], None]
"""Calls the first argument in each window of a browser, and the second when one of them fails."""


def run(launch: Launch, plan: Plan, engines: Engines, adapter: Adapter, progress: Progress) -> Run:
    """Make a run, in several windows at a time.

    Raises EngineError when a check did not check anything, SiteError when a state is on no page.
    """
    made = Run(plan.site, engines, adapter)
    jobs = iter([*_jobs(made, plan, progress)])

    def work(window: Window) -> None:
        for job in jobs:
            job(window)

    with engines.reading(plan.files) as reading:
        launch(work, lambda: deque(jobs, maxlen=0))
        if reading:
            progress(Step("markup"))
            made.read(reading)
    order = {page.path: number for number, page in enumerate(plan.site.pages)}
    made.findings.sort(key=lambda found: order[found.view.path])
    return made


def _jobs(made: Run, plan: Plan, progress: Progress) -> Iterator[Job]:
    """Yield the proofs, then the tasks; each reports that it begins."""

    def reported(step: Step, job: Job, window: Window) -> None:
        progress(step)
        job(window)

    proofs = {} if plan.proved else proof.proofs(made.engines.in_pages, made.journeys)
    for number, (name, prove) in enumerate(proofs.items()):
        yield partial(reported, Step("sentinels", number, len(proofs), name), prove)
    tasks = plan.tasks
    for number, task in enumerate(tasks):
        step = Step("views", number, len(tasks), f"{task.page.path} {task.views[0].state}")
        yield partial(reported, step, partial(made.take, task))
