"""The page about read-aloud: whose the voices are, and on what terms."""

from collections.abc import Mapping
from pathlib import Path

from hallbar.readaloud.voices import Voice, engine_of

_HERE = Path(__file__).parent


def page(lang: str, voices: Mapping[str, Voice], words: Mapping[str, str]) -> str:
    """The page's Markdown in a language (English unless we have it), with a line for each voice and engine.

    `voices` by language; `words` are the capability's in that language.
    """
    written = _HERE / f"about.{lang}.md"
    text = (written if written.exists() else _HERE / "about.en.md").read_text("utf-8")
    engines = {voice.engine: engine_of(voice).ABOUT for voice in voices.values()}
    lines = [
        words["voice"].format(
            language=words.get(f"language_{name}", name), voice=voice.name, engine=engines[voice.engine].title
        )
        for name, voice in voices.items()
    ]
    made = [words["engine"].format(engine=one.title, **vars(one)) for one in engines.values()]
    return text.replace("{voices}", "\n".join(f"- {line}" for line in lines)).replace(
        "{engines}", " ".join(made)
    )
