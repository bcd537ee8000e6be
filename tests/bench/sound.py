"""What the sound costs, beside eSpeak NG's own library and LAME alone, and how large the cache becomes."""

import ctypes
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "plugins"))

import espeakng_loader
import markdown
from bs4 import BeautifulSoup

from hallbar.readaloud import upkeep
from hallbar.readaloud.publication import Publisher
from hallbar.readaloud.recording import Recordings
from hallbar.readaloud.sound import _encoder
from hallbar.readaloud.speakable import Sentence, speakable
from hallbar.readaloud.voices import VOICES, espeak
from support import ROOT, build, copy_of_repository

PAGES = 100  # in each language
KEPT = 25  # in each language, for the size
ROUNDS = 5
ALLOWED = {"cold": 1.4, "workers": 1.5, "warm": 0.25, "gigabytes": 3.0}


def page(lang: str, number: int) -> str:
    """The seed's page; each sentence ends in a word that no other page has, and is no longer for it."""
    text = (ROOT / f"docs/{lang}/arbetssatt.md").read_text("utf-8")
    return re.sub(r"\w+\.(?=\s)", f"{number}:an.", text)


def sentences(lang: str, number: int) -> list[Sentence]:
    body = page(lang, number).partition("---\n")[2].partition("---\n")[2]
    return speakable(BeautifulSoup(markdown.markdown(body), "html.parser"), lang).sentences


def processor() -> float:
    """Seconds, of this process and those that it has waited for."""
    return sum(os.times()[:4])


def spent(clock: Callable[[], float], act: Callable[[], object]) -> float:
    begun = clock()
    act()
    return clock() - begun


def publish(pages: dict[str, list[Sentence]], folder: Path, workers: int = 2) -> None:
    recordings = Recordings(folder / "cache", VOICES, workers=workers)
    Publisher(folder / "cache", folder / "site", recordings).publish(pages)


def bare(pages: dict[str, list[Sentence]]) -> None:
    """The same sentences straight into eSpeak NG's library, page by page into LAME; nothing is kept."""
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
            text = espeak.heard(sentence.spoken.text, voice).encode()
            library.espeak_Synth(text, len(text) + 1, 0, 1, 0, 1, None, None)
        encoder = _encoder(rate)
        encoder.encode(bytes(samples))
        encoder.flush()


def cold(pages: dict[str, list[Sentence]]) -> tuple[float, float]:
    """The CPU time in times of the bare library and LAME, and how much faster two workers are."""
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        alone = spent(time.monotonic, lambda: publish(pages, Path(one), workers=1))
        begun = time.monotonic()
        ours = spent(processor, lambda: publish(pages, Path(two)))
        together = time.monotonic() - begun
    return ours / in_a_copy(lambda: bare(pages)), alone / together


def in_a_copy(act: Callable[[], None]) -> float:
    """The processor's seconds, in a copy of this process: the library cannot be started twice."""
    begun = processor()
    if not (child := os.fork()):
        act()
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("the bare library failed")
    return processor() - begun


def repository(folder: Path) -> Path:
    copy = copy_of_repository(folder / "repository")
    (copy / ".cache").unlink()
    for lang in ("sv", "en"):
        for number in range(PAGES):
            text = page(lang, number).replace("title: ", f"title: {number} ", 1)
            (copy / f"docs/{lang}/p{number}.md").write_text(text, "utf-8")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(
        settings.replace("omitted_files: warn", "omitted_files: ignore"), "utf-8"
    )
    return copy


def built(copy: Path, sound: str) -> tuple[float, list[str]]:
    """The processor's seconds, and what the log says of sound."""
    begun = processor()
    done = build(copy, copy / "site", HALLBAR_SOUND=sound)
    if done.returncode:
        sys.exit(done.stderr)
    seconds = processor() - begun
    shutil.rmtree(copy / "site")
    return seconds, re.findall(r"sentences spoken: .*", done.stderr)


def warm() -> tuple[float, list[str]]:
    """What sound adds to a build when all is there, as a share; and what one edited sentence needs."""
    with TemporaryDirectory() as folder:
        copy = repository(Path(folder))
        built(copy, "on")
        pairs = [(built(copy, "on")[0], built(copy, "off")[0]) for _ in range(ROUNDS)]
        edited = copy / "docs/sv/p7.md"
        before, _, after = edited.read_text("utf-8").rpartition(" 7:an.")
        edited.write_text(f"{before} en hund.{after}", "utf-8")
        told = built(copy, "on")[1]
    on, off = (min(seconds) for seconds in zip(*pairs, strict=True))
    return on / off - 1, told


def gigabytes() -> float:
    """On the disk, for a thousand pages, half of them in each language."""
    with TemporaryDirectory() as folder:
        publish(dict(_pages(KEPT)), Path(folder))
        size = sum(stock.bytes for stock in upkeep.status(Path(folder, "cache")).values())
    return size / 1e9 / (2 * KEPT) * 1000


def _pages(number: int) -> Iterator[tuple[str, list[Sentence]]]:
    for lang in ("sv", "en"):
        for one in range(number):
            yield f"{lang} {one}", sentences(lang, one)


def main() -> None:
    pages = dict(_pages(PAGES))
    ratio, faster = cold(pages)
    print(
        f"sound: {2 * PAGES} pages cold take {ratio:.2f} times the CPU of bare eSpeak NG and LAME "
        f"(at most {ALLOWED['cold']}); two workers are {faster:.2f} times as fast as one "
        f"(at least {ALLOWED['workers']})"
    )
    share, told = warm()
    print(f"sound: warm {share:.0%} of the CPU of a build without (at most {ALLOWED['warm']:.0%})")
    print(f"sound: after one edited sentence: {'; '.join(told)}")
    size = gigabytes()
    print(f"sound: {size:.2f} GB for 1000 pages as the seed (at most {ALLOWED['gigabytes']})")
    missed = [
        ratio > ALLOWED["cold"],
        faster < ALLOWED["workers"],
        share > ALLOWED["warm"],
        not told[0].startswith("sentences spoken: 1,") or "pages encoded: 1," not in told[0],
        size > ALLOWED["gigabytes"],
    ]
    sys.exit(any(missed))


if __name__ == "__main__":
    main()
