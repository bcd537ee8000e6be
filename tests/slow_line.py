"""Visits on a slow line, for the benchmarks: what is fetched, what is seen when, and what moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from hallbar.checks.budget import compressed
from hallbar.serve import app
from serving import serving

PHONE = {"width": 390, "height": 844}
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Slow 3G: 400 ms there and back, 400 kbit/s."""
SLOWER = 4
"""The processor of a cheap phone, compared with this one."""
LIMIT = 60_000
"""Milliseconds for anything that a page does."""

OBSERVED = """
window.seen = { paint: {}, shifts: [] };
const observe = (type, act) =>
  new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
observe("paint", (entry) => (seen.paint[entry.name] = entry.startTime));
observe("largest-contentful-paint", ({ startTime, element }) => {
  const chain = [];
  for (let one = element; one; one = one.parentElement) chain.push(one.localName);
  seen.largest = { at: startTime, chain, text: element?.textContent.trim().slice(0, 60) ?? "" };
});
observe("layout-shift", ({ startTime, value, hadRecentInput, sources }) => {
  const moved = sources.map(({ node }) => node?.localName ?? node?.parentElement?.localName ?? "?");
  if (!hadRecentInput) seen.shifts.push({ at: startTime, value, moved });
});
"""

READY = """() => {
  const player = document.querySelector("consent-gate[feature=readaloud] read-aloud");
  const style = player?.querySelector("link[rel=stylesheet]");
  return player?.matches(":defined") && (!style || style.sheet) && !player.querySelector("audio").controls;
}"""
"""The player has its style and shows its own controls."""


@dataclass
class Fetched:
    """What a page has fetched, by its URL."""

    answers: list[Response] = field(default_factory=list)

    def kilobytes(self, *endings: str) -> float:
        """Return the size with gzip, of all or of files with these endings."""
        return sum(compressed(answer.body()) for answer in self.of(*endings)) / 1000

    def of(self, *endings: str) -> list[Response]:
        return [one for one in self.answers if one.ok and urlsplit(one.url).path.endswith(endings or ("",))]

    def hosts(self) -> set[str]:
        return {urlsplit(answer.url).netloc for answer in self.answers}


@contextmanager
def compressing(site: Path, data: Path) -> Iterator[str]:
    """Serve a site with gzip, as a web server does. Yield its URL."""
    plain = app(site, data)
    zipped = GZipMiddleware(plain, minimum_size=0, compresslevel=6)

    async def chosen(scope: Scope, receive: Receive, send: Send) -> None:
        sound = str(scope.get("path", "")).endswith(".mp3")  # it has byte ranges
        await (plain if sound else zipped)(scope, receive, send)

    with serving(chosen) as url:
        yield url


@contextmanager
def visit(browser: Browser, *, slow: bool = True, state: Any = None) -> Iterator[tuple[Page, Fetched]]:
    """Open a tab on a phone with an empty cache; `state` is what an earlier visit stored."""
    with browser.new_context(viewport=PHONE, storage_state=state) as context:  # type: ignore[arg-type]
        page, fetched = context.new_page(), Fetched()
        page.set_default_timeout(LIMIT)
        page.add_init_script(OBSERVED)
        page.on("response", lambda answer: fetched.answers.append(answer))
        if slow:
            line = context.new_cdp_session(page)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", LINE)
            line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield page, fetched


def open_page(page: Page, url: str) -> None:
    """Open a page, and wait until nothing more comes. Its icon comes too, which no hidden browser fetches."""
    page.goto(url, wait_until="networkidle")
    page.evaluate(
        """async () => {
          const icon = document.querySelector("link[rel~=icon]");
          if (icon) await fetch(icon.href);
        }"""
    )


def shift(page: Page) -> float:
    """Return the cumulative layout shift (CLS): the largest sum in five seconds without a pause of one."""
    largest = total = 0.0
    begun = last = float("-inf")
    for one in page.evaluate("seen.shifts"):
        if one["at"] - last > 1000 or one["at"] - begun > 5000:
            begun, total = one["at"], 0.0
        last, total = one["at"], total + one["value"]
        largest = max(largest, total)
    return largest


def moved(page: Page) -> str:
    """Return what moved, for a benchmark that fails."""
    return "; ".join(
        f"{one['value']:.3f} at {one['at']:.0f} ms: {', '.join(one['moved'])}"
        for one in page.evaluate("seen.shifts")
    )


def round_trips(page: Page, since: float, *endings: str) -> int:
    """Return how often a request had to wait for the answer to another one, plus one: 1 if all left together.

    `since` is the time of the page after which they began.
    """
    requests = page.evaluate(
        """([since, endings]) => performance.getEntriesByType("resource")
          .filter(({ name, startTime }) => startTime >= since && endings.some((end) => name.endsWith(end)))
          .map(({ startTime, responseEnd }) => [startTime, responseEnd])""",
        [since, list(endings)],
    )
    trips, answered = 0, float("-inf")
    for start, end in sorted(requests):
        if start >= answered:
            trips, answered = trips + 1, end
        answered = min(answered, end) if start < answered else answered
    return trips
