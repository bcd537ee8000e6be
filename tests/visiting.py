"""A page open in the browser, and all that it does: requests, console, errors."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from playwright.sync_api import Page

TODAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""The date that a browser is given (`page.clock.set_fixed_time(TODAY)`) where a test looks at dates."""


@dataclass
class Seen:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Visit:
    """A page that is open in the browser, and what it did."""

    page: Page
    seen: Seen

    def press(self, feature: str, choice: str) -> None:
        """Press a button of a gate, as a visitor does."""
        self.page.click(f"consent-gate[feature={feature}] [data-consent={choice}]")


def watched(page: Page) -> Visit:
    seen = Seen()
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("requestfailed", lambda request: seen.failed.append(request.url))
    page.on("response", lambda answer: seen.failed.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    return Visit(page, seen)
