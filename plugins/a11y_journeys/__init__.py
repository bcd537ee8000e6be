"""Accessibility checks of a site in a browser: engines of other projects, and journeys like a person's.

```python
from a11y_journeys import Options, State, check

outcome = check("https://example.org/", Options(pages=["/contact/"]))
for issue in outcome.issues:
    print(issue.shown.rule, issue.shown.place, issue.covered.pages)
```

The command is `python -m a11y_journeys`; README.md has its options, the journeys and the states. A list of
states imports `State` without Playwright; the rest needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from a11y_journeys.state import State

if TYPE_CHECKING:
    from a11y_journeys.adapter import Adapter
    from a11y_journeys.options import Options
    from a11y_journeys.outcome import Outcome
    from a11y_journeys.session import check

__all__ = ["Adapter", "Options", "Outcome", "State", "check"]

_LATER = {"Adapter": "adapter", "Options": "options", "Outcome": "outcome", "check": "session"}
"""Name → the module that has it; imported when it is asked for, as it needs Playwright."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
