"""The page about read-aloud names the authors and licences of the voices."""

import pytest

from hallbar import words
from hallbar.readaloud import about
from hallbar.readaloud.voices import VOICES, Voice, VoiceError, site_voices
from support import PLUGINS

SAID = {lang: words.of(PLUGINS / "readaloud", lang) for lang in ("sv", "en")}


def test_each_language_names_its_voice_and_each_engine_its_maker_and_licence() -> None:
    page = about.page("sv", VOICES, SAID["sv"])

    assert (
        "- Svenska: rösten sv+m8 i programmet eSpeak NG.\n- Engelska: rösten en-us i programmet eSpeak NG."
        in page
    )
    assert page.count("Programmet eSpeak NG är gjort av Jonathan Duddington och har licensen GPL 3.") == 1
    assert "{" not in page


def test_the_voices_of_the_site_are_listed() -> None:
    own = site_voices({"en": {"engine": "tone", "name": "anybody"}, "fi": {"name": "fi", "rate": 130}})
    page = about.page("en", own, SAID["en"])

    assert "- Swedish: the voice sv+m8 of the program eSpeak NG." in page
    assert "- English: the voice anybody of the program tone." in page
    assert "- fi: the voice fi of the program eSpeak NG." in page
    assert page.count("has the licence") == 2


@pytest.mark.parametrize(
    ("voice", "message"),
    [
        ({"name": "x", "engine": "parrot"}, "voice x: engine is parrot, expected pyttsx3 or tone"),
        ({"name": "x", "rate": 20}, "voice x: rate is 20, expected 80 to 400 words a minute"),
        ({"name": "x", "gap": 99}, "voice x: gap is 99, expected 0 to 50"),
        ({"name": "x", "gain": 50}, "voice x: gain is 50, expected -20 to 20 dB"),
    ],
)
def test_an_invalid_voice_is_an_error_of_one_line(voice: dict[str, object], message: str) -> None:
    with pytest.raises(VoiceError) as error:
        site_voices({"sv": voice})
    assert str(error.value).startswith(message)


def test_a_voice_may_use_any_engine() -> None:
    assert site_voices({})["sv"] == VOICES["sv"]
    assert site_voices({"sv": {"name": "b", "engine": "tone"}})["sv"] == Voice("b", engine="tone")
