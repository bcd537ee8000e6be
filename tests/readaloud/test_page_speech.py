"""The speech of pages, held by URL from one hook of a build to the next."""

from hallbar.readaloud.audio.page_audio import PageAudio
from hallbar.readaloud.page_speech import PageSpeech, Speeches
from hallbar.readaloud.text.speakable import Sentence

SWEDISH = PageSpeech((Sentence("Hej.", "sv", 0, 0, 4, "block"),), "<p>Hej.</p>")
ENGLISH = PageSpeech((Sentence("Hello.", "en", 0, 0, 6, "block"),), "<p>Hello.</p>")
AUDIO = PageAudio("a.mp3", "a.vtt", 1.5, 9_000)


def test_a_page_without_text_has_no_sentences_and_no_audio() -> None:
    speeches = Speeches()

    assert speeches["404.html"] == PageSpeech()
    assert speeches.sentences(["404.html"]) == {"404.html": ()}


def test_audio_is_added_to_its_page_and_the_rest_stays() -> None:
    speeches = Speeches()
    speeches |= {"": SWEDISH, "avtal/": SWEDISH}
    speeches.add({"": AUDIO})

    assert speeches[""] == PageSpeech(SWEDISH.sentences, SWEDISH.article, AUDIO)
    assert speeches["avtal/"] == SWEDISH


def test_the_build_of_one_language_leaves_the_pages_of_the_other() -> None:
    """As static-i18n builds: one language after the other, with the same plugin."""
    speeches = Speeches()
    for url, speech in {"": SWEDISH, "en/": ENGLISH}.items():
        speeches[url] = speech
        assert speeches.sentences([url]) == {url: speech.sentences}
        speeches.add({url: AUDIO})

    assert speeches[""].article == "<p>Hej.</p>"
    assert speeches["en/"].article == "<p>Hello.</p>"
    assert speeches[""].audio == speeches["en/"].audio == AUDIO


def test_a_page_that_is_read_again_loses_its_old_audio() -> None:
    speeches = Speeches()
    for _ in range(2):
        speeches[""] = SWEDISH
        assert speeches[""].audio is None
        speeches.add({"": AUDIO})
        assert speeches[""].audio == AUDIO


def test_length_and_size_are_shown_in_units_that_are_the_same_in_every_language() -> None:
    assert [PageAudio("", "", seconds, 0).length for seconds in (0.4, 59.6, 219.5)] == [
        "0 min 0 s", "1 min 0 s", "3 min 40 s",
    ]  # fmt: skip
    assert [PageAudio("", "", 0, size).megabytes for size in (0, 149_000, 1_320_000)] == ["0.1", "0.1", "1.3"]
