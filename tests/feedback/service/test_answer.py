import dataclasses

import pytest

from hallbar.feedback.service.answer import COMMENT_LIMIT, Answer, Refused, parse

PAGES = {"/regler/": {"lang": "sv"}}
LANGUAGES = ("sv", "en")


def test_an_answer(fields: dict[str, object]) -> None:
    assert parse(fields, PAGES, LANGUAGES) == Answer(
        id="2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
        page="/regler/",
        lang="sv",
        helpful=False,
        comment="Jag hittar inte avtalet.",
        redactions=0,
        consent="0123456789ab",
        suspect=False,
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"helpful": "yes"}, {"helpful": True}),
        ({"comment": ""}, {"comment": ""}),
        ({"lang": "en"}, {"lang": "en"}),
        ({"consent": "none-stored"}, {"consent": "none-stored"}),
        ({"consent": "01234567"}, {"consent": "01234567"}),  # an older version, from an old tab
        ({"consent": "A" * 64}, {"consent": "a" * 64}),
        ({"id": "2F1C0A7E-5B0E-4A51-9D3C-0D9A6B9F1E11"}, {"id": "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11"}),
        ({"website": "http://spam.example"}, {"suspect": True}),
        ({"comment": " \r\nen\r\ntvå\rtre\n"}, {"comment": "en\ntvå\ntre"}),
        ({"comment": "a\x00b\x1b[31mc\x85d\x7fe\tf"}, {"comment": "ab[31mcde\tf"}),
        ({"comment": "\u202eabc\u2066\u200f\u061c"}, {"comment": "abc"}),
        ({"comment": "👩‍🏫 åäö"}, {"comment": "👩‍🏫 åäö"}),
        ({"comment": "å" * COMMENT_LIMIT}, {"comment": "å" * COMMENT_LIMIT}),
        ({"comment": "😀" * COMMENT_LIMIT}, {"comment": "😀" * COMMENT_LIMIT}),
        ({"comment": "\r\n" * 250 + "a" * 250}, {"comment": "a" * 250}),
        ({"comment": "Jag är 850709-9805."}, {"comment": "Jag är […].", "redactions": 1}),
        ({"comment": "850709\x00-9805"}, {"comment": "[…]", "redactions": 1}),
        ({"unknown": [1]}, {}),
    ],
)
def test_accepted(fields: dict[str, object], change: dict[str, object], expected: dict[str, object]) -> None:
    answer = dataclasses.asdict(parse(fields | change, PAGES, LANGUAGES))
    assert {name: answer[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"id": ""}, "malformed"),
        ({"id": "1"}, "malformed"),
        ({"id": "{2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11}"}, "malformed"),
        ({"id": "2f1c0a7e5b0e4a519d3c0d9a6b9f1e11"}, "malformed"),
        ({"id": "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11\n"}, "malformed"),
        ({"page": "/nej/"}, "unknown_page"),
        ({"page": ""}, "unknown_page"),
        ({"page": "https://evil.example/"}, "unknown_page"),
        ({"lang": "xx"}, "malformed"),
        ({"helpful": ""}, "choose"),
        ({"helpful": "kanske"}, "choose"),
        ({"helpful": "Yes"}, "choose"),
        ({"comment": "å" * (COMMENT_LIMIT + 1)}, "too_long"),
        ({"comment": " " * (COMMENT_LIMIT + 1)}, "too_long"),
        ({"comment": "\ud800"}, "malformed"),
        ({"website": "\udfff"}, "malformed"),
        ({"consent": ""}, "malformed"),
        ({"consent": "yes"}, "malformed"),
        ({"consent": "0123456"}, "malformed"),
        ({"consent": "0" * 65}, "malformed"),
        ({"consent": "none-stored\n"}, "malformed"),
    ],
)
def test_refused(fields: dict[str, object], change: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(fields | change, PAGES, LANGUAGES)
    assert (refused.value.key, refused.value.status) == (key, 422)


@pytest.mark.parametrize("value", [None, 1, 1.5, float("nan"), True, [], ["yes"], {}, b"yes"], ids=repr)
@pytest.mark.parametrize("name", ["id", "page", "lang", "helpful", "comment", "consent", "website"])
def test_only_text_is_taken(fields: dict[str, object], name: str, value: object) -> None:
    with pytest.raises(Refused, match="malformed"):
        parse(fields | {name: value}, PAGES, LANGUAGES)


@pytest.mark.parametrize("name", ["id", "page", "lang", "helpful", "consent"])
def test_required(fields: dict[str, object], name: str) -> None:
    del fields[name]
    with pytest.raises(Refused):
        parse(fields, PAGES, LANGUAGES)


def test_comment_and_honeypot_may_be_left_out(fields: dict[str, object]) -> None:
    del fields["comment"], fields["website"]
    answer = parse(fields, PAGES, LANGUAGES)
    assert (answer.comment, answer.suspect) == ("", False)
