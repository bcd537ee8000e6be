"""The words of reports and messages, in English or in a language that the caller brings."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class Words:
    """Texts by key, in one language. words.toml has the keys."""

    language: str
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    def count(self, key: str, number: int) -> str:
        """Return `1 issue` or `2 issues`: the texts for one and for several have | between them."""
        one, many = self.texts[key].split("|")
        return (one if number == 1 else many).format(n=number)


def read(path: Path, language: str) -> Words:
    """Return the words in a TOML file."""
    return Words(language, tomllib.loads(path.read_text("utf-8")))


ENGLISH = read(FILE, "en")
