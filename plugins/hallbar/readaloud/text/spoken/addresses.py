"""Telephone numbers, e-mail and web addresses."""

import re

from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.tables import Tables

_ENDINGS = "ai|app|ax|biz|com|de|dev|dk|edu|eu|fi|fr|gov|info|int|io|is|it|net|nl|no|nu|org|se|uk"
_HOST = rf"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_ENDINGS}|example|test)(?![\w-]|\.\w)"
_PATH = r"(?:[/?#](?:[^\s<>\"”’»]*[^\s<>\"”’».,;:!?)\]])?)"


def rules(tables: Tables) -> list[Rule]:
    """Return the rules for e-mail and web addresses, telephone and registration numbers."""
    says = tables["says"]
    calls = re.compile(rf"(?:^|\W)(?:{tables['telephone']['emergency']})\s(?:\w+\s)?$", re.IGNORECASE)
    leads = re.compile(rf"(?:^|\W)(?:{tables['web']['after']})\s$", re.IGNORECASE)

    def web(match: re.Match[str]) -> str:
        host, before = _spelt(match[3], says), match.string[: match.start()]
        link = (match[1] or match[4]) and not leads.search(before)
        return f"{says['link']} {host}" if link else host

    def emergency(match: re.Match[str]) -> str | None:
        return " ".join(match[0]) if calls.search(match.string[: match.start()]) else None

    return [
        rule("letter digit", rf"(?<![\w@.])[\w.+-]*\w@{_HOST}", lambda m: _spelt(m[0], says)),
        rule("letter digit", rf"(?<![\w@.-])(https?://)?(www\.)?({_HOST})({_PATH})?", web),
        rule("digit", r"112(?!\w)", emergency),
        rule("digit", r"(?<![\w.,-])0\d{1,3}-\d{2,8}(?: \d{2,4}){0,4}(?![\w-])", _digits),
        rule("digit", r"(?<![\w.,-])0\d{1,4} \d{2,4}(?: \d{2,4}){1,3}(?![\w-])", _digits),
        rule("digit", r"(?<![\w.,-])\d{6,8}-\d{4}(?![\w-])", _digits),
        rule(
            "sign",
            r"\+\d{1,3}(?: ?\(0\))?(?:[ -]?\d{1,8}){2,6}(?!\w)",
            lambda m: f"{says['plus']} {_digits(m)}",
        ),
    ]


def _digits(match: re.Match[str]) -> str:
    """Say one digit at a time, with a comma between groups."""
    written = match[0].replace("(0)", " ")
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", written))


def _spelt(address: str, says: dict[str, str]) -> str:
    names = {
        "@": says["at"],
        ".": says["dot"],
        "-": says["hyphen"],
        "_": says["underscore"],
        "+": says["plus"],
    }
    return re.sub(r"[@._+-]", lambda m: f" {names[m[0]]} ", address)
