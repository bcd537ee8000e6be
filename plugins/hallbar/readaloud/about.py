"""The page about read-aloud, with the authors and licences of the voices."""

from collections.abc import Mapping
from pathlib import Path

from hallbar.readaloud.voices import Voice, engine_of

_HERE = Path(__file__).parent


def page(lang: str, voices: Mapping[str, Voice], words: Mapping[str, str]) -> str:
    """Return the page's Markdown in a language, or else in English, with a line for each voice and engine.

    `voices` by language; `words` are those of the capability in that language.
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
