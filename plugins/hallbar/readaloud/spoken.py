"""What the voice is given for what is written: the lexicon first, then abbreviations, then a few signs.

Pure: text in, text out.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from abbr2words import abbr2words

SIGNS = {
    "sv": {r"(?<=\d),(?=\d)": " komma ", r"(?<=\w)/(?=\w)": " eller ", r"§\s*(?=\d)": "paragraf "},
    "en": {r"(?<=\w)/(?=\w)": " or ", r"§\s*(?=\d)": "section "},
}
"""Signs that eSpeak NG says wrong ("tre punkt fem", "snedstreck"), by language."""


@cache
def lexicon(lang: str) -> Mapping[str, str]:
    """Written form -> spoken form, from lexicon.toml."""
    entries = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    return {word: says[lang] for word, says in entries.items() if lang in says}


def spoken(text: str, lang: str) -> str:
    """What is said for `text`, on one line."""
    text = " ".join(text.replace("\u00ad", "").split())  # where a long word may be divided
    for word, says in lexicon(lang).items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", says, text)
    text = str(abbr2words(text, lang=lang))
    for pattern, says in SIGNS.get(lang, {}).items():
        text = re.sub(pattern, says, text)
    return text
