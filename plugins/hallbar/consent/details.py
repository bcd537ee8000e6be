"""The text that opens at a gate: every purpose that one choice opens, made from the register."""

from collections.abc import Mapping, Sequence

from hallbar.consent.storage import Register


def texts(register: Register, words: Mapping[str, str], language: str) -> dict[str, str]:
    """Return category -> the text about what is remembered with its cookies. `words` are in `language`."""
    return {category.name: _text(register, category.name, words, language) for category in register.asked}


def _text(register: Register, category: str, words: Mapping[str, str], language: str) -> str:
    keys = [key for key in register.keys if key.category == category]
    remembered = listed([*dict.fromkeys(key.remembers[language] for key in keys)], words)
    # The browser sends a cookie with every request, and never what is in localStorage.
    sent = "details_sent_cookies" if any(key.kind == "cookie" for key in keys) else "details_sent_choice"
    return " ".join([words["details"].format(remembered=remembered), words[sent], words["details_once"]])


def listed(parts: Sequence[str], words: Mapping[str, str]) -> str:
    """Return the parts as one list in a sentence, as the language writes it: “a, b och c”, “a, b, and c”."""
    *first, last = parts
    if not first:
        return last
    pattern = words["list_two" if len(first) == 1 else "list_more"]
    return pattern.format(first=", ".join(first), last=last)
