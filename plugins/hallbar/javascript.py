"""JavaScript by its syntax tree: its text without comments, as browsers fetch it, and its variables."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, product
from string import ascii_letters

import tree_sitter_javascript
from tree_sitter import Language, Parser
from tree_sitter import Node as SyntaxNode

__all__ = ["NAMES", "SyntaxNode", "declared", "free", "parsed", "script", "text_of", "tokens"]

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


NAMES = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
"""Tokens that are names of variables."""
NAMED = ("function_declaration", "generator_function_declaration", "class_declaration")
"""Declarations that bind their name around them."""
OWN_NAME = ("function_expression", "generator_function", "class")
"""Expressions that bind their name, if they have one, in themselves."""
WITH_VALUE = {"assignment_pattern": "left", "object_assignment_pattern": "left", "pair_pattern": "value"}
"""Patterns of which a part only is bound."""


def declared(statement: SyntaxNode | None) -> set[str]:
    """Return the names that a statement declares in the scope that it stands in (`var` not)."""
    if statement is None:
        return set()
    if statement.type in NAMED:
        return _bound(statement.child_by_field_name("name"))
    if statement.type != "lexical_declaration":
        return set()
    parts = [one for one in statement.named_children if one.type == "variable_declarator"]
    return set[str]().union(*(_bound(one.child_by_field_name("name")) for one in parts))


def free(root: SyntaxNode) -> set[str]:
    """Return the names of variables that are not declared in a function or block in which they are used."""
    found, waiting = set[str](), [(root, frozenset[str]())]
    while waiting:
        node, bound = waiting.pop()
        if node.type in NAMES:
            found |= {text_of(node)} - bound
        elif node.parent:
            bound |= _scope(node)
        waiting += [(child, bound) for child in node.children]
    return found


def _scope(node: SyntaxNode) -> set[str]:
    """Return the names that are bound within a node."""
    names = [_bound(node.child_by_field_name(field)) for field in ("parameters", "parameter")]
    if node.type == "statement_block":
        names += [declared(child) for child in node.named_children]
    elif node.type == "for_statement":
        names.append(declared(node.child_by_field_name("initializer")))
    elif node.type == "for_in_statement" and node.child_by_field_name("kind"):
        names.append(_bound(node.child_by_field_name("left")))
    elif node.type in OWN_NAME:
        names.append(_bound(node.child_by_field_name("name")))
    return set[str]().union(*names)


def _bound(pattern: SyntaxNode | None) -> set[str]:
    """Return the names that a pattern binds: `a`, `b` and `c` in `{ a, x: [b], c = d }`."""
    if pattern is None:
        return set()
    if pattern.type in NAMES:
        return {text_of(pattern)}
    if pattern.type in WITH_VALUE:
        return _bound(pattern.child_by_field_name(WITH_VALUE[pattern.type]))
    return set[str]().union(*map(_bound, pattern.named_children))


def text_of(node: SyntaxNode | None) -> str:
    """Return the text of a node; empty without one."""
    return node.text.decode() if node and node.text else ""
