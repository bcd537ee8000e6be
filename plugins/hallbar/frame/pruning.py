"""A style sheet without the rules that no page can use: those of Material, of which pages use a seventh.

Dropped are rules that match nothing (selectors.py), then custom properties, keyframes and fonts that nothing
uses. What is not understood is kept.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from tinycss2 import ast

from hallbar.frame.selectors import possible
from hallbar.frame.used import Used
from hallbar.stripping import contents, rules, serialized

Node = Any
"""A node of tinycss2, which has no types."""

HOLDERS = ("media", "supports", "layer", "container", "scope", "starting-style")
"""At-rules that hold rules."""


def pruned(text: str, names: Used, others: Iterable[str] = ()) -> str:
    """Return a style sheet without what pages with these names cannot use.

    `others` are the style sheets that pages load too: they may use its custom properties and keyframes.
    """
    kept = [*_matching(rules(text), names)]
    needed = _needed(kept, names.words.union(*(_mentioned(rules(other)) for other in others)))
    return "".join(map(serialized, _without_unused(kept, needed)))


def _matching(nodes: Iterable[Node], names: Used) -> Iterator[Node]:
    """Yield rules and declarations, without the rules and the selectors that match nothing."""
    for node in nodes:
        if isinstance(node, ast.QualifiedRule):
            node.prelude = possible(node.prelude, names)
            if not node.prelude:
                continue
        if isinstance(node, ast.QualifiedRule) or _holds_rules(node):
            node.content = _tokens(_matching(contents(node.content), names))
            if not node.content and node.type == "qualified-rule":
                continue
        yield node


def _holds_rules(node: Node) -> bool:
    return isinstance(node, ast.AtRule) and node.content is not None and node.lower_at_keyword in HOLDERS


def _tokens(nodes: Iterable[Node]) -> list[Node]:
    """Return the content of a block that holds these declarations and rules."""
    css = "".join(serialized(node) + (";" if isinstance(node, ast.Declaration) else "") for node in nodes)
    return list(tinycss2.parse_component_value_list(css))


def _needed(nodes: Iterable[Node], roots: set[str]) -> set[str]:
    """Return the names in use: `roots`, those that rules mention, and those that these mention in turn."""
    needed, behind = {*roots}, dict[str, set[str]]()
    for name, mentioned in _mentions(nodes):
        if name:
            behind.setdefault(name, set()).update(mentioned)
        else:
            needed |= mentioned
    fresh = needed & behind.keys()
    while fresh:
        mentioned = set[str]().union(*(behind.pop(name) for name in fresh))
        needed |= mentioned
        fresh = needed & behind.keys()
    return needed


def _mentions(nodes: Iterable[Node]) -> Iterator[tuple[str, set[str]]]:
    """Yield the words of each part, with the name that must be in use for them to count; empty for any."""
    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield (node.name if node.name.startswith("--") else ""), _words(node.value)
        elif _keyframes(node):
            yield _name(node), _mentioned([*contents(node.content)])
        elif node.content is not None:
            yield "", _words(node.prelude)
            if not _font(node):
                yield from _mentions(contents(node.content))


def _mentioned(nodes: Iterable[Node]) -> set[str]:
    """Return all words that rules mention."""
    return set[str]().union(*(mentioned for _, mentioned in _mentions(nodes)))


def _words(tokens: Iterable[Node]) -> set[str]:
    """Return the names and texts among tokens, at any depth."""
    found = set[str]()
    for token in tokens:
        if token.type in ("ident", "string"):
            found |= {token.value, *token.value.split()}
        for name in ("content", "arguments"):
            if isinstance(inside := getattr(token, name, None), list):
                found |= _words(inside)
    return found


def _without_unused(nodes: Iterable[Node], needed: set[str]) -> Iterator[Node]:
    """Yield rules and declarations without custom properties, keyframes and fonts that are not needed."""
    for node in nodes:
        if isinstance(node, ast.Declaration):
            if not node.name.startswith("--") or node.name in needed:
                yield node
        elif _keyframes(node):
            if _name(node) in needed:
                yield node
        elif _font(node):
            if _family(node) <= needed:
                yield node
        elif isinstance(node, ast.QualifiedRule) or _holds_rules(node):
            node.content = _tokens(_without_unused(contents(node.content), needed))
            if node.content or _named_layer(node):
                yield node
        else:
            yield node


def _named_layer(node: Node) -> bool:
    """Return True for `@layer a {}`: its place decides the order of layers, even if it is empty."""
    return isinstance(node, ast.AtRule) and node.lower_at_keyword == "layer"


def _keyframes(node: Node) -> bool:
    return isinstance(node, ast.AtRule) and node.lower_at_keyword.endswith("keyframes")


def _font(node: Node) -> bool:
    return isinstance(node, ast.AtRule) and node.lower_at_keyword == "font-face"


def _name(node: Node) -> str:
    """Return the name of keyframes."""
    return next((token.value for token in node.prelude if token.type in ("ident", "string")), "")


def _family(node: Node) -> set[str]:
    """Return the words of a font's name."""
    families = [
        one.value for one in contents(node.content) if getattr(one, "lower_name", "") == "font-family"
    ]
    texts = [token.value for value in families for token in value if token.type in ("ident", "string")]
    return {word for text in texts for word in text.split()}
