"""Style sheets as browsers fetch them: without comments and needless white space."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2 import ast

Node = Any
"""A node of tinycss2, which has no types."""


@lru_cache(maxsize=256)  # each file is published once for each language
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
