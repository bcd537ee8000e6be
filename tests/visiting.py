"""Pages open in the browser: what they do, and waiting for it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

TODAY = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
"""The time that a browser is given (`page.clock.set_fixed_time(TODAY)`) where a test looks at dates.

It is the same day in Auckland, 23:30, and in Honolulu, 00:30.
"""

LIMIT = 20
"""Seconds to wait for something in a page: a busy machine needs them, an idle one never."""

expect.set_options(timeout=1000 * LIMIT)


@dataclass
class Seen:
    """Requests and errors of a page."""

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    coming: list[Request] = field(default_factory=list)
    """Requests that have neither been answered nor failed."""

    def clear(self) -> None:
        """See the next page alone."""
        for seen in (self.requests, self.failed, self.errors):
            seen.clear()


@dataclass
class Visit:
    """A page that is open in the browser, and what it did."""

    page: Page
    seen: Seen

    def press(self, feature: str, choice: str) -> None:
        """Press a button of a gate, as a visitor does, and wait until what it opened can be pressed."""
        gate = f"consent-gate[feature={feature}]"
        self.page.click(f"{gate} [data-consent={choice}]")
        self.page.wait_for_selector(f"{gate} > [data-opened='']", state="attached")

    def settle(self) -> None:
        """Wait until all that the page asked for has come or failed."""
        frames(self.page)
        wait_in(self.page, lambda: not self.seen.coming, "all requests are answered")


def watched(page: Page) -> Visit:
    seen = Seen()

    def began(request: Request) -> None:
        seen.requests.append(request.url)
        seen.coming.append(request)

    def ended(request: Request) -> None:
        if request in seen.coming:
            seen.coming.remove(request)

    def failed(request: Request) -> None:
        seen.failed.append(request.url)
        ended(request)

    page.on("request", began)
    page.on("requestfinished", ended)
    page.on("requestfailed", failed)
    page.on("response", lambda answer: seen.failed.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    return Visit(page, seen)


def forget(context: BrowserContext) -> None:
    """Make the visitor of a context one who has never been here: nothing open, nothing stored."""
    context.set_offline(False)
    context.clear_cookies()
    if context.pages:
        storage = context.new_cdp_session(context.pages[0])
        for origin in {"/".join(page.url.split("/")[:3]) for page in context.pages}:
            storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    for page in context.pages:
        page.close()


def wait_in(page: Page, true: Callable[[], object], what: str) -> None:
    """Wait until `true()` holds, while events of the browser come in. Fails the test, saying `what`."""
    deadline = monotonic() + LIMIT
    while not true():
        if monotonic() > deadline:
            pytest.fail(f"waited {LIMIT} s in vain: {what}")
        page.wait_for_timeout(5)


def promised(page: Page, script: str, argument: object = None, *, what: str) -> Any:
    """Return the value that a function in the page promises. Fails the test, saying `what` it waited for.

    The function may wait for the next picture: `await frame()`.
    """
    message = f"waited {LIMIT} s in vain: {what}"
    limited = f"""(argument) => {{
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const late = (_, fail) => setTimeout(() => fail(new Error({json.dumps(message)})), {1000 * LIMIT});
      return Promise.race([({script})(argument), new Promise(late)]);
    }}"""
    return page.evaluate(limited, argument)


def frames(page: Page, count: int = 2) -> None:
    """Wait until so many pictures are drawn: what an event started has shown by then."""
    promised(
        page,
        """async (count) => {
          for (; count; count--) await frame();
        }""",
        count,
        what=f"{count} pictures are drawn",
    )


def shifts(page: Page) -> list[float]:
    """Return the layout shifts since the page was opened."""
    found: list[float] = promised(
        page,
        """async () => {
          const found = [];
          const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
          observer.observe({ type: "layout-shift", buffered: true });
          await frame();
          await frame();
          return found.map(({ value }) => value);
        }""",
        what="layout shifts are reported",
    )
    return found


def at_rest(page: Page) -> None:
    """Wait until the page does not scroll any more."""
    promised(
        page,
        """async () => {
          for (let still = 0, before = NaN; still < 3; before = scrollY) {
            await frame();
            still = scrollY === before ? still + 1 : 0;
          }
        }""",
        what="the page is at rest",
    )
