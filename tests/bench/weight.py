"""Benchmark of a page before any choice: ours, and bare Material on the same Markdown in the same run."""

import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

import yaml
from playwright.sync_api import Browser, sync_playwright

from a11y_journeys.windows import FLAGS, chromium
from hallbar import manifest
from slow_line import compressing, open_page, shift, visit
from support import build, made_up_site

PAGE = "/lana/"
ROUNDS = 3
ALLOWED_KILOBYTES, ALLOWED_REQUESTS, ALLOWED_SHIFT = 24, 12, 0.02


@dataclass(frozen=True)
class Visited:
    """A first visit to a page."""

    page: str
    kilobytes: float
    requests: int
    others: int
    """Requests to other hosts."""
    inline: int
    """Scripts in the page itself."""
    first: float
    """Milliseconds to the first text (first contentful paint)."""
    largest: float
    """Milliseconds to the largest one (largest contentful paint)."""
    element: list[str]
    """The largest element and those around it."""
    text: str
    shift: float
    written: bool = True
    """False for a page that a capability adds, which may have a script and a style of its own."""

    @property
    def content(self) -> bool:
        """True if the largest element is a part of the article, and not of a gate."""
        return "main" in self.element and "consent-gate" not in self.element

    def __str__(self) -> str:
        return f"{self.page} {self.kilobytes:.1f} kB, {self.requests} requests, shift {self.shift:.3f}"


def visited(browser: Browser, url: str, page: str, *, slow: bool = True) -> Visited:
    with visit(browser, slow=slow) as (tab, fetched):
        open_page(tab, url + page)
        seen = tab.evaluate("seen")
        return Visited(
            page=page,
            kilobytes=fetched.kilobytes(),
            requests=len(fetched.answers),
            others=len(fetched.hosts() - {url.partition("//")[2]}),
            inline=tab.locator("script:not([src]):not([type='application/json'])").count(),
            first=seen["paint"]["first-contentful-paint"],
            largest=seen["largest"]["at"],
            element=seen["largest"]["chain"],
            text=seen["largest"]["text"],
            shift=shift(tab),
        )


def bare(repository: Path) -> None:
    """Make the settings of a made-up site those of bare Material, in its two languages."""
    settings = yaml.safe_load((repository / "mkdocs.yml").read_text("utf-8"))
    settings["theme"] = {"name": "material", "language": "sv", "font": False}
    languages = next(plugin for plugin in settings["plugins"] if "i18n" in plugin)
    settings["plugins"] = ["search", languages]
    del settings["extra"]
    (repository / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")


def built(folder: Path, name: str) -> Path:
    repository = made_up_site(folder / f"{name}-repository")
    if name == "bare":
        bare(repository)
    done = build(repository, folder / name)
    if done.returncode:
        sys.exit(done.stderr)
    return folder / name


def median(visits: list[Visited]) -> Visited:
    middle = sorted(visits, key=lambda one: one.largest)[len(visits) // 2]
    first = statistics.median(one.first for one in visits)
    return Visited(**vars(middle) | {"first": first})


def main() -> None:
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        ours, theirs = built(folder, "ours"), built(folder, "bare")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with compressing(ours, folder / "data") as at, compressing(theirs, folder / "none") as there:
            pages = manifest.read(ours).pages
            every = [
                replace(visited(browser, at, url, slow=False), written=bool(page.source))
                for url, page in pages.items()
            ]
            pairs = [(visited(browser, at, PAGE), visited(browser, there, PAGE)) for _ in range(ROUNDS)]
        browser.close()
    one, other = (median(list(visits)) for visits in zip(*pairs, strict=True))
    print(f"before any choice, on slow 3G, {PAGE:11}  Hållbar  bare Material  ratio")
    for what, mine, its in [
        ("kB with gzip", one.kilobytes, other.kilobytes),
        ("requests", one.requests, other.requests),
        ("ms to the first text", one.first, other.first),
        ("ms to the largest text", one.largest, other.largest),
    ]:
        print(f"  {what:40}{mine:9.1f}{its:15.1f}{mine / its:7.2f}")
    print(f"  {'layout shift':40}{one.shift:9.3f}{other.shift:15.3f}")
    for whose, seen in [("Hållbar", one), ("bare Material", other)]:
        print(f"  the largest text of {whose}: <{'> in <'.join(seen.element[:3])}> “{seen.text}”")
    heaviest = max(every, key=lambda visit: visit.kilobytes)
    print(f"  the heaviest of {len(every)} pages: {heaviest}")
    gates = [visit.page for visit in every if not visit.content]
    print(f"  the largest text is that of the gate, as the page is short: {', '.join(gates) or 'nowhere'}")
    missed = [*misses([*every, one]), *([] if one.content else ["the largest text is no content"])]
    for line in missed:
        print(f"  MISSED: {line}")
    sys.exit(bool(missed))


def misses(visits: list[Visited]) -> Iterator[str]:
    """Yield a line for each limit that pages exceed."""
    for what, over in [
        (f"kB, at most {ALLOWED_KILOBYTES}", lambda one: one.kilobytes > ALLOWED_KILOBYTES),
        (
            f"requests of a page of text, at most {ALLOWED_REQUESTS}",
            lambda one: one.requests > ALLOWED_REQUESTS and one.written,
        ),
        (f"layout shift, at most {ALLOWED_SHIFT}", lambda one: one.shift > ALLOWED_SHIFT),
        ("requests to other hosts", lambda one: one.others),
        ("inline scripts", lambda one: one.inline),
    ]:
        if found := [*filter(over, visits)]:
            yield f"{what}: {'; '.join(map(str, found))}"


if __name__ == "__main__":
    main()
