"""Measure the CPU time of audio, relative to the bare eSpeak NG and LAME, and the size of the cache."""

import ctypes
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "plugins"))

import espeakng_loader
import markdown
from bs4 import BeautifulSoup

from hallbar.readaloud.audio import upkeep
from hallbar.readaloud.audio.mp3 import lame
from hallbar.readaloud.audio.publishing import PAUSES, Pages, Publisher
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.text.speakable import Sentence, speakable
from hallbar.readaloud.voices import VOICES, espeak
from support import SITE, build, made_up_site

PAGES = 200  # half of them in each language
CHUNK = 40  # pages between two turns: the speed of the machine changes, and both must share it
CACHED = 50  # pages for the size
SEED = 2353  # characters of text, those of the first page ever built
ROUNDS = 5
ALLOWED = {"cold": 1.4, "workers": 1.5, "warm": 0.25, "gigabytes": 3.0}


def page(lang: str, number: int) -> str:
    """Return a made-up page; each sentence ends in a word that no other page has, and is no longer for it."""
    text = (SITE / f"docs/{lang}/lana.md").read_text("utf-8")
    return re.sub(r"\w+\.(?=\s)", f"{number}:an.", text)


def sentences(lang: str, number: int) -> list[Sentence]:
    """Return as many sentences of a page as the seed has text."""
    body = page(lang, number).partition("---\n")[2].partition("---\n")[2]
    found = speakable(BeautifulSoup(markdown.markdown(body), "html.parser"), lang).sentences
    lengths = accumulate(len(sentence.text) for sentence in found)
    return [sentence for sentence, length in zip(found, lengths, strict=True) if length <= SEED]


def pages(first: int, number: int) -> Pages:
    """Return a number of pages from the `first`, alternating between the languages."""
    wanted = [(("sv", "en")[place % 2], place) for place in range(first, first + number)]
    made = {f"{lang} {place}": sentences(lang, place) for lang, place in wanted}
    _ = [sentence.spoken for page in made.values() for sentence in page]  # cached for both sides
    return made


def processor() -> float:
    """Return the CPU seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def publish(pages: Pages, folder: Path, workers: int = 2) -> None:
    clips = Clips(folder / "cache", VOICES, workers=workers)
    Publisher(folder / "cache", folder / "site", clips).publish(pages)


def bare(pages: Pages) -> None:
    """Make the same audio by the libraries of eSpeak NG and LAME alone, without a cache."""
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(2, 0, None, 0x8000)
    samples = bytearray()
    collects = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)

    def collect(buffer: object, count: int, _events: object) -> int:
        samples.extend(ctypes.string_at(buffer, 2 * count) if count else b"")  # type: ignore[arg-type]
        return 0

    callback = collects(collect)
    library.espeak_SetSynthCallback(callback)
    for page in pages.values():
        samples.clear()
        for sentence in page:
            voice = VOICES[sentence.lang]
            library.espeak_SetVoiceByName(voice.name.encode())
            for parameter, value in [(1, voice.rate), (7, voice.gap)]:
                library.espeak_SetParameter(parameter, value, 0)
            text = espeak.respelled(sentence.spoken.text, voice).encode()
            library.espeak_Synth(text, len(text) + 1, 0, 1, 0, 1, None, None)
            samples += bytes(2 * (rate * PAUSES[sentence.pause] // 1000))
        encoder = lame(rate)
        encoder.encode(bytes(samples))
        encoder.flush()


def cold() -> tuple[float, float]:
    """Return the CPU time relative to the bare library and LAME, and the speed-up of two workers."""
    ours = alone = together = theirs = 0.0
    for first in range(0, PAGES, CHUNK):
        some = pages(first, CHUNK)
        theirs += in_a_copy(partial(bare, some))
        for workers in (1, 2):
            with TemporaryDirectory() as folder:
                begun, clock = processor(), time.monotonic()
                publish(some, Path(folder), workers)
                if workers == 2:
                    ours += processor() - begun
                    together += time.monotonic() - clock
                else:
                    alone += time.monotonic() - clock
    return ours / theirs, alone / together


def in_a_copy(act: Callable[[], None]) -> float:
    """Return the CPU seconds of `act` in a copy of this process: the library cannot be started twice."""
    begun = processor()
    if not (child := os.fork()):
        act()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("the bare library failed")
    return processor() - begun


def repository(folder: Path) -> Path:
    copy = made_up_site(folder / "repository")
    (copy / ".cache").unlink()
    for lang in ("sv", "en"):
        for number in range(PAGES // 2):
            text = page(lang, number).replace("title: ", f"title: {number} ", 1)
            (copy / f"docs/{lang}/p{number}.md").write_text(text, "utf-8")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(
        settings.replace("omitted_files: warn", "omitted_files: ignore"), "utf-8"
    )
    return copy


def built(copy: Path, sound: str) -> tuple[float, list[str]]:
    """Return the CPU seconds of a build, and the lines of its log about audio."""
    begun = processor()
    done = build(copy, copy / "site", HALLBAR_SOUND=sound)
    if done.returncode:
        sys.exit(done.stderr)
    seconds = processor() - begun
    shutil.rmtree(copy / "site")
    return seconds, re.findall(r"sentences spoken: .*", done.stderr)


def warm() -> tuple[float, list[str]]:
    """Return the share that cached audio adds to a build, and the log after one edited sentence."""
    with TemporaryDirectory() as folder:
        copy = repository(Path(folder))
        built(copy, "on")
        pairs = [(built(copy, "on")[0], built(copy, "off")[0]) for _ in range(ROUNDS)]
        edited = copy / "docs/sv/p7.md"
        before, _, after = edited.read_text("utf-8").rpartition(" 7:an.")
        edited.write_text(f"{before} en hund.{after}", "utf-8")
        lines = built(copy, "on")[1]
    on, off = (min(seconds) for seconds in zip(*pairs, strict=True))
    return on / off - 1, lines


def gigabytes() -> float:
    """Return the size of the cache on the disk for a thousand pages."""
    with TemporaryDirectory() as folder:
        publish(pages(0, CACHED), Path(folder))
        size = sum(usage.bytes for usage in upkeep.status(Path(folder, "cache")).values())
    return size / 1e9 / CACHED * 1000


def main() -> None:
    ratio, faster = cold()
    print(
        f"sound: {PAGES} pages cold take {ratio:.2f} times the CPU of bare eSpeak NG and LAME "
        f"(at most {ALLOWED['cold']}); two workers are {faster:.2f} times as fast as one "
        f"(at least {ALLOWED['workers']})"
    )
    share, lines = warm()
    print(f"sound: warm {share:.0%} of the CPU of a build without (at most {ALLOWED['warm']:.0%})")
    print(f"sound: after one edited sentence: {'; '.join(lines)}")
    size = gigabytes()
    print(f"sound: {size:.2f} GB for 1000 pages as the seed (at most {ALLOWED['gigabytes']})")
    missed = [
        ratio > ALLOWED["cold"],
        faster < ALLOWED["workers"],
        share > ALLOWED["warm"],
        not lines[0].startswith("sentences spoken: 1,") or "pages encoded: 1," not in lines[0],
        size > ALLOWED["gigabytes"],
    ]
    sys.exit(any(missed))


if __name__ == "__main__":
    main()
