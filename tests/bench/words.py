"""Measure the CPU time of finding sentences and spoken forms, relative to that of the voice."""

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "plugins"))

import markdown
from bs4 import BeautifulSoup

from hallbar.readaloud.audio.clip import ClipText
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.text.speakable import Sentence, speakable
from hallbar.readaloud.text.spoken import spoken_form
from hallbar.readaloud.voices import VOICES
from support import ROOT, SITE

ALLOWED = 1.0  # milliseconds of CPU a sentence, the median
ROUNDS = 5


def articles() -> list[tuple[BeautifulSoup, str]]:
    pages = sorted((SITE / "docs").rglob("*.md"))
    cases = sorted((ROOT / "tests/readaloud/text/cases").glob("*.html"))
    texts = [
        (markdown.markdown(page.read_text("utf-8"), extensions=["tables"]), page.parts[-2]) for page in pages
    ]
    texts += [(case.read_text("utf-8"), case.name[:2]) for case in cases]
    return [(BeautifulSoup(html, "html.parser"), lang) for html, lang in texts]


def milliseconds(article: BeautifulSoup, lang: str) -> tuple[list[float], list[Sentence]]:
    """Return the cost of each sentence: its share of reading the article, and its own spoken form."""
    begun = time.process_time()
    sentences = speakable(article, lang).sentences
    share = (time.process_time() - begun) / max(len(sentences), 1)
    costs = []
    for sentence in sentences:
        begun = time.process_time()
        _ = sentence.spoken
        costs.append(1e3 * (share + time.process_time() - begun))
    return costs, sentences


def main() -> None:
    pages = articles()
    medians, sentences = [], []
    for _ in range(ROUNDS + 1):  # the first run fills the caches: rules, words
        spoken_form.cache_clear()
        results = [milliseconds(article, lang) for article, lang in pages]
        medians.append(statistics.median(cost for costs, _ in results for cost in costs))
        sentences = [sentence for _, found in results for sentence in found]
    median = min(medians[1:])
    wanted = {ClipText(sentence.spoken.text, sentence.lang) for sentence in sentences}
    before = os.times()
    with TemporaryDirectory() as folder:
        Clips(Path(folder), VOICES).make(wanted)
    after = os.times()
    names = ("user", "system", "children_user", "children_system")
    voice = 1e3 * sum(getattr(after, name) - getattr(before, name) for name in names) / len(wanted)
    print(
        f"words: {median:.2f} ms of CPU a sentence (median of {len(sentences)}; at most {ALLOWED:g}), "
        f"the voice {voice:.1f} ms: {median / voice:.1%} of it"
    )
    sys.exit(median > ALLOWED)


if __name__ == "__main__":
    main()
