"""Entries for tests of the stores."""

import dataclasses
from uuid import uuid4

from hallbar.feedback.service.answer import Answer, Report
from hallbar.feedback.service.store import Entry

DATE = "2026-01-02T03:04Z"

ANSWER = Answer(
    id="2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
    page="/regler/",
    lang="sv",
    helpful=False,
    comment="Ring […]; drop table answers",
    redactions=1,
    consent="none-stored",
    suspect=True,
)
REPORT = Report(
    id="2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
    page="/regler/",
    lang="sv",
    comment="Länken ”Avtal” går till 404 👎\n%s ? '",
    redactions=0,
    suspect=False,
    contact="asa@biblioteket.example",
)


def entry(what: Answer | Report = ANSWER, date: str = DATE, **changes: object) -> Entry:
    return Entry(dataclasses.replace(what, **changes), date, "abc123")  # type: ignore[arg-type]


def another(what: Answer | Report = ANSWER, date: str = DATE, **changes: object) -> Entry:
    return entry(what, date, **{"id": str(uuid4()), **changes})
