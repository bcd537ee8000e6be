"""Selectors that can match something in the built pages. States (`:hover`) and all that is in doubt can."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from tinycss2 import ast

from hallbar.frame.used import Used
from hallbar.stripping import is_sign

Node = Any
"""A node of tinycss2, which has no types."""

ANY_OF = ("is", "where", "matches", "has", "-webkit-any", "-moz-any")
"""Pseudo-classes that match if one of their selectors does."""
KNOWN = {
    *"active after before checked disabled empty enabled first-child first-letter first-line".split(),
    *"first-of-type focus focus-visible focus-within indeterminate is lang last-child".split(),
    *"hover last-of-type link not nth-child nth-last-child nth-last-of-type nth-of-type only-child".split(),
    *"only-of-type root target visited where".split(),
}
"""Pseudo-classes and -elements that every browser knows. One that a browser does not know makes a list of
selectors invalid as a whole (CSS Selectors 4, 3.9), so a selector with such a one stays in its list."""


def possible(prelude: Sequence[Node], names: Used) -> list[Node]:
    """Return the selectors of a list that can match; empty if none can."""
    each = _split(prelude)
    matching = [_can_match(selector, names) for selector in each]
    joined: list[Node] = []
    for selector, matches in zip(each, matching, strict=True):
        if any(matching) and (matches or not _known(selector)):
            joined += [*([ast.LiteralToken(0, 0, ",")] if joined else []), *selector]
    return joined


def _split(tokens: Sequence[Node]) -> list[list[Node]]:
    """Return the selectors between the commas."""
    each: list[list[Node]] = [[]]
    for token in tokens:
        if is_sign(token, ","):
            each.append([])
        else:
            each[-1].append(token)
    return each


def _known(selector: Sequence[Node]) -> bool:
    """Return True if every browser can parse a selector."""
    for before, token in pairwise([None, *selector]):
        if is_sign(before, ":") and token.type in ("ident", "function"):
            name = token.lower_value if token.type == "ident" else token.lower_name
            inside = [] if token.type == "ident" else token.arguments
            if name not in KNOWN or not _known(inside):
                return False
    return True


def _can_match(selector: Sequence[Node], names: Used) -> bool:
    """Return True if each name in a selector is in use, or if that cannot be said."""
    if any(is_sign(token, "|") for token in selector):  # a namespace
        return True
    return all(_in_use(before, token, names) for before, token in pairwise([None, *selector]))


def _in_use(before: Node | None, token: Node, names: Used) -> bool:
    """Return False if a token of a selector names what no page has. `before` is the token before it."""
    if token.type == "ident":
        if is_sign(before, ":"):
            return True
        return names.has_class(token.value) if is_sign(before, ".") else names.element(token.value)
    if token.type == "hash":
        return names.has_id(token.value)
    if token.type == "[] block":
        return _attribute_in_use(token.content, names)
    if token.type == "function" and token.lower_name in ANY_OF:
        return any(_can_match(selector, names) for selector in _split(token.arguments))
    return True


def _attribute_in_use(content: Sequence[Node], names: Used) -> bool:
    parts = [token for token in content if token.type not in ("whitespace", "comment")]
    if not parts or parts[0].type != "ident" or any(is_sign(token, "|") for token in parts):
        return True
    exactly = len(parts) == 3 and is_sign(parts[1], "=")
    return names.attribute(parts[0].value, parts[2].value if exactly else None)
