"""The contract of an answer: what the form may send, and what is made of it."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from hallbar.feedback.redaction import redact

COMMENT_LIMIT = 500
"""The longest comment, in Unicode code points, a line break counted as one."""

NONE_STORED = "none-stored"
"""The consent of one who answers without anything being stored on the device."""

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID (RFC 9562), made where the form opens: the same answer sent again has the same one."""

TRAP = "website"
"""The honeypot: a field that people do not see and programs fill in."""

_CONSENT = re.compile(rf"[0-9a-f]{{8,64}}|{NONE_STORED}")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: JSON can say it, UTF-8 cannot
# C0 and C1 controls except tab and newline, and the marks that turn the direction of text (Unicode UAX 9).
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Refused(Exception):  # noqa: N818 the citizen did nothing wrong
    """An answer that is not taken: `key` of the words that tell why, and the HTTP status."""

    def __init__(self, key: str, status: int = 422) -> None:
        super().__init__(key)
        self.key = key
        self.status = status


@dataclass(frozen=True)
class Answer:
    """What a citizen answered, personal data already taken out: the comment as written is in no Answer."""

    id: str
    page: str
    lang: str
    helpful: bool
    comment: str
    redactions: int
    consent: str
    suspect: bool


def parse(fields: Mapping[str, object], pages: Container[str], languages: Container[str]) -> Answer:
    """Make an Answer of what was sent about one of `pages` in one of `languages`.

    Unknown fields are left out. Raises Refused for everything else that is not exactly as the form sends it.
    """
    redacted = redact(_comment(fields))
    return Answer(
        id=_matching(ID, _text(fields, "id")),
        page=_one_of(pages, _text(fields, "page"), "unknown_page"),
        lang=_one_of(languages, _text(fields, "lang"), "malformed"),
        helpful=_one_of(("yes", "no"), _text(fields, "helpful", ""), "choose") == "yes",
        comment=redacted.text,
        redactions=redacted.count,
        consent=_matching(_CONSENT, _text(fields, "consent")),
        suspect=_text(fields, TRAP, "") != "",
    )


def _text(fields: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise Refused("malformed")
    return value


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value.lower()):
        raise Refused("malformed")
    return value.lower()


def _one_of(known: Container[str], value: str, key: str) -> str:
    if value not in known:
        raise Refused(key)
    return value


def _comment(fields: Mapping[str, object]) -> str:
    comment = _text(fields, "comment", "").replace("\r\n", "\n").replace("\r", "\n")
    if len(comment) > COMMENT_LIMIT:
        raise Refused("too_long")
    return _INVISIBLE.sub("", comment).strip()
