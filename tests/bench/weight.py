"""Benchmark of a page's weight before any choice: ours, and a plain Material site in the same run."""

import gzip
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, Response, sync_playwright

from a11y_journeys.discovery import discover
from a11y_journeys.windows import FLAGS, chromium
from hallbar.checks.journeys import SiteOfOurs
from support import ROOT, build, made_up_site

ALLOWED_BYTES, ALLOWED_REQUESTS = 45_000, 12
VANILLA = ROOT / "tests/a11y_journeys/vanilla/mkdocs.yml"


@dataclass
class Weight:
    """The responses to the requests of one page."""

    page: str
    sizes: list[int] = field(default_factory=list)
    """Bytes of each answer, compressed with gzip where that makes it smaller."""
    failed: list[str] = field(default_factory=list)
    inline: int = 0

    def add(self, response: Response) -> None:
        if not response.ok:
            self.failed.append(response.url)
            return
        body = response.body()
        self.sizes.append(min(len(body), len(gzip.compress(body))))

    def __str__(self) -> str:
        return (
            f"{self.page}: {sum(self.sizes) / 1000:.1f} kB in {len(self.sizes) + len(self.failed)} requests, "
            f"{len(self.failed)} failed, {self.inline} inline scripts"
        )


def weighed(browser: Browser, address: str, page: str) -> Weight:
    """A first visit, until nothing more comes."""
    weight, context = Weight(page), browser.new_context()
    opened = context.new_page()
    opened.on("response", weight.add)
    opened.goto(address + page, wait_until="networkidle")
    weight.inline = opened.locator("script:not([src]):not([type='application/json'])").count()
    context.close()
    return weight


def all_weighed(browser: Browser, folder: Path) -> list[Weight]:
    with SiteOfOurs().served(folder) as address:
        pages = [page.path.lstrip("/") for page in discover(address, listing=SiteOfOurs().listing).pages]
        return [weighed(browser, address, page) for page in pages if page != "404.html"]


def heaviest(weights: list[Weight]) -> Weight:
    return max(weights, key=lambda weight: (len(weight.failed), weight.inline, sum(weight.sizes)))


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = made_up_site(Path(folder, "repository"))
        done = build(copy, Path(folder, "ours"))
        if done.returncode:
            sys.exit(done.stderr)
        plain = [sys.executable, "-m", "mkdocs", "build", "-f", str(VANILLA), "-d", f"{folder}/plain"]
        quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(plain, env=quiet, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        ours = all_weighed(browser, Path(folder, "ours"))
        theirs = all_weighed(browser, Path(folder, "plain"))
        browser.close()
    print(f"before any choice, the heaviest of {len(ours)} pages: /{heaviest(ours)}")
    print(f"plain Material, the heaviest of {len(theirs)} pages: /{heaviest(theirs)}")
    too_heavy = [one for one in ours if sum(one.sizes) > ALLOWED_BYTES or len(one.sizes) > ALLOWED_REQUESTS]
    sys.exit(bool(too_heavy or [one for one in ours if one.failed or one.inline]))


if __name__ == "__main__":
    main()
