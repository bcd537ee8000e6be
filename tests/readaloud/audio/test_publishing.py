"""What is published of pages, what is made again, and what happens to files that somebody damaged."""

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


class House:
    """A cache and a site; each publication is by new objects, as in a build."""

    def __init__(self, folder: Path) -> None:
        self.cache, self.site = folder / "cache", folder / "site"

    def publish(self, texts: dict[str, list[str]], strict: bool = True) -> dict[str, PageAudio]:
        self.clips = Clips(self.cache, VOICES, strict=strict)
        publisher = Publisher(self.cache, self.site, self.clips)
        published = publisher.publish(read(texts))
        self.summary = publisher.summary()
        return published


@pytest.fixture
def house(tmp_path: Path, processes: None) -> House:
    return House(tmp_path)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, PageAudio]]:
    """Where TEXTS have been published once, and what came of it."""
    folder = tmp_path_factory.mktemp("published")
    return folder, House(folder).publish(TEXTS)


@pytest.fixture
def first(published: tuple[Path, dict[str, PageAudio]], house: House) -> dict[str, PageAudio]:
    """What came of publishing TEXTS, in a house that has done so."""
    shutil.copytree(published[0], house.cache.parent, dirs_exist_ok=True)
    return published[1]


def test_pages_have_files_named_by_what_is_in_them_and_equal_pages_share_them(house: House) -> None:
    found = house.publish({"a": TEXTS["sida0"], "b": TEXTS["sida1"], "c": TEXTS["sida0"], "d": []})

    assert set(found) == {"a", "b", "c"}
    assert found["a"] == found["c"] != found["b"]
    assert {one.mp3 for one in found.values()} | {one.vtt for one in found.values()} == set(files(house.site))
    assert house.summary == "sentences spoken: 16, from the cache: 0; pages encoded: 2, from the cache: 0"


def test_a_page_that_nobody_changed_is_not_even_read(
    house: House, first: dict[str, PageAudio], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(house.site)
    monkeypatch.setattr(publishing, "_clip_text", lambda _: pytest.fail("it was read"))

    assert house.publish(TEXTS) == first
    assert files(house.site) == before
    assert house.summary == "sentences spoken: 0, from the cache: 120; pages encoded: 0, from the cache: 15"


@pytest.mark.usefixtures("first")
def test_one_edited_sentence_is_spoken_and_one_page_encoded(house: House) -> None:
    edited = {**TEXTS, "sida3": [*TEXTS["sida3"][:4], "En ny mening.", *TEXTS["sida3"][5:]]}
    house.publish(edited)

    assert house.summary == "sentences spoken: 1, from the cache: 119; pages encoded: 1, from the cache: 14"


@pytest.mark.usefixtures("first")
def test_a_sentence_that_moves_costs_nothing_but_its_pages(house: House) -> None:
    house.publish({**TEXTS, "sida3": TEXTS["sida3"][::-1]})

    assert house.summary == "sentences spoken: 0, from the cache: 120; pages encoded: 1, from the cache: 14"


def test_other_rules_read_the_pages_again_and_speak_what_sounds_different(
    house: House, first: dict[str, PageAudio], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "_rules", lambda: "other rules")

    assert house.publish(TEXTS) == first
    assert house.summary == "sentences spoken: 0, from the cache: 120; pages encoded: 0, from the cache: 15"


def test_all_that_is_missing_is_told_at_once_when_nothing_may_be_spoken(house: House) -> None:
    many = {f"sida{page}": [f"Mening på sidan {page}."] for page in range(3 * publishing.AT_A_TIME)}
    clips = Clips(house.cache, VOICES, speak=False)
    with pytest.raises(VoiceError) as error:
        Publisher(house.cache, house.site, clips).publish(read(many))

    assert len(str(error.value).splitlines()) == 1 + 3 * publishing.AT_A_TIME


def test_all_work_is_told_step_by_step(house: House) -> None:
    many = {f"sida{page}": [f"Mening på sidan {page}.", "Samma mening."] for page in range(40)}
    promised, told = list[int](), list[str]()

    def progress(steps: int) -> AbstractContextManager[Step]:
        promised.append(steps)
        return nullcontext(told.append)

    Publisher(house.cache, house.site, Clips(house.cache, VOICES), progress).publish(read(many))
    assert promised == [len(told)]
    assert told.count("pages") == 40


def test_many_pages_are_made_some_at_a_time(house: House) -> None:
    many = {f"sida{page}": [f"Mening på sidan {page}.", "Samma mening."] for page in range(40)}
    assert len(house.publish(many)) == 40
    assert house.summary == "sentences spoken: 41, from the cache: 2; pages encoded: 40, from the cache: 0"


def truncate(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def flip_a_bit(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :]


def of_another_time(content: bytes, dice: random.Random) -> bytes:
    return bytes(len(content))


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_damaged_files_are_found_and_made_again(
    house: House, first: dict[str, PageAudio], seed: int
) -> None:
    """All kinds of files, in all ways; those of unchanged pages too."""
    site, cache, dice = files(house.site), files(house.cache), random.Random(seed)
    assert len(cache) == 120 + 15 + 15
    for name in dice.sample(sorted(cache), 100):
        damage = dice.choice([truncate, flip_a_bit, of_another_time])
        (house.cache / name).write_bytes(damage(cache[name], dice))
    broken = {name for name, content in files(house.cache).items() if content != cache[name]}
    assert len(broken) > 95

    assert house.publish(TEXTS) == first
    assert files(house.site) == site
    same = {name: content for name, content in files(house.cache).items() if "editions" not in name}
    assert same == {name: content for name, content in cache.items() if "editions" not in name}
    assert house.clips.made == sum("sentences" in name for name in broken)
    house.publish(TEXTS)
    assert house.summary.startswith("sentences spoken: 0, from the cache: 120; pages encoded: 0")


def test_a_page_with_a_sentence_that_the_voice_fails_at_has_no_sound(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = Worker.speak

    def fail(someone: Worker, text: str, voice: Voice) -> Utterance:
        if "sidan 2 " in text:
            raise EngineError("it crashed")
        return speak(someone, text, voice)

    monkeypatch.setattr(Worker, "speak", fail)
    with pytest.raises(VoiceError, match="it crashed"):
        house.publish(TEXTS)

    assert set(house.publish(TEXTS, strict=False)) == set(TEXTS) - {"sida2"}
    monkeypatch.undo()
    assert set(house.publish(TEXTS)) == set(TEXTS)
    assert house.summary == "sentences spoken: 8, from the cache: 112; pages encoded: 1, from the cache: 14"
