"""E-mail addresses, also in the forms that hide them from programs."""

import re
from collections.abc import Iterator

from hallbar.feedback.service.redaction.matching import FLAGS, in_order
from hallbar.feedback.service.redaction.plain import Span

# Bounded repeats: the time to search grows with the length of the text, never with its square.
_LOCAL = r"[a-z0-9_][\w.+'-]{0,63}"
_AT = (
    r"[ ]?[(\[{<][ ]?(?:@|at?|snabel[- ]?a)[ ]?[)\]}>][ ]? | [ ]?snabel[- ]?a[ ]?"
    r"""| [ ]?[*_#"']{1,2}at[*_#"']{1,2}[ ]?"""
)
_DOT = r"\. | [ ]?[(\[{<][ ]?(?:\.|dot|punkt)[ ]?[)\]}>][ ]? | [ ](?:dot|punkt)[ ]"
_LABEL = r"[a-z0-9][a-z0-9-]{1,62}"
# Top-level domains that people write to; a hidden or torn address must end with one of them.
_KNOWN = (
    r"(?:se|nu|com|org|net|eu|no|dk|fi|is|de|fr|nl|pl|es|it|uk|us|ca|info|biz|gov|edu|io|me|name|example"
    r"|test)(?![a-z0-9])"
)
ADDRESS = re.compile(
    rf"""{_LOCAL}
    (?: @{{1,2}} (?:{_LABEL}(?:{_DOT})){{1,8}} (?:xn--[a-z0-9-]{{2,59}}|[a-z]{{2,63}})(?![a-z0-9])
      | @{{1,2}} (?:{_LABEL}(?:{_DOT}|[ ]?\.[ ]?|,)){{1,8}} {_KNOWN}
      | [ ]?@{{1,2}}[ ]? (?:{_LABEL}(?:{_DOT}|,)){{1,8}} {_KNOWN} )""",
    FLAGS,
)
HIDDEN = re.compile(
    rf"""(?:\w{{1,30}}(?:{_DOT})){{0,2}} {_LOCAL} (?:{_AT})
    (?:{_LABEL}(?:{_DOT}|,)){{1,4}} {_KNOWN}""",
    FLAGS,
)
# "at" is a word: something else must show that it is an address.
SPOKEN = re.compile(
    rf"""(?:\w{{1,30}}[ ](?:dot|punkt)[ ]){{0,2}} {_LOCAL} [ ]at[ ]
      (?:{_LABEL}[ ](?:dot|punkt)[ ]){{1,3}} {_KNOWN}
    | [a-z0-9]{{1,30}}[._+][\w.]{{1,32}} [ ]at[ ] (?:{_LABEL}\.){{1,3}} {_KNOWN}""",
    FLAGS,
)


SIGNS = {ADDRESS: ("@",), HIDDEN: ("snabel", "(", "[", "{", "<", "at"), SPOKEN: (" at ",)}
"""Form → what any address in it has: to look for that takes next to no time."""


def found(searched: str) -> Iterator[Span]:
    """Yield the addresses in a text."""
    forms = [form for form, signs in SIGNS.items() if any(sign in searched for sign in signs)]
    yield from in_order(*(match.span() for form in forms for match in form.finditer(searched)))
