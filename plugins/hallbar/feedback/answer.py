"""The contract of an answer: the fields that the form may send, parsed and redacted."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from hallbar.feedback.redaction import redact

COMMENT_LIMIT = 500
"""Longest comment, in Unicode code points. A line break counts as one."""

NONE_STORED = "none-stored"
"""Value of `consent` if nothing is stored on the citizen's device."""

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID (RFC 9562), created when the form opens, so that an answer that is sent twice has the same one."""

TRAP = "website"
"""Name of the honeypot: a field that people cannot see and bots fill in."""

_CONSENT = re.compile(rf"[0-9a-f]{{8,64}}|{NONE_STORED}")
_SURROGATE = re.compile("[\ud800-\udfff]")  # a lone surrogate: JSON can hold one, UTF-8 cannot
# C0 and C1 controls except tab and newline, and the marks that change the direction of text (Unicode UAX 9).
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Refused(Exception):  # noqa: N818 a refusal, not always an error
    """An answer that is not accepted, with the `key` of the word for the reason and the HTTP status."""

    def __init__(self, key: str, status: int = 422) -> None:
        super().__init__(key)
        self.key = key
        self.status = status


@dataclass(frozen=True)
class Answer:
    """An answer of a citizen. The comment is always redacted: no Answer holds it as it was written."""

    id: str
    page: str
    lang: str
    helpful: bool
    comment: str
    redactions: int
    consent: str
    suspect: bool


def parse(fields: Mapping[str, object], pages: Container[str], languages: Container[str]) -> Answer:
    """Return the Answer in the fields of a request, about one of `pages` in one of `languages`.

    Unknown fields are ignored. Raises Refused for anything else that differs from what the form sends.
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
