"""Benchmark of search beside that of bare Material: what it finds, what is fetched, and how long it takes.

`python search.py [PAGES]`: how many pages in each language the bytes and the time are measured with.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, Response, sync_playwright

import many_pages
import recall
from a11y_journeys.windows import FLAGS, chromium
from hallbar.checks.budget import compressed
from processes import python
from slow_line import compressing, visit
from support import ROOT

PAGES = 1000
RECALL, KILOBYTES, TIME = 0.95, 180, 0.12
"""Least recall@5; most kB with gzip of the first query; most time that the index takes, of a bare build's."""
QUERIES = {
    "sv": {
        "a common word": "upphandling",
        "two words": "öppettider återvinning",
        "a wrong letter": "uphandling",
    },
    "en": {"a common word": "supplier", "two words": "opening hours", "a wrong letter": "suplier"},
}
FIELD = "input[type=search]:visible, .md-search__input"
HITS = ".search-panel [data-all][href$='{}']:visible, .md-search-result__link"
"""The link to all results of a query, and the first hit of Material."""
PAUSE = 120
"""Milliseconds between two letters."""
BEFORE = "hallbar/search/index/", "hallbar/search/finding/", "/search_index.json", "/workers/", "/lunr/"
"""Parts of the URLs that only search fetches."""


@dataclass(frozen=True)
class Made:
    """A built site, and what its build and search in it took: CPU seconds, and seconds."""

    site: Path
    build: tuple[float, float]
    search: tuple[float, float]


@dataclass(frozen=True)
class Weight:
    """Kilobytes with gzip that search fetches before it is used, and for the first query."""

    before: float
    query: float


def sites(folder: Path, pages: int) -> dict[str, Made]:
    """Build the same pages with ours and with bare Material. Return each site with its seconds."""
    made = {}
    for name, settings in [("ours", "mkdocs.yml"), ("stock", "stock.yml")]:
        (folder / name).mkdir(parents=True)
        text = (recall.CORPUS / settings).read_text("utf-8")
        text = text.replace("  contact: {page: kontakt.md}\n", "")
        (folder / name / "mkdocs.yml").write_text(f"{text}{many_pages.menu(pages)}", "utf-8")
        many_pages.write(folder / name / "docs", pages)
        done = python(
            *(ROOT / "tests/timed_build.py", folder / name / "mkdocs.yml", folder / name / "site"),
            env=os.environ
            | {"HALLBAR_SOUND": "off", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "plugins")},
            limit=900,
        )
        if done.returncode:
            sys.exit(done.stderr)
        made[name] = Made(folder / name / "site", **json.loads(done.stdout))
    return made


def weighed(browser: Browser, url: str, query: str) -> Weight:
    """Look up `query` in the field of the page at `url`, with an empty cache."""
    with visit(browser, slow=False) as (page, fetched):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(url, wait_until="networkidle")
        searching = [one for one in fetched.answers if any(part in one.url for part in BEFORE)]
        others = [one for one in fetched.answers if one not in searching]
        before = _kilobytes(searching)
        page.locator(FIELD).first.click()
        page.locator(FIELD).first.press_sequentially(query, delay=PAUSE)
        page.locator(HITS.format(quote(query))).first.wait_for(timeout=30_000)
        return Weight(before, _kilobytes(one for one in fetched.answers if one not in others))


def _kilobytes(answers: Iterable[Response]) -> float:
    return sum(compressed(answer.body()) for answer in answers if answer.ok) / 1000


def found(browser: Browser, folder: Path) -> Iterator[str]:
    """Print the recall of both. Yield what missed its limit."""
    recall.build("mkdocs.yml", folder / "ours")
    recall.build("stock.yml", folder / "stock")
    with compressing(folder / "stock", folder / "none") as at:
        pairs = zip(recall.ours(folder / "ours"), recall.stock(folder / "stock", at, browser), strict=True)
        for ours, stock in pairs:
            print(f"recall@5, {ours.language:36} queries  Hållbar  bare Material")
            for group, kind, number in ours.kinds():
                print(_row(f"{group}: {kind}", number, ours.recall(group, kind), stock.recall(group, kind)))
            for group in ("main", "apart", "typo", "none"):
                number = sum(query.group == group for query in ours.shares)
                print(_row(f"all of {group}", number, ours.recall(group), stock.recall(group)))
            for group, least in [("main", RECALL), ("typo", RECALL), ("none", 1)]:
                if ours.recall(group) < least:
                    yield f"{ours.language} {group}: {ours.recall(group):.3f}, at least {least}"


def fetched(browser: Browser, made: dict[str, Made], folder: Path) -> Iterator[str]:
    """Print what both fetch. Yield what missed its limit."""
    print(f"kB with gzip of the first query (at most {KILOBYTES})        Hållbar  bare Material  ratio")
    with (
        compressing(made["ours"].site, folder) as ours,
        compressing(made["stock"].site, folder / "none") as stock,
    ):
        for language, queries in QUERIES.items():
            below = "/" if language == "sv" else f"/{language}/"
            theirs = weighed(browser, stock + below, queries["a common word"])
            for what, query in queries.items():
                weight = weighed(browser, ours + below, query)
                name = f"{language} {what}: {query}"
                print(
                    f"  {name:45}{weight.query:13.1f}{theirs.query:15.1f}{weight.query / theirs.query:7.2f}"
                )
                if weight.before:
                    yield f"{name}: {weight.before:.1f} kB before use"
                if weight.query > KILOBYTES:
                    yield f"{name}: {weight.query:.1f} kB, at most {KILOBYTES}"
            print(f"  {language + ' before use':45}{weight.before:13.1f}{theirs.before:15.1f}")


def timed(made: dict[str, Made]) -> Iterator[str]:
    """Print what making the index takes, on two processors and in all. Yield what missed its limit."""
    both = zip(("s of CPU", "s"), made["ours"].search, made["stock"].build, strict=True)
    for unit, search, bare in both:
        print(f"index: {search:.1f} {unit}, {search / bare:.3f} of a bare build ({bare:.1f} {unit})")
    if search > TIME * bare:
        yield f"index: {search / bare:.3f} of the time of a bare build, at most {TIME}"


def _row(what: str, number: int, ours: float, stock: float) -> str:
    return f"  {what:42}{number:9}{ours:9.3f}{stock:15.3f}"


def main(pages: int = PAGES) -> None:
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        missed = [*found(browser, folder / "found")]
        made = sites(folder / "many", pages)
        docs = made["ours"].site.parent / "docs"
        words = " and ".join(f"{many_pages.distinct(docs, language)} {language}" for language in QUERIES)
        print(f"{pages} pages × 2, with {words} words")
        missed += [*fetched(browser, made, folder), *timed(made)]
        browser.close()
    for line in missed:
        print(f"  MISSED: {line}")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
