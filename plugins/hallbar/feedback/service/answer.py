"""The contracts of an answer and of a report: the fields that the forms may send, parsed and redacted."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from uuid import uuid4

from hallbar.feedback.service.redaction import redact

COMMENT_LIMIT = 500
"""Longest comment, in Unicode code points. A line break counts as one."""

CONTACT_LIMIT = 200
"""Longest contact in a report: an e-mail address has at most 254 characters, and seldom 60."""

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
    """Something that is not accepted: the `key` of the word for the reason, and the HTTP status.

    `wait`: seconds after which it may be accepted; 0 if it never will be.
    """

    def __init__(self, key: str, status: int = 422, wait: int = 0) -> None:
        super().__init__(key)
        self.key = key
        self.status = status
        self.wait = wait


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


@dataclass(frozen=True)
class Report:
    """A report of a problem with a page, redacted like a comment."""

    id: str
    page: str
    lang: str
    comment: str
    redactions: int
    suspect: bool
    contact: str = ""
    """Contact details, as they were given. They have a table of their own, and are deleted sooner."""


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


def parse_report(fields: Mapping[str, object], pages: Container[str], languages: Container[str]) -> Report:
    """Return the Report in the fields of a request, like `parse`. A report without an id gets one."""
    redacted = redact(_comment(fields))
    if not redacted.text:
        raise Refused("describe")
    contact = " ".join(_INVISIBLE.sub("", _text(fields, "contact", "")).split())
    if len(contact) > CONTACT_LIMIT:
        raise Refused("contact_too_long")
    return Report(
        id=_matching(ID, _text(fields, "id", "") or str(uuid4())),
        page=_one_of(pages, _text(fields, "page"), "unknown_page"),
        lang=_one_of(languages, _text(fields, "lang"), "malformed"),
        comment=redacted.text,
        redactions=redacted.count,
        suspect=_text(fields, TRAP, "") != "",
        contact=contact,
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
