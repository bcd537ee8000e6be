"""Publishing of pages: files, reuse, and repair of damaged files."""

import random
import shutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hallbar.readaloud.audio import page_cache, publishing
from hallbar.readaloud.audio.page_audio import PageAudio
from hallbar.readaloud.audio.progress import Step
from hallbar.readaloud.audio.publishing import Publisher
from hallbar.readaloud.audio.synthesis import Clips
from hallbar.readaloud.text.speakable import Sentence, speakable
from hallbar.readaloud.voices import EngineError, Utterance, Voice, VoiceError
from hallbar.readaloud.voices.worker import Worker

VOICES = {lang: Voice(f"anybody's {lang}", engine="tone") for lang in ("sv", "en")}
TEXTS = {
    f"sida{page}": [f"Mening {number} på sidan {page} handlar om avtal." for number in range(8)]
    for page in range(15)
}


def read(texts: dict[str, list[str]]) -> dict[str, list[Sentence]]:
    return {name: speakable(BeautifulSoup(f"<p>{' '.join(text)}", "html.parser"), "sv").sentences
            for name, text in texts.items()}  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class Builder:
    """A cache and a site; each call of `publish` uses new objects, as each build does."""

    def __init__(self, folder: Path) -> None:
        self.cache, self.site = folder / "cache", folder / "site"

    def publish(self, texts: dict[str, list[str]], strict: bool = True) -> dict[str, PageAudio]:
        self.clips = Clips(self.cache, VOICES, strict=strict)
        publisher = Publisher(self.cache, self.site, self.clips)
        published = publisher.publish(read(texts))
        self.summary = publisher.summary()
        return published


@pytest.fixture
def builder(tmp_path: Path, processes: None) -> Builder:
    return Builder(tmp_path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, PageAudio]]:
    """The folder that TEXTS were published in, and their audio."""
    folder = tmp_path_factory.mktemp("published")
    return folder, Builder(folder).publish(TEXTS)


@pytest.fixture
def first(published: tuple[Path, dict[str, PageAudio]], builder: Builder) -> dict[str, PageAudio]:
    """The audio of TEXTS, which `builder` has already published."""
    shutil.copytree(published[0], builder.cache.parent, dirs_exist_ok=True)
    return published[1]


def test_files_are_named_by_content_and_equal_pages_share_them(builder: Builder) -> None:
    found = builder.publish({"a": TEXTS["sida0"], "b": TEXTS["sida1"], "c": TEXTS["sida0"], "d": []})

    assert set(found) == {"a", "b", "c"}
    assert found["a"] == found["c"] != found["b"]
    assert {one.mp3 for one in found.values()} | {one.vtt for one in found.values()} == set(
        files(builder.site)
    )
    assert builder.summary == "sentences spoken: 16, from the cache: 0; pages encoded: 2, from the cache: 0"


def test_an_unchanged_page_is_not_read_again(
    builder: Builder, first: dict[str, PageAudio], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(builder.site)
    monkeypatch.setattr(publishing, "_clip_text", lambda _: pytest.fail("it was read again"))

    assert builder.publish(TEXTS) == first
    assert files(builder.site) == before
    assert builder.summary == "sentences spoken: 0, from the cache: 120; pages encoded: 0, from the cache: 15"


@pytest.mark.usefixtures("first")
def test_one_edited_sentence_is_spoken_and_one_page_encoded(builder: Builder) -> None:
    edited = {**TEXTS, "sida3": [*TEXTS["sida3"][:4], "En ny mening.", *TEXTS["sida3"][5:]]}
    builder.publish(edited)

    assert builder.summary == "sentences spoken: 1, from the cache: 119; pages encoded: 1, from the cache: 14"


@pytest.mark.usefixtures("first")
def test_a_moved_sentence_costs_only_its_page(builder: Builder) -> None:
    builder.publish({**TEXTS, "sida3": TEXTS["sida3"][::-1]})

    assert builder.summary == "sentences spoken: 0, from the cache: 120; pages encoded: 1, from the cache: 14"


def test_changed_rules_read_the_pages_again_and_reuse_their_clips(
    builder: Builder, first: dict[str, PageAudio], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "_rules", lambda: "other rules")

    assert builder.publish(TEXTS) == first
    assert builder.summary == "sentences spoken: 0, from the cache: 120; pages encoded: 0, from the cache: 15"


def test_cache_only_lists_all_missing_clips_at_once(builder: Builder) -> None:
    many = {f"sida{page}": [f"Mening på sidan {page}."] for page in range(3 * publishing.AT_A_TIME)}
    clips = Clips(builder.cache, VOICES, speak=False)
    with pytest.raises(VoiceError) as error:
        Publisher(builder.cache, builder.site, clips).publish(read(many))

    assert len(str(error.value).splitlines()) == 1 + 3 * publishing.AT_A_TIME


def test_progress_counts_each_clip_and_each_page(builder: Builder) -> None:
    many = {f"sida{page}": [f"Mening på sidan {page}.", "Samma mening."] for page in range(40)}
    promised, steps = list[int](), list[str]()

    def progress(number: int) -> AbstractContextManager[Step]:
        promised.append(number)
        return nullcontext(steps.append)

    Publisher(builder.cache, builder.site, Clips(builder.cache, VOICES), progress).publish(read(many))
    assert promised == [len(steps)]
    assert steps.count("pages") == 40


def test_many_pages_are_made_in_batches(builder: Builder) -> None:
    many = {f"sida{page}": [f"Mening på sidan {page}.", "Samma mening."] for page in range(40)}
    assert len(builder.publish(many)) == 40
    assert builder.summary == "sentences spoken: 41, from the cache: 2; pages encoded: 40, from the cache: 0"


def truncate(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def flip_a_bit(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :]


def fill_with_zeros(content: bytes, dice: random.Random) -> bytes:
    return bytes(len(content))


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_damaged_files_are_found_and_made_again(
    builder: Builder, first: dict[str, PageAudio], seed: int
) -> None:
    """Files of all kinds, damaged in all ways, also those of unchanged pages."""
    site, cache, dice = files(builder.site), files(builder.cache), random.Random(seed)
    assert len(cache) == 120 + 15 + 15
    for name in dice.sample(sorted(cache), 100):
        damage = dice.choice([truncate, flip_a_bit, fill_with_zeros])
        (builder.cache / name).write_bytes(damage(cache[name], dice))
    broken = {name for name, content in files(builder.cache).items() if content != cache[name]}
    assert len(broken) > 95

    assert builder.publish(TEXTS) == first
    assert files(builder.site) == site
    same = {name: content for name, content in files(builder.cache).items() if "editions" not in name}
    assert same == {name: content for name, content in cache.items() if "editions" not in name}
    assert builder.clips.made == sum("sentences" in name for name in broken)
    builder.publish(TEXTS)
    assert builder.summary.startswith("sentences spoken: 0, from the cache: 120; pages encoded: 0")


def test_a_page_with_a_failed_sentence_has_no_audio(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = Worker.speak

    def fail(worker: Worker, text: str, voice: Voice) -> Utterance:
        if "sidan 2 " in text:
            raise EngineError("it crashed")
        return speak(worker, text, voice)

    monkeypatch.setattr(Worker, "speak", fail)
    with pytest.raises(VoiceError, match="it crashed"):
        builder.publish(TEXTS)

    assert set(builder.publish(TEXTS, strict=False)) == set(TEXTS) - {"sida2"}
    monkeypatch.undo()
    assert set(builder.publish(TEXTS)) == set(TEXTS)
    assert builder.summary == "sentences spoken: 8, from the cache: 112; pages encoded: 1, from the cache: 14"
