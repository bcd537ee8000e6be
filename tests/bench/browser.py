"""Benchmark of the checks in a browser: against axe-core alone in the same run, and for one more page."""

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from a11y_journeys import session
from a11y_journeys.outcome import Outcome
from rounds import OURS
from support import SITE, build, made_up_site

PAGES = 12  # in each language
ALLOWED_RATIO, ALLOWED_SECONDS, ALLOWED_MORE = 2.5, 240, 3


def grow(repository: Path, pages: int) -> None:
    """The start page over and over, until there are so many in each language."""
    for lang in ("sv", "en"):
        folder = repository / "docs" / lang
        original = (SITE / "docs" / lang / "index.md").read_text("utf-8")
        for number in range(pages - len(list(folder.glob("*.md")))):
            text = original.replace("title: ", f"title: {number} ", 1)
            (folder / f"p{number}.md").write_text(text, "utf-8")
    settings = (repository / "mkdocs.yml").read_text("utf-8")
    ignored = settings.replace("omitted_files: warn", "omitted_files: ignore")
    (repository / "mkdocs.yml").write_text(ignored, "utf-8")


def looked_at(repository: Path, site: Path) -> Outcome:
    done = build(repository, site)
    if done.returncode:
        sys.exit(done.stderr)
    return session.check(str(site), replace(OURS, proved=False))


def main() -> None:
    with TemporaryDirectory() as folder:
        copy = made_up_site(Path(folder, "repository"))
        few = looked_at(copy, Path(folder, "few"))
        grow(copy, PAGES)
        many = looked_at(copy, Path(folder, "many"))
    ratio = many.seconds / many.axe_seconds
    added = len({view.path for view in many.views}) - len({view.path for view in few.views})
    more = (many.seconds - few.seconds) / added
    print(
        f"checks in a browser: {ratio:.1f} times axe-core's own time (at most {ALLOWED_RATIO}); "
        f"{PAGES} pages × 2 in {many.seconds:.0f} s (at most {ALLOWED_SECONDS}); "
        f"one page more {more:.1f} s (at most {ALLOWED_MORE})"
    )
    sys.exit(ratio > ALLOWED_RATIO or many.seconds > ALLOWED_SECONDS or more > ALLOWED_MORE)


if __name__ == "__main__":
    main()
