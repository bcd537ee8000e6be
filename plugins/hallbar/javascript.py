"""JavaScript as browsers fetch it: without comments and needless white space, by its syntax tree."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, product
from string import ascii_letters

import tree_sitter_javascript
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

WHOLE = {"comment", "html_comment", "regex", "string"}
"""JavaScript whose parts are no tokens."""
PRIVATE = "private_property_identifier"
SIGNS, OPENS, CLOSES = b"{}()[];,<>=+-*%&|^!~?:\"'", b"{([,;", b"})]"
"""Signs without a space beside them; not `/`, `.` and backtick, which may belong to a word beside them."""
JOINED = (b"<!", b"->")
"""Signs that would begin or end an HTML comment."""
JAVASCRIPT = Language(tree_sitter_javascript.language())


@lru_cache(maxsize=256)  # each file is published once for each language
def script(text: str) -> str:
    """Return JavaScript without comments and needless white space, with short private names (`#a`).

    What cannot be parsed stays as it is.
    """
    source = text.encode()
    root = _parsed(source)
    if root.has_error:
        return text
    short, stripped, end, gap = _short(root), bytearray(), 0, b""
    for token in _tokens(root):
        gap += source[end : token.start_byte]
        end = token.end_byte
        if token.type in ("comment", "html_comment"):
            gap += b"\n" if b"\n" in source[token.start_byte : end] else b" "
            continue
        stripped += _between(
            bytes(stripped[-1:]), gap, source[token.start_byte : token.start_byte + 1], token
        )
        written = source[token.start_byte : end]
        stripped += short[written] if token.type == PRIVATE else written
        gap = b""
    return stripped.decode() + "\n"


def _short(root: SyntaxNode) -> dict[bytes, bytes]:
    """Return a short name for each private name, which no other script can use; frequent ones first."""
    names = Counter(token.text for token in _tokens(root) if token.type == PRIVATE and token.text)
    letters = map("".join, chain(product(ascii_letters), product(ascii_letters, repeat=2)))
    return {
        name: f"#{short}".encode() for (name, _), short in zip(names.most_common(), letters, strict=False)
    }


def _parsed(source: bytes) -> SyntaxNode:
    """Return the syntax tree of JavaScript."""
    return Parser(JAVASCRIPT).parse(source).root_node


def _tokens(root: SyntaxNode) -> Iterator[SyntaxNode]:
    """Yield the tokens and comments of a tree, in text order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in WHOLE or not node.children:
            yield node
        else:
            waiting += reversed(node.children)


def _between(before: bytes, gap: bytes, after: bytes, token: SyntaxNode) -> bytes:
    """Return what must stay between two tokens. The end of a line may end a statement."""
    if token.parent and token.parent.type == "template_string":
        return gap
    if b"\n" in gap:
        return b"" if before in OPENS or after in CLOSES else b"\n"
    words = not (before in SIGNS or after in SIGNS)
    return b" " if gap and (words or before == after or before + after in JOINED) else b""
