"""Recall of a search on the made-up sites of tests/search: ours in Node, and stock Material's in Chromium.

The recall@5 of a query is the share of its pages (at most five) that are among the first five hits. That of
a kind, or of a language, is the mean of its queries.
"""

import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from processes import python, run
from support import PLUGINS, ROOT

TABLES = ROOT / "tests/search"
CORPUS = TABLES / "corpus"
UNSEEN = TABLES / "unseen"
"""Another site and its tables, from when the engine was done."""
LANGUAGES = ("sv", "en")
FIRST = 5
WORKER = """async ([script, queries]) => {
  const worker = new Worker(script);
  const asked = async (type, data) => {
    const answer = new Promise((resolve) => worker.addEventListener("message", resolve, { once: true }));
    worker.postMessage({ type, data });
    return (await answer).data.data;
  };
  const index = await (await fetch("/search/search_index.json")).json();
  await asked(0, { ...index, options: { suggest: false } });
  const found = {};
  for (const [lang, texts] of Object.entries(queries)) {
    found[lang] = [];
    for (const text of texts) {
      const { items } = await asked(2, text);
      found[lang].push(items.map(([{ location }]) => location.split("#")[0]));
    }
  }
  return found;
}"""
"""Asks the worker of Material's search as its page does: 0 is setup, 2 a query; it transforms it itself."""


@dataclass(frozen=True)
class Query:
    """A line of a table."""

    text: str
    group: str
    """`main`, `apart`, `typo` or `none`: see the tables."""
    kind: str
    pages: frozenset[str]


@dataclass(frozen=True)
class Found:
    """The pages that a search found for a query, as URLs relative to the site, the best first."""

    pages: Sequence[str]
    suggested: Sequence[str] = ()
    """Pages that it suggests, and those that the words that it suggests find."""


def queries(language: str, tables: Path = TABLES) -> list[Query]:
    """Return the table of a language."""
    table = tomllib.loads((tables / f"queries.{language}.toml").read_text("utf-8"))
    groups = {(group, kind): kinds for group in ("main", "apart") for kind, kinds in table[group].items()}
    groups["typo", "typo"] = table["typo"]
    listed = [
        Query(text, group, kind, frozenset(pages))
        for (group, kind), kinds in groups.items()
        for text, pages in kinds.items()
    ]
    absent = [
        Query(text, "none", kind, frozenset()) for kind, texts in table["none"].items() for text in texts
    ]
    return [*listed, *absent]


def url(language: str, page: str) -> str:
    """Return the URL of a page of the table."""
    below = "" if language == "sv" else f"{language}/"
    return below if page == "index" else f"{below}{page}/"


def share(query: Query, found: Found, language: str) -> float:
    """Return the recall@5 of a query; of one without an answer, 1 if nothing was found."""
    first = [*found.pages[:FIRST]]
    wanted = {url(language, page) for page in query.pages}
    if query.group == "none":
        return float(not first)
    if query.group == "typo":
        return float(bool(wanted & {*first, *found.suggested}))
    return len(wanted & {*first}) / min(FIRST, len(wanted))


@dataclass(frozen=True)
class Measured:
    """The figures of one search in one language."""

    language: str
    shares: Mapping[Query, float]

    def recall(self, group: str, kind: str = "") -> float:
        return mean([share for query, share in self.shares.items() if self._is(query, group, kind)] or [1])

    def kinds(self) -> Iterator[tuple[str, str, int]]:
        """Yield each kind with its group, and how many queries it has."""
        pairs = [(query.group, query.kind) for query in self.shares]
        for group, kind in dict.fromkeys(pairs):
            yield group, kind, pairs.count((group, kind))

    def missed(self, group: str) -> list[str]:
        return [query.text for query, share in self.shares.items() if query.group == group and share < 1]

    def lines(self, group: str) -> str:
        """Return a line for each kind of a group: its recall, and the queries that missed pages."""
        return "\n".join(
            f"{self.language} {kind} {self.recall(group, kind):.3f} of {number}: "
            + ", ".join(query.text for query in self.shares if query.kind == kind and self.shares[query] < 1)
            for of, kind, number in self.kinds()
            if of == group
        )

    def _is(self, query: Query, group: str, kind: str) -> bool:
        return query.group == group and kind in ("", query.kind)


def measured(language: str, found: Iterable[Found], tables: Path = TABLES) -> Measured:
    pairs = zip(queries(language, tables), found, strict=True)
    return Measured(language, {query: share(query, one, language) for query, one in pairs})


def build(settings: str, target: Path, folder: Path = CORPUS) -> None:
    """Build the made-up site: `mkdocs.yml` is ours, `stock.yml` bare Material."""
    command = ("-m", "mkdocs", "build", "--strict", "-f", folder / settings, "--site-dir", target)
    done = python(*command, env=os.environ | {"HALLBAR_SOUND": "off", "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr


def ours(site: Path, tables: Path = TABLES) -> list[Measured]:
    """Run all queries through the engine, with the indexes of a built site."""
    texts = {language: [query.text for query in queries(language, tables)] for language in LANGUAGES}
    with TemporaryDirectory() as name:
        folder = Path(name, "hallbar/search")
        folder.mkdir(parents=True)
        (folder / "index").symlink_to(site / "hallbar/search/index")
        (folder / "finding").symlink_to(PLUGINS / "search/finding")
        Path(name, "package.json").write_text('{"type": "module"}', "utf-8")
        options = ["--preserve-symlinks", "--preserve-symlinks-main", "--no-warnings"]
        done = run(["node", *options, TABLES / "find.js", name], stdin=json.dumps(texts))
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    every = {page for found in answers.values() for one in found for page in one["pages"] + one["suggested"]}
    assert [page for page in every if not (site / page / "index.html").exists()] == []
    return [measured(language, [Found(**one) for one in answers[language]], tables) for language in LANGUAGES]


def stock(site: Path, at: str, browser: Browser) -> list[Measured]:
    """Run all queries through the worker of Material's search, on the site served `at`."""
    [script] = site.glob("assets/javascripts/workers/search.*.min.js")
    texts = {language: [query.text for query in queries(language)] for language in LANGUAGES}
    with browser.new_page() as page:
        page.goto(f"{at}/assets/images/favicon.png")  # a page that asks for nothing
        answers = page.evaluate(WORKER, [f"/{script.relative_to(site)}", texts])
    return [measured(language, [Found(pages) for pages in answers[language]]) for language in LANGUAGES]
