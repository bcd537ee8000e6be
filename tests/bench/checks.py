"""Benchmark of the checks: CPU time of a build without sound, with and without them, in turns."""

import os
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import SITE, build, made_up_site, without

PAGES = 200  # in each language
ROUNDS = 3
ALLOWED = 0.25


def many_pages(repository: Path) -> None:
    """The pages of the made-up site over and over, each under a name and a title of its own."""
    for lang in ("sv", "en"):
        folder = repository / "docs" / lang
        originals = [path.read_text("utf-8") for path in sorted((SITE / "docs" / lang).glob("*.md"))]
        for number in range(PAGES - len(originals)):
            text = originals[number % len(originals)].replace("title: ", f"title: {number} ", 1)
            (folder / f"p{number}.md").write_text(text, "utf-8")
    settings = (repository / "mkdocs.yml").read_text("utf-8")
    (repository / "mkdocs.yml").write_text(
        re.sub("omitted_files: warn", "omitted_files: ignore", settings), "utf-8"
    )


def cpu_seconds(repository: Path, target: Path) -> float:
    before = os.times()
    done = build(repository, target, HALLBAR_SOUND="off")
    after = os.times()
    if done.returncode:
        sys.exit(done.stderr)
    shutil.rmtree(target)
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    with TemporaryDirectory() as folder:
        on, off = (made_up_site(Path(folder, name)) for name in ("on", "off"))
        many_pages(on)
        many_pages(off)
        settings = (off / "mkdocs.yml").read_text("utf-8")
        (off / "mkdocs.yml").write_text(without(settings, "  - hallbar/checks"), "utf-8")
        pairs = [
            (cpu_seconds(on, Path(folder, "site")), cpu_seconds(off, Path(folder, "site")))
            for _ in range(ROUNDS)
        ]
    with_checks, without_them = (min(times) for times in zip(*pairs, strict=True))
    cost = with_checks / without_them - 1
    print(
        f"checks: {cost:.0%} of the CPU of a build without sound, {PAGES} pages × 2 "
        f"({with_checks:.1f} s with, {without_them:.1f} s without; at most {ALLOWED:.0%})"
    )
    sys.exit(cost > ALLOWED)


if __name__ == "__main__":
    main()
