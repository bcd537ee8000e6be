"""Css and js as browsers fetch them: without comments and needless white space."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from string import ascii_letters
from typing import Any

import tinycss2
import tree_sitter_javascript
from tinycss2 import ast
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

Node = Any
"""A node of tinycss2, which has no types."""


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
    root = parsed(source)
    if root.has_error:
        return text
    short, stripped, end, gap = _short(root), bytearray(), 0, b""
    for token in tokens(root):
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
    names = Counter(token.text for token in tokens(root) if token.type == PRIVATE and token.text)
    letters = map("".join, chain(product(ascii_letters), product(ascii_letters, repeat=2)))
    return {
        name: f"#{short}".encode() for (name, _), short in zip(names.most_common(), letters, strict=False)
    }


def parsed(source: bytes) -> SyntaxNode:
    """Return the syntax tree of JavaScript."""
    return Parser(JAVASCRIPT).parse(source).root_node


def tokens(root: SyntaxNode) -> Iterator[SyntaxNode]:
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


@lru_cache(maxsize=256)
def style(text: str) -> str:
    """Return a style sheet without comments and needless white space."""
    return "".join(map(serialized, rules(text)))


def rules(text: str) -> list[Node]:
    """Return the rules of a style sheet; what no browser can parse is left out."""
    found = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return [node for node in found if not isinstance(node, ast.ParseError)]


def contents(block: Iterable[Node]) -> list[Node]:
    """Return the declarations and the nested rules of a block."""
    found = tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True)
    return [node for node in found if not isinstance(node, ast.ParseError)]


def serialized(node: Node) -> str:
    """Return the css of a rule or a declaration."""
    if isinstance(node, ast.Declaration):
        value = squeezed(node.value) or [ast.WhitespaceToken(0, 0, " ")]  # an empty custom property
        important = "!important" if node.important else ""
        return (
            f"{tinycss2.serialize([ast.IdentToken(0, 0, node.name)])}:{tinycss2.serialize(value)}{important}"
        )
    head = tinycss2.serialize(squeezed(node.prelude))
    if isinstance(node, ast.AtRule):
        head = f"@{node.at_keyword} {head}".rstrip()
    return f"{head};" if node.content is None else f"{head}{{{_block(node)}}}"


def _block(node: Node) -> str:
    """Return the css inside the braces of a rule."""
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    if isinstance(node, ast.AtRule) and any(isinstance(one, ast.ParseError) for one in inside):
        return str(tinycss2.serialize(squeezed(node.content)))  # of an at-rule that is not known here
    inside = [one for one in inside if not isinstance(one, ast.ParseError)]
    parts = [serialized(one) + (";" if isinstance(one, ast.Declaration) else "") for one in inside]
    return "".join(parts).removesuffix(";")


def is_sign(token: Node, sign: str) -> bool:
    """Return True if a token is this sign, such as a comma."""
    return bool(token is not None and token.type == "literal" and token.value == sign)


def squeezed(tokens: Sequence[Node]) -> list[Node]:
    """Return tokens without comments, with at most one space between them and none at ends and commas."""
    kept: list[Node] = []
    for token in tokens:
        for name in ("content", "arguments"):
            if isinstance(inside := getattr(token, name, None), list):
                setattr(token, name, squeezed(inside))
        if token.type == "whitespace":
            if kept and kept[-1].type != "whitespace" and not is_sign(kept[-1], ","):
                kept.append(ast.WhitespaceToken(0, 0, " "))
        elif token.type != "comment":
            if is_sign(token, ",") and kept and kept[-1].type == "whitespace":
                kept.pop()
            kept.append(token)
    while kept and kept[-1].type == "whitespace":
        kept.pop()
    return kept
